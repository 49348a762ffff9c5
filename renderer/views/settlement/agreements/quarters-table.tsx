import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { quarterStart } from '../../../../domain/metering/quarter.ts'
import type { AgreementKept, AgreementQuarter } from '../../../../domain/rpc/settlement/agreement-rows.ts'
import { exemptions } from '../../../../domain/settlement/agreement.ts'
import { formatNumber } from '../../../format/number.ts'
import { formatDay, formatTime } from '../../../format/time.ts'
import { useSite } from '../../../state/live.ts'
import { useAssetName } from '../../health/names.ts'
import page from '../settlement.module.css'

const quartersPerDay = 96
const kWh = (wh: number | null) => (wh === null ? 'not stated' : formatNumber(wh / 1_000, 1))

/** Quarters of a day of an agreement, agreed and metered; each leads to its statement, and names the meters behind it. */
export function QuartersTable({
  kept,
  day,
  onDay,
}: {
  kept: AgreementKept
  day: number
  onDay: (day: number) => void
}) {
  const { timeZone } = useSite()
  const { terms, quarters } = kept
  return (
    <>
      <h3 className={page.sub}>
        Quarters from {formatDay(quarterStart(day), timeZone)} {formatTime(quarterStart(day), timeZone)}{' '}
        <span className={page.pairOfActs}>
          <Button
            className={page.small}
            disabled={day <= terms.accumulateFrom}
            onClick={() => onDay(Math.max(terms.accumulateFrom, day - quartersPerDay))}
            aria-label="Day before"
          >
            <ChevronLeft size={14} aria-hidden />
          </Button>
          <Button
            className={page.small}
            disabled={day + quartersPerDay >= terms.supplyTo}
            onClick={() => onDay(day + quartersPerDay)}
            aria-label="Next day"
          >
            <ChevronRight size={14} aria-hidden />
          </Button>
        </span>
      </h3>
      {quarters.length === 0 ? (
        <p className={page.quiet}>None of them has begun.</p>
      ) : (
        <table className={page.lines}>
          <thead>
            <tr>
              <th scope="col">Quarter, kWh</th>
              <th scope="col">Agreed</th>
              <th scope="col">Taken</th>
              <th scope="col">Returned</th>
              <th scope="col">Off by</th>
              <th scope="col">Meters</th>
            </tr>
          </thead>
          <tbody>
            {quarters.map((quarter) => (
              <Line key={quarter.quarter} row={quarter} />
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}

function Line({ row }: { row: AgreementQuarter }) {
  const { timeZone } = useSite()
  const nameOf = useAssetName()
  const { quarter, scheduledTakenWh, scheduledReturnedWh, takenWh, returnedWh, deviationWh, exempt, sources } = row
  const meters = sources.map(({ assetId, meterPoint, register, wh, quality }) => {
    const doubt = quality === 'measured' ? '' : `, ${quality}`
    return `${assetId === null ? meterPoint : nameOf(assetId)} ${register} ${kWh(wh)}${doubt}`
  })
  const words = exempt === null ? meters.join('; ') : `does not count: ${exemptions[exempt]}`
  return (
    <tr>
      <th scope="row">
        <Link className={page.goTo} to="/settlement" search={{ quarter }}>
          {formatTime(quarterStart(quarter), timeZone)}
        </Link>
      </th>
      <td>
        {scheduledTakenWh > 0
          ? `take ${kWh(scheduledTakenWh)}`
          : scheduledReturnedWh > 0
            ? `give ${kWh(scheduledReturnedWh)}`
            : 'hold'}
      </td>
      <td>{kWh(takenWh)}</td>
      <td>{kWh(returnedWh)}</td>
      <td>{kWh(takenWh === null ? null : deviationWh)}</td>
      <td className={page.wide} title={words}>
        {words}
      </td>
    </tr>
  )
}

import { quarterStart } from '../../../../../domain/metering/quarter.ts'
import { intervalMethods } from '../../../../../domain/metering/meter.ts'
import type { RegisterStep } from '../../../../../domain/rpc/settlement/money.ts'
import { Check, TriangleAlert } from 'lucide-react'
import { formatNumber } from '../../../../format/number.ts'
import { formatClock } from '../../../../format/time.ts'
import { useSite } from '../../../../state/live.ts'
import { useAssetName } from '../../../health/names.ts'
import { CheckMarks } from './check-marks.tsx'
import { registerWords } from './register-words.ts'
import css from './statement.module.css'
import { SupplierMarks } from './supplier-marks.tsx'

const kWh = (wh: number | null) => (wh === null ? 'not known' : formatNumber(wh / 1_000, 3))

/** What the registers of a meter showed at both ends of a quarter, to the watt-hour, and how far they can be trusted. */
export function RegisterTable({ registers, quarter }: { registers: readonly RegisterStep[]; quarter: number }) {
  const { timeZone } = useSite()
  const nameOf = useAssetName()
  const meter = registers[0]
  return (
    <section aria-label="Meter readings">
      <h3 className={css.sub}>
        4 Meter readings{' '}
        <span>
          {meter
            ? `${nameOf(meter.pointId)}, meter ${formatNumber(meter.meterEpoch)} at this point`
            : 'no meter behind this line'}
        </span>
      </h3>
      {meter && (
        <>
          <table className={css.table}>
            <thead>
              <tr>
                <th scope="col">Register, kWh</th>
                <th scope="col">{formatClock(quarterStart(quarter), timeZone)}</th>
                <th scope="col">{formatClock(quarterStart(quarter + 1), timeZone)}</th>
                <th scope="col">Difference</th>
              </tr>
            </thead>
            <tbody>
              {registers.map((step) => (
                <tr key={step.register}>
                  <th scope="row">{registerWords[step.register]}</th>
                  <td>{kWh(step.openingWh)}</td>
                  <td>{kWh(step.closingWh)}</td>
                  <td>
                    <strong>{kWh(step.wh)}</strong>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <ul className={css.checks}>
            {registers.map((step) => (
              <Trust key={step.register} step={step} />
            ))}
            <CheckMarks registers={registers} quarter={quarter} />
            <SupplierMarks registers={registers} quarter={quarter} />
          </ul>
        </>
      )}
    </section>
  )
}

function Trust({ step }: { step: RegisterStep }) {
  const isMeasured = step.quality === 'measured'
  const Icon = isMeasured ? Check : TriangleAlert
  return (
    <li>
      <Icon size={14} strokeWidth={1.5} aria-hidden />
      {registerWords[step.register]} {step.quality}: {intervalMethods[step.method]}
      {step.revision > 0 && `, revision ${formatNumber(step.revision)}`}
    </li>
  )
}

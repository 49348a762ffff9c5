import { useState } from 'react'
import { bandAt, type Plan } from '../../../../domain/retail/plan.ts'
import type { BillDetail } from '../../../../domain/rpc/retail/shapes.ts'
import { formatNumber } from '../../../format/number.ts'
import { formatDay, formatTime } from '../../../format/time.ts'
import { energyText } from '../bill-words.ts'
import css from '../bills.module.css'
import { daysOf, type EnergyDay } from './energy-days.ts'

/** What a bill was reckoned from: each day, the chosen one down to its quarters of an hour, or what registers showed. */
export function Energies({ bill, plan }: { bill: BillDetail; plan: Plan | undefined }) {
  const { consumption } = bill
  if (consumption.kind === 'registers')
    return (
      <>
        <h3 className={css.sub}>Readings</h3>
        <table className={css.table} aria-label="Registers">
          <tbody>
            {consumption.rows.map(({ register, band, openingWh, closingWh, wh, isEstimated }) => (
              <tr key={register}>
                <td>
                  register {register}, {band}
                </td>
                <td className={css.right}>{energyText(openingWh)}</td>
                <td className={css.right}>{energyText(closingWh)}</td>
                <td className={css.right}>{energyText(wh)}</td>
                <td>{isEstimated ? 'between two readings' : 'as read'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </>
    )
  return <Days bill={bill} plan={plan} days={daysOf(bill.fromQuarter, consumption, bill.timeZone)} />
}

function Days({ bill, plan, days }: { bill: BillDetail; plan: Plan | undefined; days: readonly EnergyDay[] }) {
  const [place, setPlace] = useState<number>()
  const day = days[place ?? -1]
  const sum = days.reduce((all, { wh }) => all + wh, 0)
  return (
    <>
      <h3 className={css.sub}>
        Energies{' '}
        <span>
          {energyText(sum)} in {bill.toQuarter - bill.fromQuarter} quarters of an hour; choose a day to open it
        </span>
      </h3>
      <Bars days={days} place={place} onPlace={setPlace} />
      <div className={css.axis}>
        <span>{formatDay((days[0]?.from ?? 0) * quarterMs, bill.timeZone)}</span>
        <label>
          <select
            aria-label="Day that is opened"
            value={place ?? ''}
            onChange={(event) =>
              setPlace(event.currentTarget.value === '' ? undefined : Number(event.currentTarget.value))
            }
          >
            <option value="">no day opened</option>
            {days.map(({ from, wh }, i) => (
              <option key={from} value={i}>
                {formatDay(from * quarterMs, bill.timeZone)}: {energyText(wh)}
              </option>
            ))}
          </select>
        </label>
        <span>{formatDay((days.at(-1)?.from ?? 0) * quarterMs, bill.timeZone)}</span>
      </div>
      {day && <Quarters day={day} plan={plan} timeZone={bill.timeZone} />}
    </>
  )
}

function Bars(props: { days: readonly EnergyDay[]; place: number | undefined; onPlace: (place: number) => void }) {
  const { days, place, onPlace } = props
  const most = Math.max(1, ...days.map(({ wh }) => wh))
  const width = 100 / Math.max(1, days.length)
  return (
    <svg
      className={css.bars}
      viewBox="0 0 100 84"
      preserveAspectRatio="none"
      role="img"
      aria-label="Energy of each day"
    >
      {days.map(({ wh, from }, i) => (
        <rect
          key={from}
          x={i * width + width * 0.12}
          width={width * 0.76}
          y={84 - (80 * wh) / most}
          height={(80 * wh) / most}
          data-chosen={i === place || undefined}
        />
      ))}
      {days.map(({ from }, i) => (
        // The select below does the same for the keyboard.
        // oxlint-disable-next-line jsx-a11y/no-static-element-interactions, jsx-a11y/click-events-have-key-events
        <rect key={from} className={css.hit} x={i * width} width={width} y={0} height={84} onClick={() => onPlace(i)} />
      ))}
    </svg>
  )
}

const quarterMs = 900_000
const marks: Readonly<Record<string, string>> = { 2: 'estimated', 3: 'edited' }

function Quarters({ day, plan, timeZone }: { day: EnergyDay; plan: Plan | undefined; timeZone: string }) {
  return (
    <ol className={css.quarters} aria-label={`Quarters of ${formatDay(day.from * quarterMs, timeZone)}`}>
      {day.quarters.map(({ quarter, wh, quality }) => {
        const at = quarter * quarterMs
        const label = { time: formatTime(at, timeZone), weekday: formatDay(at, timeZone).slice(0, 3) }
        const band = plan && plan.bands.length > 1 ? bandAt(plan, label) : ''
        return (
          <li key={quarter} title={marks[quality]}>
            <span>
              {label.time} {band}
            </span>
            {formatNumber(wh)} Wh{marks[quality] === undefined ? '' : ' *'}
          </li>
        )
      })}
    </ol>
  )
}

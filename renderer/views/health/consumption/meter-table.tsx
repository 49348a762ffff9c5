import type { Consumption } from '../../../../domain/rpc/health/consumption.ts'
import { Chip } from '../../../components/chip.tsx'
import { formatNumber } from '../../../format/number.ts'
import { formatDay } from '../../../format/time.ts'
import { useSite } from '../../../state/live.ts'
import { useAssetName } from '../names.ts'
import page from '../health.module.css'
import css from './consumption.module.css'

const against = { supplier: 'supplier’s meter', bus: 'sum over the bus', counter: 'its own counter' } as const
const states = { agrees: 'agrees', differs: 'differs', unknown: 'not known' } as const

const mwh = (kWh: number | null) => (kWh === null ? 'no value' : formatNumber(kWh / 1_000, 1))

/** `0.91 % more`: how far the own meter is from the other one. */
function differenceText(pct: number | null): string {
  if (pct === null) return 'no value'
  if (Math.abs(pct) < 0.005) return 'the same'
  return `${formatNumber(Math.abs(pct), 2)}\u00A0% ${pct > 0 ? 'more' : 'less'}`
}

/** Own meters against others over the same time. */
export function MeterTable({ meters }: Pick<Consumption, 'meters'>) {
  const { timeZone } = useSite()
  const nameOf = useAssetName()
  if (meters.length === 0) return <p className={page.quiet}>No meter has another one to compare with.</p>
  return (
    <div className={page.wide}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">Meter, against</th>
            <th scope="col" data-right>
              Own, MWh
            </th>
            <th scope="col" data-right>
              Other, MWh
            </th>
            <th scope="col" data-right>
              Own shows
            </th>
            <th scope="col">Result</th>
          </tr>
        </thead>
        <tbody>
          {meters.map((meter) => (
            <tr key={meter.id}>
              <th scope="row">
                {nameOf(meter.assetId)}, {against[meter.against]}
                <span>
                  {formatDay(meter.from, timeZone)} to {formatDay(meter.to, timeZone)}. {meter.words}
                </span>
              </th>
              <td data-right>{mwh(meter.ownKWh)}</td>
              <td data-right>{mwh(meter.otherKWh)}</td>
              <td data-right>
                {differenceText(meter.differencePct)}
                <span>up to {formatNumber(meter.limitPct, 1)}&nbsp;%</span>
              </td>
              <td>
                <Chip kind={meter.state === 'differs' ? 'active' : 'outline'}>{states[meter.state]}</Chip>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

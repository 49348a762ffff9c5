import type { Consumption } from '../../../../domain/rpc/health/consumption.ts'
import { formatNumber } from '../../../format/number.ts'
import { powerText } from '../../../format/power.ts'
import { useAssetName } from '../names.ts'
import { ConsumerName } from './consumer-name.tsx'
import page from '../health.module.css'
import css from './consumption.module.css'
import { HourStrip } from './hour-strip.tsx'

/** Recurring consumers: how they run, at which hours, and what the technician calls them. */
export function Consumers({ consumers }: Pick<Consumption, 'consumers'>) {
  const nameOf = useAssetName()
  if (consumers.length === 0) return <p className={page.quiet}>No consumer stands out of the load yet.</p>
  return (
    <ul className={css.consumers}>
      {consumers.map((consumer) => (
        <li key={consumer.id}>
          <div className={page.what}>
            <ConsumerName id={consumer.id} label={consumer.label} />
            <span>
              {nameOf(consumer.assetId)}: {powerText(consumer.powerKW)}, {formatNumber(consumer.runsPerDay, 1)} runs a
              day of {formatNumber(consumer.meanRunMin)} min
            </span>
            <span>
              {formatNumber(consumer.energySharePct)}&nbsp;% of the energy, {formatNumber(consumer.surePct)}&nbsp;% sure
            </span>
          </div>
          <HourStrip hours={consumer.hours} name={consumer.label ?? 'This consumer'} />
        </li>
      ))}
    </ul>
  )
}

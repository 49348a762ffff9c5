import type { ReactNode } from 'react'
import type { AlarmKpis } from '../../../../domain/rpc/alarms.ts'
import { Chip } from '../../../components/chip.tsx'
import { formatNumber } from '../../../format/number.ts'
import { floodShareLimit, perHourBands, rateWords, standingLimit } from './bands.ts'
import css from './meters.module.css'

/** A figure with its place on a scale: what is fine as a band, the limit as a line, hatched beyond. */
export function Meter(props: {
  label: ReactNode
  value: number
  text: string
  /** End of the scale, of the fine band, and where it is over. */
  max: number
  fine: number
  over?: number
  word?: string
}) {
  const { label, value, text, max, fine, over = fine, word } = props
  const at = (x: number) => `${Math.min(100, (100 * x) / max)}%`
  return (
    <div className={css.meter}>
      <div className={css.line}>
        <span className={css.label}>{label}</span>
        {value > fine && <Chip kind="outline">{word ?? 'above'}</Chip>}
        <strong>{text}</strong>
      </div>
      <svg className={css.bar} aria-hidden>
        <rect className={css.track} width="100%" y="4" height="8" rx="2" />
        <rect className={css.fine} width={at(fine)} y="4" height="8" />
        <rect fill="url(#hatch)" x={at(over)} width={at(max - over)} y="4" height="8" />
        <rect className={css.value} width={at(value)} y="6" height="4" />
        <rect className={css.limit} x={at(over)} y="2" width="1.5" height="12" />
        <rect className={css.mark} x={at(value)} y="2" width="2.5" height="12" />
      </svg>
    </div>
  )
}

const percent = (share: number) => `${formatNumber(share * 100, 1)}\u00A0%`

/** The three figures that say whether one person can follow: alarms an hour, time in flood, what stands for long. */
export function LoadMeters({ kpis }: { kpis: AlarmKpis }) {
  const { fine, over } = perHourBands
  return (
    <>
      <Meter
        label="An hour, average, for one operator"
        value={kpis.perHour}
        text={formatNumber(kpis.perHour, 1)}
        max={36}
        fine={fine}
        over={over}
        word={rateWords(kpis.perHour)}
      />
      <Meter
        label="Time in flood"
        value={kpis.floods.share}
        text={percent(kpis.floods.share)}
        max={0.04}
        fine={floodShareLimit}
        word="above 1 %"
      />
      <Meter
        label="Standing over 24 h"
        value={kpis.standing.length}
        text={formatNumber(kpis.standing.length)}
        max={20}
        fine={standingLimit}
        word={`above ${standingLimit}`}
      />
    </>
  )
}

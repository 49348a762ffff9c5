import { storedEnergyAtFullKWh } from '../../../../../domain/asset.ts'
import type { Plan } from '../../../../../domain/dispatch/plan.ts'
import type { EpochMs } from '../../../../../domain/units.ts'
import { valueAt } from '../../../../charts/panes/marks.ts'
import { formatNumber, quantityText } from '../../../../format/number.ts'
import { powerPhrase, powerWord } from '../../../../format/power.ts'
import { formatPrice } from '../../../../format/price.ts'
import { formatTime } from '../../../../format/time.ts'
import { useLiveStore, useSite, useStatus } from '../../../../state/live.ts'
import { usePowerSum } from '../../../overview/use-sums.ts'
import type { Lane } from '../model/lane-list.ts'
import { plannedAt } from '../model/plan-columns.ts'
import type { LanePane } from '../model/plan-panes.ts'
import { stepOf } from '../model/plan-words.ts'
import css from '../plan.module.css'

interface WordsProps {
  pane: LanePane
  plan: Plan | undefined
  now: EpochMs
  /** Values of then stand in place of those of now. */
  cursorAt: EpochMs | undefined
}

/** Beside a lane: what it counts, the value of now or at the cursor, what is planned, and what lies below zero. */
export function LaneWords(props: WordsProps) {
  const { lane, unit, factor, actual } = props.pane
  const isPower = lane.counts === 'grid' || lane.counts === 'power'
  const reaches =
    isPower && (lane.kind === 'grid' || lane.counts === 'power') && powerWord(lane.kind, -1_000 * lane.turn)
  const hasBelow = reaches !== false && lane.id !== 'sources' && lane.id !== 'mining'
  return (
    <div className={css.words} style={{ flexGrow: lane.weight }}>
      <h3>
        {lane.title} <span>{unit}</span>
      </h3>
      {props.cursorAt === undefined ? (
        <NowWords {...props} />
      ) : (
        <AtWords
          {...props}
          cursorAt={props.cursorAt}
          value={actual && valueAt({ column: actual, factor }, props.cursorAt)}
        />
      )}
      {hasBelow && <p>below 0 {reaches}</p>}
    </div>
  )
}

const priceWords = (eurPerMWh: number) => quantityText(formatPrice(eurPerMWh))

/** A value of a lane in its own frame, kW, percent or EUR/MWh, in words. */
function laneValueWords(lane: Lane, value: number): string {
  switch (lane.counts) {
    case 'price':
      return priceWords(value)
    case 'soc':
      return `${formatNumber(value, 1)}\u00A0%`
    default:
      return powerPhrase(lane.kind, value)
  }
}

function plannedWords(lane: Lane, plan: Plan | undefined, at: EpochMs): string {
  const step = plan ? stepOf(plan, at) : -1
  const value = plan && step >= 0 ? plannedAt(plan, lane, step) : Number.NaN
  return Number.isNaN(value) ? '' : laneValueWords(lane, value)
}

function NowWords({ pane: { lane }, plan, now }: WordsProps) {
  const planned = plannedWords(lane, plan, now)
  return (
    <>
      {lane.counts === 'price' && <PriceNow />}
      {lane.counts === 'soc' && <SocNow lane={lane} />}
      {(lane.counts === 'grid' || lane.counts === 'power') && <PowerNow lane={lane} />}
      {planned !== '' && lane.counts !== 'price' && <p>plan {planned}</p>}
      {lane.counts === 'price' && plan && <Worth plan={plan} at={now} />}
    </>
  )
}

function AtWords(props: WordsProps & { cursorAt: EpochMs; value: number | undefined }) {
  const { pane, plan, cursorAt, now, value } = props
  const { timeZone } = useSite()
  const { lane, factor, planned } = pane
  const foreseen = planned && valueAt({ column: planned, factor: 1 }, cursorAt)
  const was = value === undefined ? 'no value' : laneValueWords(lane, value / factor)
  return (
    <>
      {lane.counts !== 'price' && cursorAt < now && (
        <p data-strong>
          {formatTime(cursorAt, timeZone)} {was}
        </p>
      )}
      {foreseen !== undefined && <p>plan {laneValueWords(lane, foreseen)}</p>}
      {lane.counts === 'price' && plan && <Worth plan={plan} at={cursorAt} />}
    </>
  )
}

function Worth({ plan, at }: { plan: Plan; at: EpochMs }) {
  const worth = plan.busPriceEurPerMWh[stepOf(plan, at)]
  return worth === undefined ? null : <p title="Worth of one more MWh on site">worth {priceWords(worth)}</p>
}

function PriceNow() {
  const { priceEurPerMWh } = useStatus()
  return <p data-strong>{priceEurPerMWh === null ? 'no price' : `${quantityText(formatPrice(priceEurPerMWh))} now`}</p>
}

function PowerNow({ lane }: { lane: Lane }) {
  const { powerKW, quality } = usePowerSum(lane.assets)
  if (powerKW === null) return <p data-strong>no value</p>
  return (
    <p data-strong>
      {powerPhrase(lane.kind, powerKW)}
      {quality === 'good' ? '' : `, ${quality}`}
    </p>
  )
}

function SocNow({ lane }: { lane: Lane }) {
  const store = useLiveStore()
  const readings = lane.assets.map((asset) => store.reading(asset.id, 'socPct'))
  const full = lane.assets.map((asset) => storedEnergyAtFullKWh(asset) ?? 0)
  if (readings.some((r) => r.value === null)) return <p data-strong>no value</p>
  const worst = readings.find((r) => r.quality !== 'good')
  const sum = readings.reduce((all, r, i) => all + (r.value ?? 0) * (full[i] ?? 0), 0)
  const soc = sum / full.reduce((all, kWh) => all + kWh, 0)
  return (
    <p data-strong>
      {formatNumber(soc, 1)}&nbsp;%{worst ? `, ${worst.quality}` : ''}
    </p>
  )
}

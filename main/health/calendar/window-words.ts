import type { AssetKind } from '../../../domain/asset.ts'
import type { EpochMs } from '../../../domain/units.ts'
import type { Basis } from './hours.ts'
import type { Window } from './windows.ts'

/** Why a time is cheap, by what is taken out. */
const cheapWords: Record<AssetKind, string> = {
  pv: 'little sun',
  wind: 'little wind',
  container: 'energy dear, so that mining earns little',
  battery: 'prices hardly differ',
  flywheel: 'little to level',
  hydrogen: 'prices hardly differ',
  load: 'little drawn',
  grid: 'little exchanged',
  genset: 'needed only in an outage',
}

const basisWords: Record<Basis, string> = {
  plan: 'by the plan',
  forecast: 'by forecasts',
  usual: 'as is usual at these hours',
}

/** Cheaper than this share of the mean is worth a reason. */
const cheapRatio = 0.6

/** Times on the site's clock. */
export interface Spoken {
  /** "Sat 18 Apr 06:00 to 22:00". */
  span(from: EpochMs, to: EpochMs): string
}

/** Spans in words on the clock of a zone. */
export function createSpoken(timeZone: string): Spoken {
  const day = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short', day: 'numeric', month: 'short' })
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const dayOf = (at: EpochMs) => day.format(at).replace(',', '')
  return {
    span(from, to) {
      const end = dayOf(from) === dayOf(to) ? time.format(to) : `${dayOf(to)} ${time.format(to)}`
      return `${dayOf(from)} ${time.format(from)} to ${end}`
    },
  }
}

/** One window as a sentence: "Sat 18 Apr 06:00 to 22:00: 41 EUR, little wind, nothing promised to others, by the plan." */
export function windowWords(
  window: Window,
  { kind, meanEur, spoken, isExact }: { kind: AssetKind; meanEur: number; spoken: Spoken; isExact: boolean },
): string {
  const { from, to, costEur, riskEur, basis, conflicts } = window
  const isCheap = costEur < cheapRatio * meanEur || costEur < 1
  const parts = [
    `${Math.round(costEur)} EUR`,
    riskEur >= 1 ? `${Math.round(riskEur)} EUR for the risk of failing before` : '',
    isCheap ? (costEur < 1 && kind === 'container' ? 'would stand still anyway' : cheapWords[kind]) : '',
    conflicts.length === 0 ? 'nothing promised to others' : conflicts.join(', '),
    isExact ? 'planned with and without it' : basisWords[basis],
  ]
  return `${spoken.span(from, to)}: ${parts.filter(Boolean).join(', ')}.`
}

/** One sentence on all windows. */
export function calendarWords(
  windows: readonly Window[],
  { meanEur, kind }: { meanEur: number; kind: AssetKind },
): string {
  const [best] = windows
  if (!best) return 'Nothing is known yet of what taking it out would cost.'
  const lost =
    kind === 'load' ? ' What its production is worth is not known: each MWh not drawn is counted at 1,000 EUR.' : ''
  if (meanEur < 1) return 'Taking it out costs nothing worth naming at any time that is known.'
  const saved = Math.round(meanEur - best.costEur)
  if (saved < 1) return `Any time costs about the same, some ${Math.round(meanEur)} EUR.${lost}`
  return `The best time costs ${Math.round(best.costEur)} EUR, ${saved} EUR less than a time taken at random.${lost}`
}

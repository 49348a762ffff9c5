import type { Asset } from '../../../../domain/asset.ts'
import type { ProofOrder, ProofOutcome, ProofSource, ProofVerdict } from '../../../../domain/dispatch/proof.ts'
import { instructionSubjects } from '../../../../domain/instruction.ts'
import type { SiteDescription } from '../../../../domain/rpc/site.ts'
import type { KW, Ms } from '../../../../domain/units.ts'
import { formatAge, formatDuration } from '../../../format/duration.ts'
import { formatEnergy } from '../../../format/energy.ts'
import { formatNumber, quantityText } from '../../../format/number.ts'
import { powerText, powerWord } from '../../../format/power.ts'

/** How an order turned out, for people. */
export const outcomeNames: Record<ProofOutcome, string> = {
  delivered: 'delivered',
  partly: 'partly delivered',
  notDelivered: 'not delivered',
  unknown: 'not known',
}

/** Who ordered, for people. */
export const sourceNames: Record<ProofSource, string> = {
  operator: 'Control room',
  grid: 'Grid',
  service: 'Service',
  plan: 'Plan',
  commissioning: 'Test pulse',
  commitment: 'Contract',
}

/** The part of an order that it is named by. */
export type NamedOrder = Pick<ProofOrder, 'kind' | 'subject' | 'assetId' | 'feederId'>

/** Kind of asset whose words say which way a power goes; the connection's for what counts at the site. */
export function kindOf({ assetId, subject }: NamedOrder, assets: readonly Asset[]): Asset['kind'] {
  const asset = subject === 'asset' ? assets.find((a) => a.id === assetId) : undefined
  return asset?.kind ?? 'grid'
}

const bounds: Record<ProofOrder['kind'], string> = {
  setpoint: '',
  atMost: 'at most ',
  atLeast: 'at least ',
  within: 'within ',
}

/** What was ordered, as a title: `Connection: importing at most 2.00 MW`, `Container 2: drawing 300 kW`. */
export function orderTitle(
  order: NamedOrder,
  orderedKW: KW,
  { assets, feeders }: Pick<SiteDescription, 'assets' | 'feeders'>,
): string {
  const { subject, assetId, feederId, kind } = order
  const feeder = feeders.find((f) => f.id === feederId)?.name ?? feederId
  const name =
    subject === 'asset'
      ? (assets.find((a) => a.id === assetId)?.name ?? assetId)
      : subject === 'feederLimit'
        ? feeder
        : subject === 'gridPower' || subject === 'importLimit' || subject === 'exportLimit'
          ? 'Connection'
          : instructionSubjects[subject]
  const word = kind === 'within' ? '' : `${powerWord(kindOf(order, assets), orderedKW)} `
  return `${name}: ${word}${bounds[kind]}${powerText(orderedKW)}`
}

/** -1 where people read the power as what is drawn, so that the curve grows with the draw. */
export function turnOf(order: NamedOrder, assets: readonly Asset[]): 1 | -1 {
  const kind = kindOf(order, assets)
  return kind === 'load' || kind === 'container' ? -1 : 1
}

/** What a value below zero on the drawn scale means, e.g. `exporting`. */
export function belowWord(order: NamedOrder, assets: readonly Asset[]): string {
  return powerWord(kindOf(order, assets), -1_000 * turnOf(order, assets))
}

const ms = (span: Ms | null) =>
  span === null ? 'not measured' : span < 60_000 ? formatAge(span) : formatDuration(span)
const kWh = (energyKWh: number) => quantityText(formatEnergy(energyKWh))
const percent = (share: number) => `${formatNumber(share * 100, 1)}\u00A0%`

/** Energy delivered of what was ordered; the baseline says from where it counts. */
function energyWords({ orderedKWh, deliveredKWh }: ProofVerdict): string {
  if (orderedKWh === null || deliveredKWh === null) return 'no baseline'
  return `${formatEnergy(deliveredKWh).number} of ${kWh(orderedKWh)}`
}

function deviationWords({ missedKWh, penaltyEur }: ProofVerdict): string {
  if (missedKWh < 0.05) return 'within the tolerance'
  const price = penaltyEur === null ? 'no price known' : `${formatNumber(penaltyEur, 2)}\u00A0€`
  return `${kWh(missedKWh)} missed, ${price}`
}

/** The figures of a proof, each with what it is called. */
export function figuresOf(verdict: ProofVerdict, ordered: string): readonly { label: string; words: string }[] {
  const { outcome, startDelayMs, timeToFullMs, heldMs, overshootPct, deviationRmsKW, withinShare, knownShare } = verdict
  return [
    { label: 'Ordered', words: ordered },
    { label: 'Delivered', words: outcomeNames[outcome] },
    { label: 'Start delay', words: ms(startDelayMs) },
    { label: 'Time to full', words: ms(timeToFullMs) },
    { label: 'Energy', words: energyWords(verdict) },
    { label: 'Deviation', words: deviationWords(verdict) },
    { label: 'Held', words: ms(heldMs) },
    { label: 'Within tolerance', words: withinShare === null ? 'not known' : percent(withinShare) },
    { label: 'Mean deviation', words: deviationRmsKW === null ? 'not known' : powerText(deviationRmsKW) },
    { label: 'Overshoot', words: overshootPct === null ? 'not known' : percent(overshootPct / 100) },
    { label: 'Measured', words: percent(knownShare) },
    { label: 'Gaps', words: gapWords(verdict) },
  ]
}

function gapWords({ gapCount, longestGapMs }: ProofVerdict): string {
  return gapCount === 0 ? 'none' : `${formatNumber(gapCount)}, longest ${formatDuration(longestGapMs)}`
}

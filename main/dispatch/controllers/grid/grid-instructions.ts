import { powerWords } from '../../../../domain/asset.ts'
import { askedAt, type Instruction, subjectOf } from '../../../../domain/instruction.ts'
import type { PowerRange } from '../../../../domain/setpoint.ts'
import type { KW } from '../../../../domain/units.ts'
import { doing, gridWords, timeWords } from '../../words.ts'
import type { BandClaim, Claim, Controller, ControllerInput, ControllerOutput } from '../controller.ts'
import { ceilingsOf } from '../limits/connection-limits.ts'
import { groupClaims } from '../limits/group-limits.ts'
import { frequencyShift } from './frequency-share.ts'

/**
 * What the grid operator or an aggregator asks. Ceilings of the connection and the feeders hold in the site limits; here
 * are those of load and generation as a whole, power for single assets, and power to reach at the connection.
 * In manual mode ceilings hold, and nothing is reached for.
 */
export const gridInstructions: Controller = {
  name: 'gridInstructions',
  run(input) {
    const claims = [...wholeClaims(input), ...assetClaims(input)]
    if (input.mode === 'manual' || input.gridKW === undefined) return { claims }
    return { claims, ...dispatched(input, input.gridKW) }
  },
}

/** Kinds that count as load and as generation when a ceiling is for the site as a whole. */
const drawing = new Set(['load', 'container', 'battery', 'flywheel', 'hydrogen'])
const generating = new Set(['pv', 'wind', 'genset', 'battery', 'flywheel', 'hydrogen'])

function wholeClaims(input: ControllerInput): Claim[] {
  const claims: Claim[] = []
  for (const [subject, kinds, counts] of [
    ['loadLimit', drawing, 'draw'],
    ['generationLimit', generating, 'output'],
  ] as const) {
    const [first, ...others] = ceilingsOf(input, subject, wholeKW(input, kinds))
    if (!first) continue
    const { limitKW, words } = others.reduce((least, next) => (next.limitKW < least.limitKW ? next : least), first)
    const members = input.site.assets.filter((a) => kinds.has(a.kind))
    claims.push(...groupClaims({ members, counts, limitKW, words }, input, claims))
  }
  return claims
}

/** What all these kinds could come to by their rating: where a ceiling that is over widens to. */
function wholeKW({ site }: ControllerInput, kinds: ReadonlySet<string>): KW {
  return site.assets.reduce((sum, a) => {
    if (!kinds.has(a.kind)) return sum
    if (a.kind === 'hydrogen') return sum + Math.max(a.electrolyserKW, a.fuelCellKW)
    return 'ratedPowerKW' in a ? sum + a.ratedPowerKW : sum
  }, 0)
}

function isForAsset(i: Instruction): boolean {
  return i.source === 'grid' && subjectOf(i) === 'asset'
}

function assetClaims(input: ControllerInput): Claim[] {
  const { sight, now, site, ranges } = input
  const holding = input.instructions.filter(isForAsset).flatMap((i): Claim[] => {
    const asset = sight.assets.find((a) => a.asset.id === i.assetId)?.asset
    if (!asset || (input.mode === 'manual' && i.kind === 'setpoint')) return []
    const powerKW = askedAt(i, now)
    const what = `${i.kind === 'limit' ? 'at most ' : ''}${doing(asset, powerKW)}`
    const reason = `${i.owner}: ${what} until ${timeWords(i.until, now, site.timeZone)} (${i.reason})`
    return [{ assetId: i.assetId, reason, range: rangeOf(i.kind, powerKW) }]
  })
  return [...holding, ...input.returning.filter(isForAsset).flatMap((i) => returningClaim(i, now, ranges))]
}

/** Range that a setpoint or a limit of an asset leaves. */
export function rangeOf(kind: Instruction['kind'], powerKW: KW): PowerRange {
  if (kind === 'setpoint') return { minKW: powerKW, maxKW: powerKW }
  return { minKW: powerKW <= 0 ? powerKW : -Infinity, maxKW: powerKW >= 0 ? powerKW : Infinity }
}

/** A setpoint that is over: the range widens from its power to what is allowed, in a straight line. */
export function returningClaim(
  { assetId, kind, powerKW, owner, endedAt = 0, returnRampMs = 1 }: Instruction,
  now: number,
  ranges: ReadonlyMap<string, PowerRange>,
): Claim[] {
  const left = ranges.get(assetId)
  if (!left || kind === 'limit') return []
  const share = (now - endedAt) / returnRampMs
  const from = Math.min(Math.max(powerKW, left.minKW), left.maxKW)
  const range = { minKW: from - (from - left.minKW) * share, maxKW: from + (left.maxKW - from) * share }
  return [{ assetId, range, reason: `the command of ${owner} is over: returns little by little` }]
}

function dispatched(input: ControllerInput, gridKW: KW): Omit<ControllerOutput, 'claims'> {
  const { now, site } = input
  const ordered = input.instructions.find((i) => i.kind === 'setpoint' && i.subject === 'gridPower')
  if (ordered) {
    const shift = frequencyShift(input)
    const targetKW = askedAt(ordered, now) - shift.upKW
    const until = timeWords(ordered.until, now, site.timeZone)
    const words = `${ordered.owner}: ${exactGrid(targetKW)} until ${until}${shift.words}`
    return { ...atGrid(targetKW, 0, words), note: `${words}; ${gridWords(gridKW)} now` }
  }
  const over = input.returning.find((i) => i.kind === 'setpoint' && i.subject === 'gridPower')
  if (!over) return {}
  const share = (now - (over.endedAt ?? now)) / (over.returnRampMs ?? 1)
  const words = `the order of ${over.owner} is over: returns little by little`
  const { importLimitKW, exportLimitKW } = site.connection
  const range = {
    minKW: over.powerKW - share * (over.powerKW + exportLimitKW),
    maxKW: over.powerKW + share * (importLimitKW - over.powerKW),
  }
  return { band: { range, upper: words, lower: words }, note: words }
}

/** Grid power in exact words: `import 2.00 MW`. */
export function exactGrid(gridKW: KW): string {
  return `${gridKW < 0 ? 'export' : 'import'} ${powerWords(gridKW)}`
}

/** Holds the connection at a power: storage at once, mining follows and relieves it. */
export function atGrid(
  gridKW: KW,
  toleranceKW: KW,
  words: string,
): { band: BandClaim } & Pick<ControllerOutput, 'miningAim'> {
  const range = { minKW: gridKW - toleranceKW, maxKW: gridKW + toleranceKW }
  return { band: { range, upper: words, lower: words }, miningAim: { gridKW, reason: words } }
}

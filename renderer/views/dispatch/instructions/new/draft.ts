import { type Asset, isControllable } from '../../../../../domain/asset.ts'
import { type InstructionSubject } from '../../../../../domain/instruction.ts'
import type { AskedInstruction } from '../../../../../domain/rpc/dispatch/instructions.ts'
import type { SiteDescription } from '../../../../../domain/rpc/site.ts'
import type { EpochMs, Ms } from '../../../../../domain/units.ts'
import { askedKW, askedPowerOf, type Direction } from '../../../operate/asked-power.ts'
import { siteInstant } from '../../../operate/end-times.ts'

/** What a person has entered of a new instruction so far. Times as clocks of the site show them, `2026-04-14T15:30`. */
export interface InstructionDraft {
  source: 'operator' | 'grid'
  sender: string
  reference: string
  subject: InstructionSubject
  assetId: string | undefined
  feederId: string | undefined
  kind: 'setpoint' | 'limit'
  sizeKW: number | undefined
  direction: Direction
  begin: 'now' | 'custom'
  beginAt: string
  /** How long it lasts, or until a time. */
  lasts: Lasting
  endAt: string
  rampMin: number
  randomMin: number
  afterwards: 'automatic' | 'previous'
  reason: string
}

const spans = { '15 min': 900_000, '30 min': 1_800_000, '1 h': 3_600_000, '2 h': 7_200_000, '4 h': 14_400_000 } as const
/** How long an instruction lasts, or until a time. */
export type Lasting = keyof typeof spans | 'custom'
/** The choices of how long, for a list. */
export const lastings: readonly Lasting[] = [...(Object.keys(spans) as (keyof typeof spans)[]), 'custom']

/** Nothing entered yet. */
export const emptyDraft: InstructionDraft = {
  source: 'operator',
  sender: '',
  reference: '',
  subject: 'importLimit',
  assetId: undefined,
  feederId: undefined,
  kind: 'limit',
  sizeKW: undefined,
  direction: 'in',
  begin: 'now',
  beginAt: '',
  lasts: '1 h',
  endAt: '',
  rampMin: 0,
  randomMin: 0,
  afterwards: 'automatic',
  reason: '',
}

/** The draft with a change, and what follows from it: a subject has its kinds, an asset its directions. */
export function changed(
  draft: InstructionDraft,
  change: Partial<InstructionDraft>,
  assets: readonly Asset[],
): InstructionDraft {
  const next = { ...draft, ...change }
  if (next.subject === 'gridPower') next.kind = 'setpoint'
  else if (next.subject !== 'asset') next.kind = 'limit'
  const directions = directionsOf(next, assets)
  if (directions[next.direction] === undefined) next.direction = directions.in === undefined ? 'out' : 'in'
  return next
}

/** Words for the directions that can be asked of the subject; one without a word where there is no choice. */
export function directionsOf(
  { subject, assetId }: Pick<InstructionDraft, 'subject' | 'assetId'>,
  assets: readonly Asset[],
): Partial<Record<Direction, string>> {
  if (subject === 'gridPower') return { in: 'Import', out: 'Export' }
  const asset = subject === 'asset' ? assets.find((a) => a.id === assetId) : undefined
  return asset ? askedPowerOf(asset).directions : { in: '' }
}

/** Assets that can be asked for power. */
export function askable({ assets, devices }: Pick<SiteDescription, 'assets' | 'devices'>): Asset[] {
  const steered = new Set(devices.filter((d) => d.isControlled).map((d) => d.id))
  return assets.filter((a) => isControllable(a.kind) && steered.has(a.device))
}

interface When {
  now: EpochMs
  timeZone: string
}

/** Begin and end of the draft; `undefined` while a time is missing. */
export function timesOf(
  draft: InstructionDraft,
  { now, timeZone }: When,
): { from: EpochMs; until: EpochMs } | undefined {
  const from = draft.begin === 'now' ? now : siteInstant(draft.beginAt, timeZone)
  if (from === undefined) return undefined
  const until = draft.lasts === 'custom' ? siteInstant(draft.endAt, timeZone) : from + spans[draft.lasts]
  return until === undefined ? undefined : { from, until: Math.round(until) }
}

/** Why the first step is not complete; `undefined` when it is. */
export function missingOfWhat({
  source,
  sender,
  subject,
  assetId,
  feederId,
  sizeKW,
}: InstructionDraft): string | undefined {
  if (source === 'grid' && sender.trim() === '') return 'Who sent it?'
  if (subject === 'asset' && assetId === undefined) return 'Which asset?'
  if (subject === 'feederLimit' && feederId === undefined) return 'Which feeder?'
  return sizeKW === undefined ? 'A power in kW is needed.' : undefined
}

/** Why the second step is not complete; `undefined` when it is. */
export function missingOfWhen(draft: InstructionDraft, when: When): string | undefined {
  const times = timesOf(draft, when)
  if (!times) return 'A begin and an end are needed.'
  if (times.from < when.now - 60_000) return 'The begin must lie ahead.'
  if (times.until <= times.from) return 'It must begin before it ends.'
  if (times.until <= when.now) return 'The end must lie ahead.'
  return draft.reason.trim().length < 3 ? 'A reason of at least 3 letters is needed.' : undefined
}

const minuteMs: Ms = 60_000

/** The draft as the engine takes it. Only for a draft of which nothing is missing. */
export function askOf(draft: InstructionDraft, when: When): AskedInstruction {
  const { source, sender, reference, subject, assetId, feederId, kind, sizeKW = 0, direction, begin } = draft
  const { from, until } = timesOf(draft, when) ?? { from: when.now, until: when.now }
  const isSigned = subject === 'asset' || subject === 'gridPower'
  return {
    source,
    sender: source === 'grid' ? sender.trim() : '',
    subject,
    kind,
    powerKW: isSigned ? askedKW(sizeKW, direction) : sizeKW,
    from: begin === 'now' ? null : from,
    until,
    reason: draft.reason.trim(),
    afterwards: draft.afterwards,
    ...(reference.trim() !== '' && { reference: reference.trim() }),
    ...(subject === 'asset' && assetId !== undefined && { assetId }),
    ...(subject === 'feederLimit' && feederId !== undefined && { feederId }),
    ...(draft.rampMin > 0 && { rampMs: draft.rampMin * minuteMs }),
    ...(source === 'grid' && draft.randomMin > 0 && { randomizeStartMs: draft.randomMin * minuteMs }),
  }
}

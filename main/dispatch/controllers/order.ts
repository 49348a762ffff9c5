import { safeRange } from '../../../domain/asset.ts'
import { type ControllerName, intersect, type PowerRange } from '../../../domain/setpoint.ts'
import type { EpochMs, Ms } from '../../../domain/units.ts'
import type { BandClaim, Claim, Controller, ControllerInput, Room, ScheduledPower } from './controller.ts'
import { deviceProtection } from './device-protection.ts'
import { economicPlan } from './economy/economic-plan.ts'
import { peakShaving } from './economy/peak-shaving.ts'
import { rampSmoothing } from './economy/ramp-smoothing.ts'
import { surplusAbsorption } from './economy/surplus-absorption.ts'
import { contractCommitments } from './grid/contract-commitments.ts'
import { frequencyResponse } from './grid/frequency-response.ts'
import { gridInstructions } from './grid/grid-instructions.ts'
import { islandSupport } from './grid/island-support.ts'
import { restart } from './grid/restart.ts'
import { siteLimits } from './limits/site-limits.ts'
import { operatorCommands } from './operator-commands.ts'

/** Controllers in the order they run: safety first, people next, economy last. */
export const controllers: readonly Controller[] = [
  deviceProtection,
  siteLimits,
  islandSupport,
  restart,
  operatorCommands,
  gridInstructions,
  contractCommitments,
  frequencyResponse,
  peakShaving,
  surplusAbsorption,
  rampSmoothing,
  economicPlan,
]

/** A failed controller counts as failed this long after its last failure, so that one that fails now and then is seen. */
const failedForMs: Ms = 5_000

/** A link of the chain for one asset, with the range before and after it. */
export interface Link extends Claim {
  controller: ControllerName
  before: PowerRange
  after: PowerRange
}

/** An end of the grid band and who set it. */
export interface BandEnd {
  controller: ControllerName
  words: string
}

/** What all controllers together left and asked. */
export interface Ruling {
  /** Range per asset that can be commanded. */
  ranges: ReadonlyMap<string, PowerRange>
  /** Range that the asset's own protection left, before site and people. */
  ownRanges: ReadonlyMap<string, PowerRange>
  /** Range that protection and limits leave to a person who commands the asset. */
  openRanges: ReadonlyMap<string, Room>
  /** Links per asset, in order. */
  chains: ReadonlyMap<string, readonly Link[]>
  /** Assets that get no command, with the reason. */
  out: ReadonlyMap<string, string>
  /** What the grid power is held within; `undefined` while the meter is silent. */
  band: { range: PowerRange; upper: BandEnd; lower: BandEnd } | undefined
  miningAim: { gridKW: number; reason: string; controller: ControllerName } | undefined
  /** What the plan foresees per asset; `undefined` while none holds. */
  schedule: ReadonlyMap<string, ScheduledPower> | undefined
  notes: readonly { controller: ControllerName; reason: string }[]
  failed: readonly { controller: ControllerName; message: string }[]
}

/** When a controller failed last. Kept by the loop. */
export type FailureMemory = Map<ControllerName, { at: EpochMs; message: string }>

type Input = Omit<ControllerInput, 'ranges' | 'out'>

/** Runs the controllers one after the other. One that throws costs itself, and the assets fall to their safe range. */
export function rule(input: Input, order: readonly Controller[], failures: FailureMemory): Ruling {
  const draft = newDraft(input)
  let rooms: ReadonlyMap<string, Room> = new Map()
  for (const controller of order) {
    try {
      const output = controller.run({ ...input, ranges: draft.ranges, out: new Set(draft.out.keys()) })
      for (const claim of output.claims) addClaim(draft, controller.name, claim)
      if (output.band) narrowBand(draft, controller.name, output.band)
      rooms = output.rooms ?? rooms
      // the stronger controller comes first: a later one has no say in what it aims at
      if (output.miningAim) draft.miningAim ??= { ...output.miningAim, controller: controller.name }
      if (output.schedule) draft.schedule = output.schedule
      if (output.note !== undefined) draft.notes.push({ controller: controller.name, reason: output.note })
    } catch (error) {
      failures.set(controller.name, { at: input.now, message: error instanceof Error ? error.message : String(error) })
    }
    const failure = failures.get(controller.name)
    if (failure && input.now - failure.at >= failedForMs) failures.delete(controller.name)
    else if (failure) fallBack(draft, controller.name, failure.message, input)
    if (controller.name === 'siteLimits') draft.openRanges = openRangesOf(draft, rooms)
    if (controller.name === 'deviceProtection') draft.ownRanges = new Map(draft.ranges)
  }
  for (const id of draft.out.keys()) draft.ranges.delete(id)
  return draft
}

function openRangesOf({ ranges, chains }: Draft, rooms: ReadonlyMap<string, Room>): Map<string, Room> {
  const open = new Map<string, Room>()
  for (const [id, range] of ranges) {
    const links = chains.get(id) ?? []
    const lowerBy = links.find((l) => l.after.minKW >= range.minKW)?.reason ?? ''
    const upperBy = links.find((l) => l.after.maxKW <= range.maxKW)?.reason ?? ''
    const room = rooms.get(id)
    const left = room ? intersect(range, room) : range
    open.set(id, {
      ...left,
      lowerBy: room && left.minKW > range.minKW ? room.lowerBy : lowerBy,
      upperBy: room && left.maxKW < range.maxKW ? room.upperBy : upperBy,
    })
  }
  return open
}

interface Draft extends Ruling {
  ranges: Map<string, PowerRange>
  ownRanges: ReadonlyMap<string, PowerRange>
  openRanges: ReadonlyMap<string, Room>
  chains: Map<string, Link[]>
  out: Map<string, string>
  notes: { controller: ControllerName; reason: string }[]
  failed: { controller: ControllerName; message: string }[]
}

function newDraft({ sight }: Input): Draft {
  return {
    ranges: new Map(sight.assets.map((a) => [a.asset.id, a.rated])),
    ownRanges: new Map(),
    openRanges: new Map(),
    chains: new Map(sight.assets.map((a) => [a.asset.id, []])),
    out: new Map(),
    band: undefined,
    miningAim: undefined,
    schedule: undefined,
    notes: [],
    failed: [],
  }
}

function addClaim(draft: Draft, controller: ControllerName, claim: Claim): void {
  const before = draft.ranges.get(claim.assetId)
  if (!before) return
  const after = claim.range ? intersect(before, claim.range) : before
  if (!Number.isFinite(after.minKW) || !Number.isFinite(after.maxKW))
    throw new RangeError(`${controller} left no finite range for ${claim.assetId}`)
  draft.ranges.set(claim.assetId, after)
  draft.chains.get(claim.assetId)?.push({ ...claim, controller, before, after })
  if (claim.isOut) draft.out.set(claim.assetId, claim.reason)
}

function narrowBand(draft: Draft, controller: ControllerName, claim: BandClaim): void {
  const upper = { controller, words: claim.upper }
  const lower = { controller, words: claim.lower }
  const { band } = draft
  if (!band) {
    // only the site limits open the band: without the meter's word nobody balances
    if (controller === 'siteLimits') draft.band = { range: claim.range, upper, lower }
    return
  }
  const range = intersect(band.range, claim.range)
  draft.band = {
    range,
    upper: range.maxKW < band.range.maxKW ? upper : band.upper,
    lower: range.minKW > band.range.minKW ? lower : band.lower,
  }
}

function fallBack(draft: Draft, controller: ControllerName, message: string, { sight }: Input): void {
  draft.failed.push({ controller, message })
  draft.band = undefined
  draft.miningAim = undefined
  draft.schedule = undefined
  for (const { asset } of sight.assets)
    if (!draft.out.has(asset.id))
      addClaim(draft, controller, {
        assetId: asset.id,
        range: safeRange(asset),
        reason: 'this controller failed: safe range',
      })
}

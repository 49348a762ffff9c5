import { isFast, safeRange } from '../../../../domain/asset.ts'
import { intersect, type PowerRange } from '../../../../domain/setpoint.ts'
import type { KW, Ms } from '../../../../domain/units.ts'
import { sheddingRank } from '../../merit.ts'
import { toleranceKW } from '../../ramps.ts'
import type { AssetSight } from '../../sight.ts'
import { gridWords, roughWords, spanWords } from '../../words.ts'
import type { Claim, Controller, ControllerInput, ControllerOutput, Room } from '../controller.ts'
import type { LimitMemory } from '../memory.ts'
import { connectionLimits } from './connection-limits.ts'
import { feederClaims } from './group-limits.ts'

/** An excess shorter than this is left to the fast assets; after it, every asset gives way, also one an operator set. */
const patienceMs: Ms = 600
/** Room below this is noise of the meter: nobody grows into it. */
const roomNoiseKW: KW = 15

/** Asset with a known power that may be commanded. */
interface Movable {
  sight: AssetSight
  range: PowerRange
  /** Where it stands: its setpoint when it has reached it, else its measured power. Free of the meter's noise. */
  baseKW: KW
}

/** The connection's and the feeders' limits. Without the grid meter everything falls to its safe range. */
export const siteLimits: Controller = {
  name: 'siteLimits',
  run(input) {
    const { sight, gridKW } = input
    if (sight.gridKW === undefined || gridKW === undefined) return blind(input)
    return watch(input, gridKW)
  },
}

function blind({ sight, out, memory }: ControllerInput): ControllerOutput {
  Object.assign(memory.limits, { importOverSince: undefined, exportOverSince: undefined, isCurtailing: false })
  const reason =
    sight.gridAt === 0 ? 'grid meter never read' : `grid meter silent for ${spanWords(Math.max(0, sight.gridAgeMs))}`
  return {
    claims: sight.assets
      .filter((a) => !out.has(a.asset.id))
      .map((a) => ({ assetId: a.asset.id, reason, range: safeRange(a.asset) })),
  }
}

function watch(input: ControllerInput, gridKW: KW): ControllerOutput {
  const margin = input.site.controllers.siteLimits.marginKW
  const limits = connectionLimits(input)
  const importKW = Math.max(0, limits.import.limitKW - margin)
  const exportKW = Math.max(0, limits.export.limitKW - margin)
  const movable = movables(input)
  const floors = importFloors(input, movable, importKW - gridKW)
  const ceilings = exportCeilings(input, movable, exportKW + gridKW)
  const upper = limits.import.words
  const lower = limits.export.words
  const lowerBy = roomWords(upper, importKW - gridKW)
  const upperBy = roomWords(lower, exportKW + gridKW)
  const claims = movable.map(({ sight, range: left }): Claim => {
    const id = sight.asset.id
    const range = { minKW: floors.must.get(id) ?? -Infinity, maxKW: ceilings.must.get(id) ?? Infinity }
    const narrowed = intersect(left, range)
    if (narrowed.minKW > left.minKW) return { assetId: id, range, reason: lowerBy }
    if (narrowed.maxKW < left.maxKW) return { assetId: id, range, reason: upperBy }
    return { assetId: id, reason: `${gridWords(gridKW)}, ${upper}` }
  })
  const rooms = movable.map(({ sight }): [string, Room] => {
    const id = sight.asset.id
    return [id, { minKW: floors.may.get(id) ?? -Infinity, maxKW: ceilings.may.get(id) ?? Infinity, lowerBy, upperBy }]
  })
  return {
    rooms: new Map(rooms),
    claims: [...claims, ...feederClaims(input, claims, margin)],
    band: { range: { minKW: -exportKW, maxKW: importKW }, upper, lower },
  }
}

function roomWords(limit: string, roomKW: KW): string {
  return roomKW >= 0 ? `${limit}, ${roughWords(roomKW)} left` : `${limit} exceeded by ${roughWords(roomKW)}`
}

function movables({ sight, out, ranges }: ControllerInput): Movable[] {
  return sight.assets.flatMap((a) => {
    const range = ranges.get(a.asset.id)
    const { powerKW, setpointKW } = a
    if (out.has(a.asset.id) || powerKW === undefined || !range) return []
    const isThere = setpointKW !== undefined && Math.abs(powerKW - setpointKW) <= toleranceKW(a.asset)
    return [{ sight: a, range, baseKW: isThere ? setpointKW : powerKW }]
  })
}

/** One end of the ranges: what each asset may come to by itself, and what it must keep in this cycle. */
interface Ends {
  may: Map<string, KW>
  must: Map<string, KW>
}

/**
 * Lowest power per asset: what it draws plus the room left. It binds the assets that a person commands; the others share the
 * room in allocation. When the limit is passed, everybody gives way in the order of shedding.
 */
function importFloors(input: ControllerInput, movable: Movable[], roomKW: KW): Ends {
  const { limits } = input.memory
  limits.importOverSince = roomKW < 0 ? (limits.importOverSince ?? input.now) : undefined
  const isOver = limits.importOverSince !== undefined && input.now - limits.importOverSince >= patienceMs
  const growth = Math.max(0, roomKW - roomNoiseKW)
  const may = new Map(movable.map((m) => [m.sight.asset.id, m.baseKW - growth]))
  const must = new Map(movable.filter((m) => isByHand(m, input)).map((m) => [m.sight.asset.id, m.baseKW - growth]))
  let missing = isOver ? -roomKW : 0
  for (const m of movable.toSorted((a, b) => sheddingRank(a.sight.asset) - sheddingRank(b.sight.asset))) {
    const give = Math.min(missing, Math.max(0, m.range.maxKW - m.baseKW))
    if (give <= 0 || !m.sight.isFollowing) continue
    must.set(m.sight.asset.id, m.baseKW + give)
    missing -= give
  }
  return { may, must }
}

/** Whether nobody but the limits balances this asset: a person commands it, or the whole site. */
function isByHand({ sight }: Movable, { mode, instructions }: ControllerInput): boolean {
  return mode === 'manual' || instructions.some((i) => i.assetId === sight.asset.id && i.kind === 'setpoint')
}

/** Highest power per asset. Sun and wind run free until storage can't keep the export limit; then they are curtailed. */
function exportCeilings(input: ControllerInput, movable: Movable[], roomKW: KW): Ends {
  const { limits } = input.memory
  limits.exportOverSince = roomKW < 0 ? (limits.exportOverSince ?? input.now) : undefined
  const isOver = limits.exportOverSince !== undefined && input.now - limits.exportOverSince >= patienceMs
  const growth = Math.max(0, roomKW - roomNoiseKW)
  const others = movable.filter((m) => !isSource(m))
  const may = new Map(others.map((m) => [m.sight.asset.id, m.baseKW + growth]))
  const must = new Map(others.filter((m) => isByHand(m, input)).map((m) => [m.sight.asset.id, m.baseKW + growth]))
  let missing = isOver ? -roomKW : 0
  for (const m of others.filter((o) => isFast(o.sight.asset) && o.sight.isFollowing)) {
    const give = Math.min(missing, Math.max(0, m.baseKW - m.range.minKW))
    if (give > 0) must.set(m.sight.asset.id, m.baseKW - give)
    missing -= give
  }
  curtail(limits, movable.filter(isSource), growth, missing, must)
  return { may, must }
}

function curtail(limits: LimitMemory, sources: Movable[], growthKW: KW, missingKW: KW, must: Map<string, KW>): void {
  if (missingKW > 0) limits.isCurtailing = true
  if (!limits.isCurtailing) return
  const total = sources.reduce((sum, m) => sum + Math.max(0, m.baseKW), 0)
  for (const m of sources) {
    const share = total > 0 ? Math.max(0, m.baseKW) / total : 1 / sources.length
    must.set(m.sight.asset.id, Math.max(0, m.baseKW + share * (growthKW - missingKW)))
  }
  limits.isCurtailing = sources.some((m) => (must.get(m.sight.asset.id) ?? 0) < m.range.maxKW)
}

function isSource({ sight }: Movable): boolean {
  return sight.asset.kind === 'pv' || sight.asset.kind === 'wind'
}

import { powerWords, safeRange } from '../../../domain/asset.ts'
import { intersect, type PowerRange } from '../../../domain/setpoint.ts'
import type { KW, Ms } from '../../../domain/units.ts'
import { sheddingRank } from '../merit.ts'
import { toleranceKW } from '../ramps.ts'
import type { AssetSight } from '../sight.ts'
import { gridWords, roughWords, spanWords } from '../words.ts'
import type { Claim, Controller, ControllerInput, ControllerOutput } from './controller.ts'
import { feederClaims } from './feeder-limits.ts'

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
  const { connection, controllers } = input.site
  const margin = controllers.siteLimits.marginKW
  const importKW = Math.max(0, connection.importLimitKW - margin)
  const exportKW = Math.max(0, connection.exportLimitKW - margin)
  const movable = movables(input)
  const floors = importFloors(input, movable, importKW - gridKW)
  const ceilings = exportCeilings(input, movable, exportKW + gridKW)
  const upper = `import limit ${powerWords(connection.importLimitKW)}`
  const lower = `export limit ${powerWords(connection.exportLimitKW)}`
  const claims = movable.map(({ sight, range: left }): Claim => {
    const id = sight.asset.id
    const range = { minKW: floors.get(id) ?? -Infinity, maxKW: ceilings.get(id) ?? Infinity }
    const narrowed = intersect(left, range)
    if (narrowed.minKW > left.minKW) return { assetId: id, range, reason: roomWords(upper, importKW - gridKW) }
    if (narrowed.maxKW < left.maxKW) return { assetId: id, range, reason: roomWords(lower, exportKW + gridKW) }
    return { assetId: id, reason: `${gridWords(gridKW)}, ${upper}` }
  })
  return {
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

/** Lowest power per asset: what it draws plus the room left; less when the limit is passed and it must give way. */
function importFloors(input: ControllerInput, movable: Movable[], roomKW: KW): Map<string, KW> {
  const { limits } = input.memory
  limits.importOverSince = roomKW < 0 ? (limits.importOverSince ?? input.now) : undefined
  const isOver = limits.importOverSince !== undefined && input.now - limits.importOverSince >= patienceMs
  const growth = Math.max(0, roomKW - roomNoiseKW)
  const floors = new Map(movable.map((m) => [m.sight.asset.id, m.baseKW - growth]))
  let missing = isOver ? -roomKW : 0
  for (const m of movable.toSorted((a, b) => sheddingRank(a.sight.asset) - sheddingRank(b.sight.asset))) {
    const give = Math.min(missing, Math.max(0, m.range.maxKW - m.baseKW))
    if (give > 0 && m.sight.isFollowing) {
      floors.set(m.sight.asset.id, m.baseKW + give)
      missing -= give
    }
  }
  return floors
}

/** Highest power per asset. Sun and wind run free until storage can't keep the export limit; then they are curtailed. */
function exportCeilings(input: ControllerInput, movable: Movable[], roomKW: KW): Map<string, KW> {
  const { limits } = input.memory
  limits.exportOverSince = roomKW < 0 ? (limits.exportOverSince ?? input.now) : undefined
  const isOver = limits.exportOverSince !== undefined && input.now - limits.exportOverSince >= patienceMs
  const growth = Math.max(0, roomKW - roomNoiseKW)
  const sources = movable.filter((m) => isSource(m))
  const others = movable.filter((m) => !isSource(m))
  const ceilings = new Map(others.map((m) => [m.sight.asset.id, m.baseKW + growth]))
  let missing = isOver ? -roomKW : 0
  for (const m of others) {
    const give = Math.min(missing, Math.max(0, m.baseKW - m.range.minKW))
    // mining and stacks start too slowly to help here
    if (give <= 0 || !m.sight.isFollowing || (m.sight.asset.kind !== 'battery' && m.sight.asset.kind !== 'flywheel'))
      continue
    ceilings.set(m.sight.asset.id, m.baseKW - give)
    missing -= give
  }
  const total = sources.reduce((sum, m) => sum + Math.max(0, m.baseKW), 0)
  if (missing > 0) limits.isCurtailing = true
  if (!limits.isCurtailing) return ceilings
  for (const m of sources) {
    const share = total > 0 ? Math.max(0, m.baseKW) / total : 1 / sources.length
    ceilings.set(m.sight.asset.id, Math.max(0, m.baseKW + share * (growth - missing)))
  }
  limits.isCurtailing = sources.some((m) => (ceilings.get(m.sight.asset.id) ?? 0) < m.range.maxKW)
  return ceilings
}

function isSource({ sight }: Movable): boolean {
  return sight.asset.kind === 'pv' || sight.asset.kind === 'wind'
}

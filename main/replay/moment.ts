import type { Asset } from '../../domain/asset.ts'
import { beginOf, type Instruction, instructionStateAt } from '../../domain/instruction.ts'
import { qualities } from '../../domain/reading.ts'
import type { EngineStatus, Headroom } from '../../domain/rpc/live.ts'
import type { Decision } from '../../domain/rpc/shapes.ts'
import type { PointRef } from '../../domain/rpc/site.ts'
import type { EpochMs } from '../../domain/units.ts'
import type { ReadDb } from '../historian/db.ts'
import type { RecordedColumns } from './recording.ts'

const notRecorded = 'not recorded'
const good = qualities.indexOf('good')
const mostInstructions = 500

/** Room to the limits is not recorded. */
export const headroomThen: Headroom = {
  canGive: [],
  canTake: { assetsKW: 0, usableKW: 0, heldBackBy: notRecorded },
  release: [],
}

/** What is known of the engine then: its mode; its own figures are not recorded. */
export function statusThen(
  { qualities: codes }: RecordedColumns,
  { mode, priceEurPerMWh }: Pick<EngineStatus, 'mode' | 'priceEurPerMWh'>,
): EngineStatus {
  return {
    mode,
    cycle: 0,
    cycleTookMs: 0,
    jitterP99Ms: 0,
    lateCycles: 0,
    devicesAnswering: 0,
    devicesTotal: 0,
    pointsGood: codes.filter((code) => code === good).length,
    pointsTotal: codes.length,
    busResidualKW: null,
    historianBytes: 0,
    historianState: 'storing',
    failedControllers: [],
    priceEurPerMWh,
    isReplay: true,
  }
}

/** Gives what was decided, as far as the setpoints that stood in the devices tell; why is not recorded. */
export function decisionsThen(assets: readonly Asset[], points: readonly PointRef[]) {
  const placeOf = new Map(points.map(({ assetId, point }, place) => [`${assetId} ${point}`, place]))
  const steered = assets.flatMap(({ id }) => {
    const place = placeOf.get(`${id} setpointKW`)
    return place === undefined
      ? []
      : [{ id, place, min: placeOf.get(`${id} minPowerKW`), max: placeOf.get(`${id} maxPowerKW`) }]
  })
  return ({ values, instants, qualities: codes }: RecordedColumns, instructions: readonly Instruction[]): Decision[] =>
    steered.map(({ id, place, min, max }) => {
      const setpointKW = codes[place] === good ? (values[place] ?? null) : null
      const isOrdered = instructions.some(({ assetId, state }) => assetId === id && state === 'active')
      const lowKW = values[min ?? -1] ?? setpointKW ?? 0
      const highKW = values[max ?? -1] ?? setpointKW ?? 0
      return {
        assetId: id,
        range: { minKW: Math.min(lowKW, highKW), maxKW: Math.max(lowKW, highKW) },
        limitedBy: notRecorded,
        setpointKW,
        setAt: setpointKW === null ? null : (instants[place] ?? null),
        because: [],
        verification: null,
        commander: setpointKW === null ? 'nobody' : isOrdered ? 'operator' : 'automatic',
        authority: 'control',
      }
    })
}

/** Gives the instructions that held at an instant, with the state they had then. */
export function instructionsThen(db: ReadDb, { from, to }: { from: EpochMs; to: EpochMs }) {
  const all = db
    .all<{ body: string }>(
      `SELECT body FROM instruction WHERE until > ? ORDER BY until LIMIT ${mostInstructions}`,
      from,
    )
    .map(({ body }) => JSON.parse(body) as Instruction)
    .filter((instruction) => instruction.from <= to)
  return (at: EpochMs): Instruction[] =>
    all
      .filter((instruction) => instruction.from <= at && at < instruction.until)
      .map((instruction) => Object.assign({ ...instruction }, { state: stateThen(instruction, at) }))
}

/** What an instruction was at an instant of its time; of old ones ended early only that is known. */
function stateThen(instruction: Instruction, at: EpochMs): Instruction['state'] {
  const { state, endedAt, until } = instruction
  if (state === 'cancelled' && (endedAt === undefined || at >= endedAt)) return 'cancelled'
  return instructionStateAt(beginOf(instruction), until, at)
}

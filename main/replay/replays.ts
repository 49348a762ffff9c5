import type { Alarm } from '../../domain/alarm.ts'
import type { Asset } from '../../domain/asset.ts'
import type { Clock } from '../../domain/clock.ts'
import { PowerchainError } from '../../domain/errors.ts'
import type { Instruction } from '../../domain/instruction.ts'
import type { AlarmSituation } from '../../domain/rpc/alarms.ts'
import type { EngineStatus, Headroom } from '../../domain/rpc/live.ts'
import type { ReplayRequest } from '../../domain/rpc/past/replay.ts'
import type { Decision } from '../../domain/rpc/shapes.ts'
import type { PointRef } from '../../domain/rpc/site.ts'
import type { EpochMs, Ms } from '../../domain/units.ts'
import type { ReadDb } from '../historian/db.ts'
import { type AlarmsThenNeeds, openAlarmsThen } from './alarms-then.ts'
import { decisionsThen, headroomThen, instructionsThen, statusThen } from './moment.ts'
import { openModeThen } from './mode-then.ts'
import { openRecording, type RecordedColumns, type RecordingNeeds } from './recording.ts'

/** The site at an instant of the past, in the shape of the live stream's frames. */
export interface MomentThen extends RecordedColumns {
  at: EpochMs
  status: EngineStatus
  headroom: Headroom
  alarmSituation: AlarmSituation
  decisions: Decision[]
  instructions: Instruction[]
  alarms: Alarm[]
  /** Links are not recorded. */
  links: never[]
}

/** Past periods as they were. It reads what is stored and reaches nothing else. */
export interface Replays {
  /**
   * The site at `from`, then on to `to` at the asked speed, at most four moments a second. The next one is made when the
   * one before was taken.
   * @throws PowerchainError `Config.Invalid`, `Replay.Busy`, `Store.*`
   */
  moments(asked: ReplayRequest, signal: AbortSignal): AsyncGenerator<MomentThen, void, void>
}

/** What replays are made from. */
export interface ReplaysNeeds
  extends Pick<RecordingNeeds, 'samplesOf' | 'holdMs'>, Pick<AlarmsThenNeeds, 'responseOf'> {
  assets: readonly Asset[]
  points: () => readonly PointRef[]
  db: ReadDb
  /** €/MWh at an instant; `null` when none is known. */
  priceEurPerMWh: (at: EpochMs) => number | null
  clock: Clock
}

const periodMs: Ms = 250
/** A page that takes messages late is made up for by this much and no more. */
const mostStepsAtOnce = 4
const mostAtOnce = 4

/** Replays over the stores of a site. */
export function createReplays(needs: ReplaysNeeds): Replays {
  const { clock } = needs
  let running = 0
  return {
    async *moments(asked, signal) {
      if (running >= mostAtOnce)
        throw new PowerchainError('Replay.Busy', `At most ${mostAtOnce} replays run at once; end another one first.`)
      const to = Math.min(asked.to, Math.floor(clock.now()))
      if (to <= asked.from) throw new PowerchainError('Config.Invalid', 'The period to be replayed has not begun yet.')
      running++
      try {
        yield* paced(needs, { ...asked, to }, signal)
      } finally {
        running--
      }
    },
  }
}

async function* paced(
  needs: ReplaysNeeds,
  { from, to, speed }: ReplayRequest,
  signal: AbortSignal,
): AsyncGenerator<MomentThen, void, void> {
  const { clock } = needs
  const stepMs = Math.round(periodMs * speed)
  const momentAt = await openMoments(needs, { from, to, stepMs })
  const lastStep = Math.ceil((to - from) / stepMs)
  let dueMs = clock.monotonicMs()
  for (let step = 0; !signal.aborted;) {
    const askedMs = clock.monotonicMs()
    const moment = await momentAt(step, Math.min(from + step * stepMs, to))
    // Waiting for the store makes the replay slower, never coarser.
    dueMs += clock.monotonicMs() - askedMs
    yield moment
    if (step >= lastStep) return
    await pause(clock, dueMs + periodMs - clock.monotonicMs(), signal)
    const steps = Math.floor((clock.monotonicMs() - dueMs) / periodMs)
    const taken = Math.min(Math.max(1, steps), mostStepsAtOnce)
    dueMs = steps > mostStepsAtOnce ? clock.monotonicMs() : dueMs + taken * periodMs
    step = Math.min(step + taken, lastStep)
  }
}

async function openMoments(needs: ReplaysNeeds, span: { from: EpochMs; to: EpochMs; stepMs: Ms }) {
  const { assets, db, responseOf, samplesOf, holdMs, clock } = needs
  const points = needs.points()
  const turn = () => new Promise<void>((resolve) => void clock.after(1, resolve))
  const recording = await openRecording({ points, samplesOf, holdMs, ...span })
  const alarms = await openAlarmsThen({ db, from: span.from, responseOf, turn })
  const modeAt = await openModeThen(db, span.from, turn)
  const instructionsAt = instructionsThen(db, span)
  const decisionsOf = decisionsThen(assets, points)
  return async (step: number, at: EpochMs): Promise<MomentThen> => {
    await recording.moveTo(step)
    await alarms.moveTo(at)
    const readings = recording.readings()
    const instructions = instructionsAt(at)
    return {
      at,
      ...readings,
      status: statusThen(readings, { mode: modeAt(at), priceEurPerMWh: needs.priceEurPerMWh(at) }),
      headroom: headroomThen,
      alarmSituation: alarms.situation(),
      decisions: decisionsOf(readings, instructions),
      instructions,
      alarms: alarms.list(),
      links: [],
    }
  }
}

function pause(clock: Clock, ms: Ms, signal: AbortSignal): Promise<void> {
  if (ms <= 0 || signal.aborted) return Promise.resolve()
  return new Promise((resolve) => {
    const go = () => {
      stop()
      signal.removeEventListener('abort', go)
      resolve()
    }
    const stop = clock.after(ms, go)
    signal.addEventListener('abort', go)
  })
}

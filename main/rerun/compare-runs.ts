import type { Instruction } from '../../domain/instruction.ts'
import type { EngineStatus } from '../../domain/rpc/live.ts'
import type { PointName } from '../../domain/points.ts'
import type { Comparison, Rerun, RerunRequest } from '../../domain/rpc/past/rerun.ts'
import type { PointRef } from '../../domain/rpc/site.ts'
import { gridAssetOf, type SiteConfig } from '../../domain/site.ts'
import type { EpochMs, Ms } from '../../domain/units.ts'
import { openRecording, type SamplesOf } from '../replay/recording.ts'
import { createPlant, type Plant } from './plant.ts'
import { namesOver, type Then } from './recorded-then.ts'
import { withSettings } from './settings.ts'
import { createTally, type Tally } from './tally.ts'

/** All that a rerun needs to know, in values that can go to another thread. */
export interface RerunTask extends RerunRequest {
  site: SiteConfig
  points: readonly PointRef[]
  /** How long a stored value stands, by place in `points`. */
  holdMs: readonly Ms[]
  /** Assets that the controllers steer. */
  steered: readonly string[]
  /** Commands of people that held then, with the time they really ended. */
  instructions: readonly Instruction[]
  /** The mode from each instant on, in order of time. */
  modes: readonly { at: EpochMs; mode: EngineStatus['mode'] }[]
  /** €/MWh by quarter of an hour from `from` on. */
  prices: readonly (number | null)[]
}

/** Readings are stored once a second: the controllers have a turn as often. */
const turnMs: Ms = 1_000
/** Steps of a curve, about a pixel each. */
const mostSteps = 600
const quarterMs: Ms = 900_000
/** A quarter of an hour is read at once, as the store keeps it. */
const turnsOfSlice = 900
const turnsOfProgress = 300

/** Promises between a write and the note of how it ended. */
const settleTurns = 6

/** Runs the controllers over a recording, with the settings of now and with others, and adds all of it up. */
export async function compareRuns(
  task: RerunTask,
  samplesOf: SamplesOf,
  onProgress: (share: number) => void,
): Promise<Comparison> {
  const { points, from, to } = task
  const turns = Math.floor((to - from) / turnMs)
  const stepMs = Math.max(turnMs, Math.ceil(turns / mostSteps) * turnMs)
  const holds = new Map(points.map(({ point }, place) => [point, task.holdMs[place] ?? 0]))
  const holdMs = (point: PointName) => holds.get(point) ?? 0
  const span = { from, to, stepMs: turnMs, stepsOfSlice: turnsOfSlice }
  const recording = await openRecording({ points, samplesOf, holdMs, ...span })
  const runs = openRuns(task, stepMs)
  const named = namesOver(points)
  let known = 0
  for (let turn = 0; turn < turns; turn++) {
    await recording.moveTo(turn)
    const at = from + turn * turnMs
    const then = named(recording.readings())
    for (const plant of [runs.asIs, runs.changed]) plant.step(then, at)
    // The writers of the loops take their answers before the next turn.
    for (let i = 0; i < settleTurns; i++) await Promise.resolve()
    if (runs.addUp(then, at)) known++
    if (turn % turnsOfProgress === 0) onProgress(turn / turns)
  }
  await Promise.all([runs.asIs.stop(), runs.changed.stop()])
  const knownRatio = turns === 0 ? 0 : known / turns
  return { from, to, stepMs, knownRatio, runs: runs.close(), notes: notesOf(task) }
}

/** The two plants beside the recording, and what each of the three comes to. */
function openRuns(task: RerunTask, stepMs: Ms) {
  const { site, from, to, settings, modes, prices } = task
  const other = withSettings(site, settings)
  const steered = new Set(task.steered)
  const modeAt = (at: EpochMs) => modes.findLast((it) => it.at <= at)?.mode ?? 'automatic'
  const priceAt = (at: EpochMs) => prices[Math.floor((at - from) / quarterMs)] ?? null
  const plantOf = (of: SiteConfig) => createPlant({ ...task, site: of, steered, modeAt, stepMs: turnMs })
  const tallyOf = ({ connection: { importLimitKW }, assets }: SiteConfig) =>
    createTally({ assets, from, to, stepMs, momentMs: turnMs, importLimitKW, priceAt })
  const [asIs, changed] = [plantOf(site), plantOf(other)]
  const tallies = { recorded: tallyOf(site), asIs: tallyOf(site), changed: tallyOf(other) }
  const grid = gridAssetOf(site).id
  return {
    asIs,
    changed,
    /** Counts an instant at which the grid power is known; the others count in none of the runs. */
    addUp(then: Then, at: EpochMs): boolean {
      const [thenKW, asIsKW, changedKW] = [then.value(grid, 'activePowerKW'), asIs.gridKW(), changed.gridKW()]
      if (thenKW === undefined || asIsKW === undefined || changedKW === undefined) return false
      tallies.recorded.add(at, { gridKW: thenKW, powerKW: (id) => then.value(id, 'activePowerKW') })
      tallies.asIs.add(at, { gridKW: asIsKW, powerKW: asIs.powerKW })
      tallies.changed.add(at, { gridKW: changedKW, powerKW: changed.powerKW })
      return true
    },
    close: (): Rerun[] => [
      { kind: 'recorded', ...tallies.recorded.close({ setpoints: null, storedMoreKWh: 0 }) },
      { kind: 'asIs', ...closed(tallies.asIs, asIs) },
      { kind: 'changed', ...closed(tallies.changed, changed) },
    ],
  }
}

function closed(tally: Tally, plant: Plant): Omit<Rerun, 'kind'> {
  return tally.close({ setpoints: plant.setpoints(), storedMoreKWh: plant.extraKWh() })
}

function notesOf({ instructions, steered }: RerunTask): string[] {
  const commands = instructions.length === 1 ? '1 command' : `${instructions.length} commands`
  return [
    'The controllers decide once a second, as readings are stored, in the mode that held then; the site file and the authority are those of now.',
    `What nobody steers stays as recorded. ${steered.length} assets follow their setpoints with the ramps the loop expects of their kind; faults and silence are repeated as they were.`,
    'Charge goes on from the recording: losses and self-discharge as they were, what more or less goes in or out with the round trip of its kind. Limits a storage told by itself are not repeated, those of its charge are.',
    `${commands} of people repeated until the time they ended then.`,
    'Between the run with the settings of now and the recording lies the error of the calculation: judge the change against that run.',
  ]
}

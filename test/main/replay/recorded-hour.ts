import { onTestFinished } from 'vitest'
import type { AlarmStep } from '../../../domain/alarm.ts'
import { silentLog } from '../../../domain/log.ts'
import type { Instruction } from '../../../domain/instruction.ts'
import { qualities } from '../../../domain/reading.ts'
import type { PointRef } from '../../../domain/rpc/site.ts'
import { createAlarmJournal } from '../../../main/historian/alarm-journal.ts'
import { openDb } from '../../../main/historian/db.ts'
import { createInstructionTable } from '../../../main/historian/instructions.ts'
import { holdMs } from '../../../main/historian/keep.ts'
import { createReplays, type MomentThen } from '../../../main/replay/replays.ts'
import { createVirtualClock } from '../../virtual-clock.ts'
import { newFile, openStore, stored } from '../historian/reading-store.ts'

/** Start of the hour that is recorded. */
export const hourFrom = Date.UTC(2026, 3, 14, 12)
/** Code of a good value. */
export const good = qualities.indexOf('good')

const minute = 60_000
const points: PointRef[] = [
  { assetId: 'grid', point: 'activePowerKW' },
  { assetId: 'battery', point: 'activePowerKW' },
  { assetId: 'battery', point: 'setpointKW' },
]

/** Power of the grid as recorded, kW: another value each second. */
export function gridAt(at: number): number {
  return Math.floor((at - hourFrom) / 1_000) * 0.5
}

/** Quality of the power of an asset. */
export function stateOf(moment: MomentThen | undefined, assetId: string): string | undefined {
  const place = points.findIndex((ref) => ref.assetId === assetId)
  return qualities[moment?.qualities[place] ?? -1]
}

/** An hour in a real store: the battery silent from minute 22 to 30, alarms, an instruction; and replays over it. */
export async function recordedHour() {
  const clock = createVirtualClock(hourFrom + 2 * 3_600_000)
  const { store } = await openStore({}, clock)
  const numbers = await store.ask('know', {
    points: points.map((ref) => ({ ...ref, holdMs: holdMs(ref.point), retention: 'fast' as const })),
  })
  for (let s = 0; s < 3_600; s++) {
    const at = hourFrom + s * 1_000
    const isBatteryStored = s % 60 === 0 && !(s >= 22 * 60 && s < 30 * 60)
    const rows = [
      [0, gridAt(at)],
      ...(isBatteryStored
        ? [
            [1, -50],
            [2, -50],
          ]
        : []),
    ] as [number, number][]
    store.append({
      at,
      point: Uint32Array.from(rows, ([place]) => numbers[place] ?? 0),
      value: Float64Array.from(rows, ([, value]) => value),
      quality: new Uint8Array(rows.length).fill(good),
    })
  }
  await stored(store)
  const db = openDb({ file: newFile(), clock, log: silentLog })
  onTestFinished(db.close)
  writeAlarms(createAlarmJournal({ db, clock, log: silentLog }))
  createInstructionTable({ db }).save(instruction)
  writeModes(db)
  const replays = createReplays({
    assets: [{ id: 'battery' }, { id: 'grid' }] as never,
    points: () => points,
    samplesOf: ({ assetId, point, from, to }) => {
      const number = numbers[points.findIndex((ref) => ref.assetId === assetId && ref.point === point)] ?? 0
      return store.ask('samples', { point: number, from, to, most: Infinity })
    },
    holdMs,
    db,
    responseOf: () => 'look',
    priceEurPerMWh: () => null,
    clock,
  })
  /** Lets virtual time go on by itself until told to stop. */
  const tick = () => {
    const timer = setInterval(() => clock.advance(250), 1)
    return () => clearInterval(timer)
  }
  return { replays, clock: Object.assign(clock, { tick }) }
}

const instruction: Instruction = {
  id: 'i-1',
  source: 'operator',
  owner: 'Ada',
  reason: 'a test',
  kind: 'setpoint',
  assetId: 'battery',
  powerKW: -50,
  from: hourFrom + 2 * minute,
  until: hourFrom + 4 * minute,
  state: 'completed',
  outcome: 'confirmed',
  outcomeDetail: '',
}

function step(minutes: number, event: AlarmStep['event'], id: string): AlarmStep {
  return {
    at: hourFrom + minutes * minute,
    event,
    alarm: {
      id,
      code: `${id}.code`,
      priority: id === 'new' ? 2 : 3,
      text: id,
      response: 'look',
      state: 'activeUnacknowledged',
      raisedAt: hourFrom + 10 * minute,
    },
    ...(event === 'acknowledged' && { person: 'Ada' }),
  }
}

/** The engine started an hour before, went to manual in minute 20 and back in minute 40. */
function writeModes(db: ReturnType<typeof openDb>): void {
  const rows = [
    [-60, 'SiteStarted', 'Works started, version 1.'],
    [20, 'ModeChanged', 'automatic to manual: back to automatic later'],
    [25, 'SetpointWritten', 'to manual'],
    [40, 'ModeChanged', 'manual to automatic: work done'],
  ] as const
  for (const [minutes, action, detail] of rows)
    db.run(
      "INSERT INTO audit (at, person, action, detail, prev, hash) VALUES (?, 'Ada', ?, ?, '', '')",
      hourFrom + minutes * minute,
      action,
      detail,
    )
}

function writeAlarms(journal: ReturnType<typeof createAlarmJournal>): void {
  journal.append([
    step(-30, 'raised', 'before'),
    step(-20, 'returned', 'before'),
    step(-19, 'acknowledged', 'before'),
    step(-19, 'over', 'before'),
    step(-15, 'raised', 'old'),
    step(-14, 'acknowledged', 'old'),
    step(10, 'raised', 'new'),
    step(13, 'returned', 'new'),
    step(15, 'acknowledged', 'new'),
    step(15, 'over', 'new'),
  ])
  journal.flush()
}

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'yaml'
import { afterEach, expect, test, vi } from 'vitest'
import type { AlarmCondition } from '../../../domain/alarm.ts'
import type { Device } from '../../../domain/device.ts'
import { silentLog } from '../../../domain/log.ts'
import { quarterOf } from '../../../domain/metering/quarter.ts'
import { noReading } from '../../../domain/reading.ts'
import { siteSchema } from '../../../domain/site.ts'
import { type MakePast, storePast } from '../../../main/composition/made-past.ts'
import { createPastRegisters } from '../../../main/composition/metering/past-registers.ts'
import { openSettling } from '../../../main/composition/settling.ts'
import { steadily } from '../../../main/composition/steadily.ts'
import { openDb } from '../../../main/historian/db.ts'
import { createTeardown } from '../../../main/teardown.ts'
import { verifyText } from '../../../main/verify/documents.ts'
import { createVirtualClock } from '../../virtual-clock.ts'

const passphrase = 'twelve or more letters'
const minuteMs = 60_000
// codes of lines
const wattHours = 1
const measured = 1
const person = { name: 'Anna', role: 'engineer' } as const
const file = `
version: 1
name: Mill
settlement: { site: 7, chainId: 31337, contract: "0x5fbdb2315678afecb367f032d93f642f64180aa3", fromDay: 2025-06-01 }
connection: { importLimitKW: 1000, exportLimitKW: 1000 }
devices:
  - { id: grid, definition: powerchain/grid-meter, endpoint: modbus-tcp://127.0.0.1:502 }
assets:
  - { kind: grid, id: grid, name: Grid, device: grid }
`
const closers: (() => void)[] = []
afterEach(() => closers.splice(0).forEach((close) => close()))

type Devices = ReadonlyMap<string, Pick<Device, 'traits' | 'onReadings'>>

interface MillNeeds {
  devices?: Devices
  make?: MakePast
  dataDir?: string
}

const newFolder = () => mkdtempSync(join(tmpdir(), 'settling-'))

/** A site whose grid meter draws 600 kW, opened as the engine opens it. */
function mill(text = file, { devices = new Map(), make, dataDir = newFolder() }: MillNeeds = {}) {
  const clock = createVirtualClock(Date.UTC(2025, 5, 2, 6))
  const db = openDb({ file: join(dataDir, 'site.db'), clock, log: silentLog })
  closers.push(() => {
    db.close()
    rmSync(dataDir, { recursive: true, force: true })
  })
  const inDoubt: AlarmCondition[] = []
  const stores = {
    db,
    audit: { write: () => {}, headBefore: () => undefined },
    historian: { conditions: () => inDoubt },
  }
  const points = [{ assetId: 'grid', point: 'importedKWh' }] as const
  const site = siteSchema.parse(parse(text))
  const past = createPastRegisters({ site, make, clock })
  const needs = {
    site,
    dataDir,
    siteFile: join(dataDir, 'site.yaml'),
    points,
    field: { devices, past },
    commitments: Object.assign(() => [], { also: () => {} }),
    proofs: { onKept: () => {}, documentOf: () => undefined },
    clock,
    log: silentLog,
    teardown: createTeardown(silentLog),
  }
  const settling = openSettling(needs, stores as unknown as Parameters<typeof openSettling>[1])
  const started = clock.now()
  const run = (spanMs: number) => {
    for (let passedMs = 0; passedMs < spanMs; passedMs += 30_000) {
      clock.advance(30_000)
      const value = 50_000 + Math.round((clock.now() - started) / 600) / 10
      settling.parts.metering.observe((_, point) =>
        point === 'importedKWh' ? { value, at: clock.now(), quality: 'good' } : noReading,
      )
    }
  }
  return { ...settling, past, clock, db, dataDir, inDoubt, run }
}

test('counters of a site become signed statements that verify without it', async () => {
  const { parts, clock, run, conditions } = mill()
  await parts.settlement?.createKey(person, passphrase, 'first key')
  run(3 * 60 * minuteMs)
  const now = parts.settlement?.now()
  expect(now?.statements).toBeGreaterThanOrEqual(8)
  expect(now?.unsigned).toBe(0)
  const given = parts.settlement?.exportStatements(0, quarterOf(clock.now()))
  const text = Buffer.from(given?.base64 ?? '', 'base64').toString()
  expect(new Set(verifyText(text).map(({ result }) => result))).toEqual(new Set(['right']))
  expect(text).not.toContain('grid')
  expect(conditions()).toEqual([])
})

test('a site that asks for no settlement is metered and states nothing', () => {
  const { parts, run } = mill(file.replace(/settlement:.*\n/, ''))
  run(90 * minuteMs)
  expect(parts.settlement).toBeUndefined()
  expect(parts.metering.intervals({ pointId: 'grid', register: 'import' }, 0, 9e6).length).toBeGreaterThan(2)
})

test('a check meter that the site file names is read from its device, and judged by both classes', () => {
  const listeners: Parameters<Device['onReadings']>[0][] = []
  const device: Pick<Device, 'traits' | 'onReadings'> = {
    traits: { definition: 'a/b', points: ['importedKWh'], acceptsSetpoint: false },
    onReadings: (listener) => (listeners.push(listener), () => void listeners.splice(0)),
  }
  const check = `
metering: { points: [{ asset: grid, class: s05, checkMeter: { device: second, class: s02 } }] }
devices:
  - { id: second, definition: a/b, endpoint: modbus-tcp://127.0.0.1:503 }`
  const { parts, clock, run, conditions } = mill(file.replace('\ndevices:', check), {
    devices: new Map([['second', device]]),
  })
  const started = clock.now()
  for (let minute = 0; minute < 100; minute++) {
    const value = 70 + ((clock.now() - started) / 6_000) * 1.02
    listeners.forEach((tell) => tell({ importedKWh: { value, at: clock.now(), quality: 'good' } }))
    run(minuteMs)
  }
  const checked = parts.metering.checked(0, 9e6)
  expect(checked.length).toBeGreaterThan(3)
  // the check meter counts 1 kW of 10 only: wired to another conductor
  expect(checked[0]).toMatchObject({ pointId: 'grid', register: 'import', differs: true })
  expect(conditions().map(({ code }) => code)).toEqual(['metering.checkDiffers'])
})

test('on a real network a database that is gone is refused: the key has spoken of quarters that it does not know', async () => {
  const { parts, run, dataDir, db } = mill()
  await parts.settlement?.createKey(person, passphrase, 'first key')
  run(90 * minuteMs)
  db.close()
  for (const name of ['site.db', 'site.db-wal', 'site.db-shm']) rmSync(join(dataDir, name), { force: true })
  const again = mill(file, { dataDir })
  await again.parts.settlement?.unlock(person, passphrase)
  again.run(90 * minuteMs)
  expect(again.parts.settlement?.now().statements).toBe(0)
  const [condition] = again.conditions()
  expect([condition?.code, condition?.text]).toEqual([
    'settlement.failing',
    expect.stringMatching(/signed statements up to 2025-06-02T.* that this database \(site\.db\) does not hold/),
  ])
})

test('a first key is not made where one has signed already', async () => {
  const { parts, run, dataDir } = mill()
  await parts.settlement?.createKey(person, passphrase, 'first key')
  run(90 * minuteMs)
  rmSync(join(dataDir, 'keys', 'controller-1.json'))
  parts.settlement?.lock(person, 'the disk is gone')
  const made = parts.settlement?.createKey(person, passphrase, 'another')
  await expect(made).rejects.toThrow(/signed for this site already/)
})

test('a table that is gone raises an alarm and ends nothing', () => {
  const { run, conditions, db } = mill()
  db.run('DROP TABLE statement')
  run(10 * minuteMs)
  expect(conditions().map(({ code }) => code)).toEqual(['settlement.failing', 'settlement.agreementsFailing'])
})

test('steady work goes on after a failure, which is logged once', () => {
  const log = { ...silentLog, error: vi.fn<() => void>(), info: vi.fn<() => void>() }
  let isBroken = true
  const work = steadily(log, 'rounds', () => {
    if (isBroken) throw new Error('no')
  })
  work.run()
  work.run()
  expect(work.failure()).toBe('no')
  expect(log.error).toHaveBeenCalledTimes(1)
  isBroken = false
  work.run()
  expect(work.failure()).toBeUndefined()
  expect(log.info).toHaveBeenCalledTimes(1)
})

test('the last day of a made-up past is stated before the present, to which its registers lead without a gap', async () => {
  let rows = 0
  const days = 3
  const make: MakePast = async (_, now) => ({
    columns: [
      { assetId: 'grid', point: 'activePowerKW' },
      { assetId: 'grid', point: 'importedKWh' },
    ],
    async *runs() {
      for (let day = days; day > 0; day--) {
        const minutes = Array.from({ length: 1_440 }, (__, i) => day * 1_440 - i)
        const values = minutes.flatMap((minute) => [600, 50_000.04 - 10 * minute])
        yield { at: minutes.map((minute) => now - minute * minuteMs), values: Float64Array.from(values) }
      }
    },
  })
  const { parts, past, clock, run } = mill(`${file}health: { simulatedPastDays: ${days} }\n`, { make })
  const startedAt = clock.now()
  await parts.settlement?.createKey(person, passphrase, 'first key')
  run(20 * minuteMs)
  expect(parts.settlement?.now().statements, 'while the past is on its way').toBe(0)
  const insertRows = async ({ at }: { at: readonly number[] }) => void (rows += at.length)
  const made = await past.make?.(days, startedAt)
  if (made) await Promise.all([storePast(made, { insertRows }, () => false).then(past.end), turnsUntil(past, clock)])
  run(15 * minuteMs)
  const statements = parts.settlement?.statements(0, quarterOf(clock.now())) ?? []
  expect(rows).toBe(days * 1_440)
  const first = quarterOf(startedAt) - 92
  expect(statements.map(({ quarter }) => quarter)).toEqual(Array.from({ length: 94 }, (_, i) => first + i))
  const lines = statements.flatMap((statement) => statement.lines.filter(({ unit }) => unit === wattHours))
  expect(new Set(lines.map(({ quality, quantity }) => `${quality} ${quantity}`))).toEqual(
    new Set([`${measured} 150000`]),
  )
})

async function turnsUntil(past: { isAwaited(): boolean }, clock: { advance(spanMs: number): void }): Promise<void> {
  while (past.isAwaited()) {
    await new Promise((resolve) => void setImmediate(resolve))
    clock.advance(1)
  }
}

import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { definitionSchema } from '../../../../devices/definition.ts'
import { createLinkNotes } from '../../../../devices/drivers/link-notes.ts'
import { openCounterFile } from '../../../../devices/drivers/watch/counter-file.ts'
import { createCounterWatch } from '../../../../devices/drivers/watch/counter-watch.ts'
import { silentLog as log } from '../../../../domain/log.ts'
import { createVirtualClock } from '../../../virtual-clock.ts'

const meterOf = (scale: number) =>
  definitionSchema.parse({
    protocol: 'modbus',
    id: 'test/meter',
    kind: 'grid',
    maker: 'Test',
    model: 'Meter',
    source: 'test',
    points: {
      activePowerKW: { register: 10, type: 'int32', scale: 0.1, frame: 'generator', plausible: [-1_000, 1_000] },
      importedKWh: { register: 14, type: 'uint32', scale },
    },
  })

const clock = createVirtualClock()
let file: string

beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'counters-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  file = join(folder, 'counters.json')
})

/** One run of the engine; `last` is how it ends. */
async function run(
  raws: readonly number[],
  { scale = 0.1, last = 'stop', endpoint = 'modbus-tcp://10.0.0.1:502' } = {},
) {
  const counters = openCounterFile({ file, clock, log })
  const notes = createLinkNotes({ clock })
  const kept = counters.of({ id: 'm', endpoint })
  const definition = meterOf(scale)
  const watch = createCounterWatch({ definition, log, notes, counters: kept, onEvent: counters.save })
  const series: (number | null)[] = []
  for (const raw of raws) {
    await clock.run(20_000)
    const reading = { value: raw, at: clock.now(), quality: 'good' as const }
    series.push(watch.look('importedKWh', reading, raw)?.value ?? null)
  }
  if (last === 'stop') counters.stop()
  return { series, kinds: notes.list().map(({ kind }) => kind) }
}

test('fault 4: a series goes on over a restart of the engine, from the last reading and with what was added to it', async () => {
  expect(await run([500, 0, 1])).toMatchObject({ series: [500, 500, 501], kinds: ['restarted'] })
  expect(await run([2, 3])).toEqual({ series: [502, 503], kinds: [] })
})

test('fault 4: a device that began again while the engine was down makes no energy fall, and it is said', async () => {
  await run([500])
  expect(await run([0, 1, 2])).toEqual({ series: [500, 501, 502], kinds: ['restarted'] })
})

test('a simulated device begins anew with the engine: its series goes on, and nobody is told', async () => {
  await run([500], { endpoint: 'simulated' })
  expect(await run([480, 481], { endpoint: 'simulated' })).toEqual({ series: [500, 501], kinds: [] })
})

test('what is known once a minute, and at each event, outlives an engine that is killed', async () => {
  await run([500, 0, 1, 2], { last: 'killed' })
  expect((await run([3])).series).toEqual([503])
})

test('a point that is read otherwise than before begins anew: its old series was another one', async () => {
  await run([500_000])
  expect((await run([500], { scale: 0.0001 })).series).toEqual([500])
})

test.each(['', '{"m":', '{"m":{"importedKWh":{"raw":"x"}}}', '[1]'])(
  'a damaged file (%s) costs the series, not the start',
  async (text) => {
    writeFileSync(file, text)
    expect((await run([7])).series).toEqual([7])
    expect((await run([8])).series).toEqual([8])
    expect(readdirSync(join(file, '..'))).toEqual(['counters.json'])
  },
)

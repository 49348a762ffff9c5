import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ratedRange } from '../../../domain/asset.ts'
import type { PointName } from '../../../domain/points.ts'
import { noReading, type Reading, usable } from '../../../domain/reading.ts'
import type { SiteConfig } from '../../../domain/site.ts'
import { refusal } from '../../../main/dispatch/command/guard.ts'
import { controllers } from '../../../main/dispatch/controllers/order.ts'
import { createInstructionBook } from '../../../main/dispatch/desk/instructions.ts'
import { createLoop, type Picture } from '../../../main/dispatch/loop.ts'
import type { Image } from '../../../main/image.ts'
import { silentLog } from '../../../domain/log.ts'
import { createPlant, siteOf } from './plant.ts'

const site = siteOf(
  [
    { kind: 'flywheel', id: 'fw', units: 10, unitEnergyKWh: 70, ratedPowerKW: 1_800 },
    { kind: 'battery', id: 'li', chemistry: 'liIon', ratedPowerKW: 2_500, ratedEnergyKWh: 7_000 },
    { kind: 'battery', id: 'agm', chemistry: 'agm', ratedPowerKW: 250, ratedEnergyKWh: 600 },
    ...[1, 2, 3, 4].map((n) => ({ kind: 'container', id: `c${n}`, container: 'sha256Current', feeder: 'row' })),
    { kind: 'hydrogen', id: 'h2', electrolyserKW: 800, electrolyserMinKW: 120, fuelCellKW: 400, tankKg: 520 },
    { kind: 'pv', id: 'pv', ratedPowerKW: 6_000 },
    { kind: 'load', id: 'works', ratedPowerKW: 12_000 },
  ],
  { feeders: [{ id: 'row', name: 'Row', limitKW: 4_000 }] },
)
const now = Date.UTC(2024, 5, 12, 12)

/** An image of arbitrary readings; 1 in 8 is missing. The grid meter fits the rest, so that the bus sums to zero. */
const anyImage = fc
  .record({
    shares: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 12, maxLength: 12 }),
    socs: fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 12, maxLength: 12 }),
    missing: fc.array(fc.integer({ min: 0, max: 7 }), { minLength: 12, maxLength: 12 }),
  })
  .map(({ shares, socs, missing }) => imageOf(site, shares, socs, missing))

function imageOf(of: SiteConfig, shares: number[], socs: number[], missing: number[]): Image {
  const powers = new Map<string, number>()
  of.assets.forEach((asset, i) => {
    const { minKW, maxKW } = asset.kind === 'grid' ? { minKW: 0, maxKW: 0 } : ratedRange(asset)
    powers.set(asset.id, minKW + (shares[i] ?? 0) * (maxKW - minKW))
  })
  powers.set('grid', -[...powers.values()].reduce((sum, p) => sum + p, 0))
  const reading = (id: string, point: PointName): Reading => {
    const i = of.assets.findIndex((a) => a.id === id)
    const value = point === 'activePowerKW' ? powers.get(id) : point === 'socPct' ? socs[i] : undefined
    if (value === undefined || (missing[i] === 0 && i > 0)) return noReading
    return { value, at: now, quality: 'good' }
  }
  const link = { since: 0, detail: '', endpoint: '', answerRatio: 1, latencyMs: 1, lostCount: 0 }
  return {
    at: now,
    cycle: 1,
    reading,
    value: (id, point) => usable(reading(id, point)),
    link: () => ({ ...link, state: 'connected' }),
  }
}

function decide(image: Image): { picture: Picture; written: Map<string, number> } {
  const written = new Map<string, number>()
  const { devices } = devicesOf()
  const loop = createLoop({
    site,
    devices,
    trace: { start() {}, stop() {}, around: () => undefined },
    book: createInstructionBook({ store: { load: () => [], save: () => {}, between: () => [] }, log: silentLog }),
    writer: {
      put: (id, _, powerKW) => written.set(id, powerKW),
      drop: (id) => written.delete(id),
      beat: () => {},
      stop: () => Promise.resolve(),
    },
    audit: { applied: () => {}, refused: () => {} },
    order: controllers,
    mode: () => 'automatic',
    outside: () => ({}),
    trips: new Map(),
    authorityOf: () => 'control',
    noteDevices: () => {},
    noteLoss: () => {},
    mining: { worthOf: () => undefined, protectionOf: () => undefined },
  })
  return { picture: loop.turn(image, now - 60_000, 0), written }
}

function devicesOf() {
  const traits = { definition: 'test/test', points: [], acceptsSetpoint: true, watchdogMs: 5_000 }
  const status = {
    state: 'connected' as const,
    since: 0,
    detail: '',
    endpoint: '',
    answerRatio: 1,
    latencyMs: 1,
    lostCount: 0,
  }
  const device = {
    traits,
    start() {},
    stop: () => Promise.resolve(),
    onReadings: () => () => {},
    status: () => status,
    writeSetpoint: () => Promise.resolve(),
    beat: () => Promise.resolve(),
  }
  return { devices: new Map(site.devices.map((d) => [d.id, device])) }
}

function isSound({ powerKW, because }: Picture['settled'][number]): boolean {
  const bindings = because.filter((b) => b.isBinding).length
  // a container too weak for its lowest draw sleeps: nothing is always inside
  const isInside = because.every(
    ({ range }) => !range || !powerKW || (powerKW >= range.minKW - 1e-6 && powerKW <= range.maxKW + 1e-6),
  )
  return isInside && bindings === Math.min(1, because.length)
}

test('whatever the readings: each setpoint is inside every range of its chain, and has one binding reason', () => {
  fc.assert(
    fc.property(anyImage, (image) => {
      const { picture, written } = decide(image)
      const wrong = picture.settled.filter(
        (settled) => !isSound(settled) || (settled.powerKW === undefined && written.has(settled.sight.asset.id)),
      )
      expect(wrong).toEqual([])
      for (const id of written.keys()) expect(image.value(id, 'activePowerKW')).toBeDefined()
    }),
    { numRuns: 300, seed: 7 },
  )
})

test('whatever the readings: storage brings the import below its limit as far as it can', () => {
  fc.assert(
    fc.property(anyImage, (image) => {
      const { picture } = decide(image)
      const gridKW = image.value('grid', 'activePowerKW') ?? 0
      const fast = picture.settled.filter((s) => s.sight.asset.kind === 'battery' || s.sight.asset.kind === 'flywheel')
      const moved = fast.reduce((sum, s) => sum + (s.powerKW === undefined ? 0 : s.powerKW - (s.sight.powerKW ?? 0)), 0)
      const canStill = fast.reduce((sum, s) => sum + (s.powerKW === undefined ? 0 : s.range.maxKW - s.powerKW), 0)
      expect(Math.min(gridKW - moved - 8_000, canStill - 1)).toBeLessThanOrEqual(15)
    }),
    { numRuns: 300, seed: 11 },
  )
})

test('the gate lets nothing through that is not finite, not ours, not fresh, not allowed or too restless', () => {
  const image = imageOf(site, Array(12).fill(0.5), Array(12).fill(50), Array(12).fill(1))
  const { picture } = decide(image)
  const sight = picture.sight.assets.find((a) => a.asset.id === 'li')
  if (!sight) throw new Error('no battery')
  const fine = {
    now,
    sight,
    range: { minKW: -500, maxKW: 500 },
    powerKW: 100,
    traits: { definition: 'x', points: [], acceptsSetpoint: true },
    changes: [],
  }
  const lost = {
    state: 'lost' as const,
    since: 0,
    detail: '',
    endpoint: '',
    answerRatio: 0,
    latencyMs: 0,
    lostCount: 1,
  }
  expect(refusal(fine)).toBeUndefined()
  expect(refusal({ ...fine, powerKW: Number.NaN })).toMatch(/no number/)
  expect(refusal({ ...fine, powerKW: 9_000 })).toMatch(/beyond its rating/)
  expect(refusal({ ...fine, powerKW: 700 })).toMatch(/outside what the controllers allow/)
  expect(refusal({ ...fine, range: undefined })).toMatch(/outside/)
  expect(refusal({ ...fine, traits: { ...fine.traits, acceptsSetpoint: false } })).toMatch(/takes no setpoint/)
  expect(refusal({ ...fine, sight: { ...sight, isControlled: false, authority: 'monitor' } })).toMatch(/monitor-only/)
  expect(refusal({ ...fine, sight: { ...sight, powerKW: undefined } })).toMatch(/not fresh/)
  expect(refusal({ ...fine, sight: { ...sight, link: lost } })).toMatch(/no link/)
  expect(refusal({ ...fine, changes: [{ at: now - 100, byKW: 10_000 }] })).toMatch(/swings/)
})

test('deciding for 20 assets takes well inside a cycle', async () => {
  const many = siteOf([
    { kind: 'flywheel', id: 'fw', units: 10, unitEnergyKWh: 70, ratedPowerKW: 1_800 },
    ...[1, 2, 3].map((n) => ({
      kind: 'battery',
      id: `b${n}`,
      chemistry: 'liIon',
      ratedPowerKW: 1_000,
      ratedEnergyKWh: 2_000,
    })),
    ...Array.from({ length: 14 }, (_, n) => ({ kind: 'container', id: `c${n}`, container: 'sha256Current' })),
    { kind: 'pv', id: 'pv', ratedPowerKW: 20_000 },
    { kind: 'load', id: 'works', ratedPowerKW: 12_000 },
  ])
  let begunAt = 0
  const order = controllers.map((c, i) => ({
    name: c.name,
    run: (input: Parameters<typeof c.run>[0]) => {
      if (i === 0) begunAt = performance.now()
      return c.run(input)
    },
  }))
  const plant = createPlant({ site: many, noiseKW: 8, order })
  plant.asset('pv').natural = (t) => 9_000 + 4_000 * Math.sin(t / 5)
  plant.asset('works').natural = () => -2_000
  const took: number[] = []
  plant.control.onCycle(() => took.push(performance.now() - begunAt))
  plant.control.start()
  await plant.run(60)
  expect(took.toSorted((a, b) => a - b)[Math.floor(took.length / 2)]).toBeLessThan(20)
})

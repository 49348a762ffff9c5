import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ratedRange } from '../../../domain/asset.ts'
import { type Instruction, type InstructionSubject, instructionSubjects } from '../../../domain/instruction.ts'
import type { PointName } from '../../../domain/points.ts'
import { noReading, type Reading, usable } from '../../../domain/reading.ts'
import type { ControllerInput, Outside } from '../../../main/dispatch/controllers/controller.ts'
import { newControllerMemory } from '../../../main/dispatch/controllers/memory.ts'
import { controllers, rule, type Ruling } from '../../../main/dispatch/controllers/order.ts'
import { createOrders } from '../../../main/dispatch/services/orders.ts'
import { createServices } from '../../../main/dispatch/services/services.ts'
import { lookAt } from '../../../main/dispatch/sight.ts'
import type { Image } from '../../../main/image.ts'
import { siteOf } from './plant.ts'

const site = siteOf(
  [
    { kind: 'flywheel', id: 'fw', units: 10, unitEnergyKWh: 70, ratedPowerKW: 1_800 },
    { kind: 'battery', id: 'li', chemistry: 'liIon', ratedPowerKW: 2_500, ratedEnergyKWh: 7_000 },
    { kind: 'container', id: 'c1', container: 'sha256Current', feeder: 'row' },
    { kind: 'container', id: 'old', container: 'sha256', feeder: 'row' },
    { kind: 'hydrogen', id: 'h2', electrolyserKW: 800, electrolyserMinKW: 120, fuelCellKW: 400, tankKg: 520 },
    { kind: 'genset', id: 'gen', ratedPowerKW: 1_000, minPowerKW: 300 },
    { kind: 'pv', id: 'pv', ratedPowerKW: 6_000 },
    { kind: 'load', id: 'works', ratedPowerKW: 8_000 },
  ],
  {
    feeders: [{ id: 'row', name: 'Row', limitKW: 2_000 }],
    connection: { importLimitKW: 9_000, exportLimitKW: 4_000, nominalVoltageV: 10_000, transformerKVA: 10_000 },
    controllers: {
      frequencyResponse: {
        services: [
          { id: 'fcr', service: 'fcrContinentalEurope', upKW: 800, downKW: 800 },
          { id: 'dc', service: 'dynamicContainment', upKW: 300, downKW: 300 },
          { id: 'mfrr', service: 'mfrr', upKW: 300, downKW: 300 },
        ],
        shedding: [{ belowHz: 49.2, sharePct: 60 }],
        restoreAfterMin: 0,
      },
      peakShaving: { aboveKW: 5_000, demand: {} },
      surplusAbsorption: { mineFromGridKW: 2_000 },
      rampSmoothing: {},
      island: { startGenerator: true, backAfterMin: 0.01 },
    },
  },
)
const begin = Date.UTC(2024, 5, 12, 12)
const share = fc.double({ min: 0, max: 1, noNaN: true })
const subjects = Object.keys(instructionSubjects) as InstructionSubject[]

/** Readings of one turn: a share of each asset's rating, and what the grid does; some are missing. */
const anyTurn = fc.record({
  shares: fc.array(share, { minLength: 9, maxLength: 9 }),
  frequencyHz: fc.option(fc.double({ min: 0, max: 55, noNaN: true })),
  voltageV: fc.option(fc.constantFrom(0, 4_000, 9_800, 10_000)),
  kvar: fc.double({ min: -12_000, max: 12_000, noNaN: true }),
  socPct: fc.double({ min: 0, max: 100, noNaN: true }),
  secondPct: fc.option(fc.double({ min: 0, max: 100, noNaN: true })),
  state: fc.constantFrom(1, 3, 7, 8, 9),
  missing: fc.integer({ min: -1, max: 12 }),
  stepMs: fc.constantFrom(200, 5_000, 900_000),
})
const anyInstruction = fc.record({
  subject: fc.constantFrom(...subjects),
  source: fc.constantFrom('operator' as const, 'grid' as const),
  power: fc.double({ min: -1, max: 1, noNaN: true }),
  assetId: fc.constantFrom('fw', 'li', 'c1', 'h2', 'pv', 'gen'),
  rampMs: fc.constantFrom(0, 60_000),
  isReturning: fc.boolean(),
})
const anyOutside = fc.record({
  planKW: fc.constantFrom(0, 1_500, Number.NaN),
  hasPlan: fc.boolean(),
  price: fc.option(fc.constantFrom(-50, 90, 4_000, 1e9)),
  peakKW: fc.option(fc.constantFrom(0, 6_000)),
  isPromised: fc.boolean(),
})
type Turn = typeof anyTurn extends fc.Arbitrary<infer T> ? T : never
type Asked = typeof anyInstruction extends fc.Arbitrary<infer T> ? T : never
type Known = typeof anyOutside extends fc.Arbitrary<infer T> ? T : never

function imageOf(turn: Turn, at: number): Image {
  const powers = site.assets.map((a, i) => {
    if (a.kind === 'grid') return 0
    const { minKW, maxKW } = ratedRange(a)
    return minKW + (turn.shares[i] ?? 0) * (maxKW - minKW)
  })
  const sum = powers.reduce((total, p) => total + p, 0)
  const valueOf = (i: number, point: PointName): number | undefined | null => {
    const isGrid = site.assets[i]?.kind === 'grid'
    if (point === 'activePowerKW') return isGrid ? -sum : powers[i]
    if (point === 'state') return isGrid ? 3 : turn.state
    if (isGrid)
      return { frequencyHz: turn.frequencyHz, voltageV: turn.voltageV, reactivePowerKvar: turn.kvar }[point as string]
    return { socPct: turn.socPct, secondSocPct: turn.secondPct }[point as string]
  }
  const reading = (id: string, point: PointName): Reading => {
    const i = site.assets.findIndex((a) => a.id === id)
    const value = valueOf(i, point)
    return value === undefined || value === null || turn.missing === i ? noReading : { value, at, quality: 'good' }
  }
  const link = { since: 0, detail: '', endpoint: '', answerRatio: 1, latencyMs: 1, lostCount: 0 }
  return {
    at,
    cycle: 1,
    reading,
    value: (id, point) => usable(reading(id, point)),
    link: () => ({ ...link, state: 'connected' }),
  }
}

function instructionOf({ subject, source, power, assetId, rampMs, isReturning }: Asked, i: number): Instruction {
  const isSetpoint = subject === 'asset' || subject === 'gridPower'
  const size = subject === 'asset' ? 1_000 : 4_000
  return {
    id: `i-${i}`,
    source,
    owner: 'somebody',
    reason: 'a test',
    kind: isSetpoint ? 'setpoint' : 'limit',
    subject,
    assetId: subject === 'asset' ? assetId : 'grid',
    ...(subject === 'feederLimit' ? { feederId: 'row' } : {}),
    powerKW: isSetpoint ? power * size : Math.abs(power) * size,
    rampMs,
    baselineKW: 1_000,
    from: begin - 10_000,
    until: begin + 86_400_000,
    state: isReturning ? 'completed' : 'active',
    ...(isReturning ? { endedAt: begin - 1, returnRampMs: 3_600_000 } : {}),
    outcome: 'pending',
    outcomeDetail: '',
  }
}

function outsideOf({ planKW, hasPlan, price, peakKW, isPromised }: Known, now: number): Outside {
  const promise = {
    id: 'p',
    counterparty: 'N',
    label: 'delivery',
    toleranceKW: 50,
    penaltyEurPerMWh: 100,
    powerKW: -700,
  }
  return {
    plan: hasPlan
      ? {
          planId: 'p-1',
          stepFrom: now - 1,
          stepUntil: now + 900_000,
          busPriceEurPerMWh: 70,
          gridKW: 1_000,
          powerKW: { li: planKW, c1: -600 },
          storedValueEurPerMWh: { li: 80, fw: 60 },
        }
      : undefined,
    price: price === null ? undefined : { importEurPerMWh: price, exportEurPerMWh: price, at: now },
    commitments: isPromised ? [{ ...promise, from: now - 1, until: now + 1 }] : [],
    peakIncurredKW: peakKW ?? undefined,
  }
}

function nothingSent() {
  return { setpointKW: undefined, isFollowing: true, otherMasterSince: undefined }
}

/** Each link leaves no more than the one before, and nothing that is no number. */
function isNarrowing(
  links: readonly { before: { minKW: number; maxKW: number }; after: { minKW: number; maxKW: number } }[],
): boolean {
  return links.every(
    ({ before, after }) =>
      after.minKW <= after.maxKW &&
      after.minKW >= before.minKW - 1e-9 &&
      after.maxKW <= before.maxKW + 1e-9 &&
      Number.isFinite(after.minKW) &&
      Number.isFinite(after.maxKW),
  )
}

function wrongIn(ruling: Ruling): string[] {
  const chains = [...ruling.chains].filter(([, links]) => !isNarrowing(links)).map(([id]) => id)
  const { band } = ruling
  const isBand =
    !band || (band.range.minKW <= band.range.maxKW && band.range.maxKW <= 9_000 && band.range.minKW >= -4_000)
  return [...ruling.failed.map((f) => `${f.controller}: ${f.message}`), ...chains, ...(isBand ? [] : ['band'])]
}

test('whatever happens, turn after turn: no controller fails, none widens what an earlier one narrowed, no limit is left', () => {
  const scene = fc.record({
    turns: fc.array(anyTurn, { minLength: 1, maxLength: 6 }),
    asked: fc.array(anyInstruction, { maxLength: 5 }),
    known: anyOutside,
    mode: fc.constantFrom('automatic' as const, 'manual' as const),
  })
  fc.assert(
    fc.property(scene, ({ turns, asked, known, mode }) => {
      const memory = newControllerMemory(new Map())
      const failures = new Map()
      const all = asked.map(instructionOf)
      const [services, orders] = [createServices(), createOrders()]
      let now = begin
      for (const turn of turns) {
        now += turn.stepMs
        const image = imageOf(turn, now)
        const sight = lookAt(site, image, { own: nothingSent, authorityOf: () => 'control', isPulsed: () => false })
        const input: Omit<ControllerInput, 'ranges' | 'out'> = {
          now,
          site,
          mode,
          image,
          sight,
          gridKW: sight.gridKW,
          surplusKW: sight.gridKW,
          instructions: all.filter((i) => i.state === 'active'),
          returning: all.filter((i) => i.state === 'completed'),
          outside: outsideOf(known, now),
          memory,
        }
        const ruling = rule(input, controllers, failures)
        expect(wrongIn(ruling)).toEqual([])
        for (const order of orders(input)) expect(Number.isFinite(order.targetKW)).toBe(true)
        for (const service of services({ input, ruling, settled: [] }))
          expect(service.detail).not.toMatch(/NaN|undefined|Infinity/)
      }
    }),
    { numRuns: 400, seed: 5 },
  )
})

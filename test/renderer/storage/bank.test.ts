import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { assetSchema } from '../../../domain/asset.ts'
import type { StorageAsset } from '../../../domain/models/storage.ts'
import { storageModel } from '../../../domain/models/storage.ts'
import type { PointName } from '../../../domain/points.ts'
import { noReading, type Quality } from '../../../domain/reading.ts'
import { ruleWords } from '../../../renderer/views/storage/cards/card-facts.ts'
import {
  bankRating,
  cellSpread,
  fillPct,
  readyOutput,
  roomEnergy,
  storedEnergy,
  usableEnergy,
} from '../../../renderer/views/storage/bank/energy.ts'
import { figureText, joinFigures, lowestOf, sumOf } from '../../../renderer/views/storage/bank/figure.ts'
import { banksOf } from '../../../renderer/views/storage/bank/kinds.ts'
import { formatLeft, timeAtPresent, timeAtRated } from '../../../renderer/views/storage/bank/time-left.ts'
import { heaviestNeed, reserveBand } from '../../../renderer/views/storage/service/need.ts'
import { deepestOf } from '../../../renderer/views/storage/bank/use-deepest.ts'

// Numbers follow the machine's locale; the figures below are English.
vi.hoisted(() => vi.stubGlobal('navigator', { language: 'en-GB' }))

const storage = (config: Record<string, unknown>) =>
  assetSchema.parse({ name: String(config['id']), device: 'box', ...config }) as StorageAsset

const wheels = storage({ kind: 'flywheel', id: 'wheels', units: 10, unitEnergyKWh: 70, ratedPowerKW: 2_000 })
const cells = (id: string, ratedEnergyKWh: number) =>
  storage({ kind: 'battery', id, chemistry: 'liIon', ratedPowerKW: 1_000, ratedEnergyKWh })
const agm = storage({ kind: 'battery', id: 'agm', chemistry: 'agm', ratedPowerKW: 250, ratedEnergyKWh: 500 })
const tank = storage({
  kind: 'hydrogen',
  id: 'tank',
  electrolyserKW: 1_000,
  electrolyserMinKW: 100,
  fuelCellKW: 400,
  tankKg: 100,
})

type Told = Partial<Record<PointName, number | { value: number; quality: Quality }>>

/** An image in which assets tell what is given, all of it good unless it says otherwise. */
function image(told: Record<string, Told>) {
  return {
    reading(assetId: string, point: PointName) {
      const given = told[assetId]?.[point]
      if (given === undefined) return noReading
      return typeof given === 'number' ? { value: given, at: 0, quality: 'good' as const } : { ...given, at: 0 }
    },
  }
}

const good = (value: number) => ({ value, quality: 'good' as const })

describe('figures of many readings', () => {
  const missing = { value: null, quality: 'bad' as const }

  it('leave out what has no value and say so, and of nothing make nothing', () => {
    expect(sumOf([good(1), good(2)])).toEqual(good(3))
    expect(sumOf([good(1), missing])).toEqual({ value: 1, quality: 'suspect' })
    expect(sumOf([good(1), { value: 2, quality: 'stale' }]).quality).toBe('stale')
    expect(sumOf([missing])).toEqual({ value: null, quality: 'bad' })
    expect(lowestOf([good(7), good(3), missing])).toEqual({ value: 3, quality: 'suspect' })
    expect(joinFigures(good(1), missing, (a, b) => a / b).value).toBeNull()
  })

  it('are never a number in words when they are bad', () => {
    expect(figureText(missing, String)).toBe('no value')
    expect(figureText({ value: 5, quality: 'bad' }, String)).toBe('no value')
    expect(figureText({ value: 5, quality: 'stale' }, String)).toBe('5 (stale)')
  })
})

it('banks are the kinds a site has, the fastest first, batteries apart by chemistry', () => {
  const banks = banksOf([tank, agm, cells('b', 10), wheels, cells('a', 10)])
  expect(banks.map((b) => [b.title, b.assets.map((a) => a.id)])).toEqual([
    ['Flywheels', ['wheels']],
    ['Li-ion', ['b', 'a']],
    ['AGM', ['agm']],
    ['Hydrogen', ['tank']],
  ])
  expect(banksOf([])).toEqual([])
})

describe('energy of a bank', () => {
  const two = [cells('a', 1_000), cells('b', 3_000)]

  it('weighs states of charge by the rated energies', () => {
    const now = image({ a: { socPct: 90 }, b: { socPct: 50 } })
    expect(storedEnergy(now, two)).toEqual({ value: 2_400, quality: 'good' })
    expect(fillPct(now, two).value).toBeCloseTo(60)
    expect(roomEnergy(now, two).value).toBeCloseTo(50 + 1_350)
  })

  it('of which one says nothing is that of the others, and suspect', () => {
    const now = image({ b: { socPct: 50 } })
    expect(fillPct(now, two)).toEqual({ value: 50, quality: 'suspect' })
    expect(fillPct(image({}), two).value).toBeNull()
  })

  it('takes the usable energy from the device, and from its charge where the device does not tell', () => {
    const now = image({ a: { socPct: 50, usableEnergyKWh: 420 }, b: { socPct: 50 } })
    expect(usableEnergy(now, two).value).toBeCloseTo(420 + 1_350 * 0.9487)
  })

  it('usable before its losses and room fill the allowed band exactly, whatever the charge within it', () => {
    const assets = [wheels, agm, tank, ...two]
    fc.assert(
      fc.property(fc.constantFrom(...assets), fc.double({ min: 0, max: 1, noNaN: true }), (asset, share) => {
        const { minKWh, maxKWh, fullKWh, dischargeRatio } = storageModel(asset)
        const socPct = ((minKWh + share * (maxKWh - minKWh)) / fullKWh) * 100
        const now = image({ [asset.id]: { socPct } })
        const sum = (usableEnergy(now, [asset]).value ?? 0) / dischargeRatio + (roomEnergy(now, [asset]).value ?? 0)
        expect(sum).toBeCloseTo(maxKWh - minKWh, 6)
      }),
    )
  })

  it('adds up nameplates, and of flywheels only what is ready', () => {
    expect(bankRating(two)).toMatchObject({ chargeKW: 2_000, dischargeKW: 2_000, fullKWh: 4_000 })
    expect(readyOutput(image({ wheels: { unitsReady: 9 } }), [wheels])).toBe(1_800)
    expect(readyOutput(image({}), [wheels])).toBe(2_000)
  })
})

describe('time left', () => {
  it('of flywheels is seconds at the power that is ready', () => {
    const now = image({ wheels: { usableEnergyKWh: 360, unitsReady: 9, activePowerKW: 210 } })
    const rated = timeAtRated(now, [wheels])
    expect(formatLeft('flywheel', rated.value ?? 0)).toEqual({ number: '720', unit: 's' })
    const present = timeAtPresent(now, [wheels])
    expect(present.to).toBe('empty')
    expect(formatLeft('flywheel', present.left.value ?? 0).number).toBe('6,171')
  })

  it('of a charging battery is until it is full, of a resting one there is none', () => {
    const a = cells('a', 8_000)
    const charging = timeAtPresent(image({ a: { socPct: 46, activePowerKW: -1_200 } }), [a])
    expect(charging.to).toBe('full')
    expect(formatLeft('liIon', charging.left.value ?? 0).number).toBe('3\u00A0h 27\u00A0min')
    expect(timeAtPresent(image({ a: { socPct: 46, activePowerKW: 0.2 } }), [a]).to).toBe('resting')
  })

  it('is nothing without power or charge, and as stale as what it is made of', () => {
    const a = cells('a', 8_000)
    expect(timeAtPresent(image({ a: { socPct: 46 } }), [a])).toEqual({
      to: 'unknown',
      left: { value: null, quality: 'bad' },
    })
    expect(timeAtPresent(image({ a: { activePowerKW: 500 } }), [a]).left.value).toBeNull()
    const stale = image({ a: { socPct: { value: 46, quality: 'stale' }, activePowerKW: 500 } })
    expect(timeAtPresent(stale, [a]).left.quality).toBe('stale')
  })
})

it('the deepest discharge is the lowest daily minimum, on its first day', () => {
  expect(deepestOf({ from: 1_000, stepMs: 10, min: [null, 88.5, 82.8, null, 82.8] })).toEqual({
    depthPct: 100 - 82.8,
    at: 1_020,
  })
  expect(deepestOf({ from: 0, stepMs: 10, min: [null, null] })).toBeUndefined()
})

it('the spread of cells needs both ends', () => {
  expect(cellSpread(image({ agm: { cellVoltageMinV: 2.1, cellVoltageMaxV: 2.131 } }), agm).value).toBeCloseTo(31)
  expect(cellSpread(image({ agm: { cellVoltageMinV: 2.1 } }), agm).value).toBeNull()
})

it('the rule of AGM says its floor and what its use costs', () => {
  const [bank] = banksOf([agm])
  expect(bank && ruleWords(bank)).toBe(
    'Rule: 80 to 100 %, depth of discharge 20 %, rests at 98 %. Wear 316.79\u00A0€/MWh',
  )
})

const service = (label: string, upKW: number, downKW: number, neededForMs: number | null) => ({
  id: label,
  label,
  servedBy: 'loop' as const,
  state: 'armed' as const,
  detail: '',
  since: 0,
  promisedUpKW: upKW,
  promisedDownKW: downKW,
  readiness: { upKW, upForMs: null, downKW, downForMs: null, neededForMs },
  nowKW: null,
  rules: '',
})

describe('what a standing service needs', () => {
  it('is the one with most energy, of those that stand and ask for a time', () => {
    const services = [
      service('FCR', 1_000, 1_000, 900_000),
      service('aFRR', 2_000, 0, null),
      service('mFRR', 300, 0, 900_000),
      { ...service('big', 9_000, 0, 900_000), state: 'off' as const },
    ]
    expect(heaviestNeed(services)).toEqual({ label: 'FCR', upKW: 1_000, downKW: 1_000, forMs: 900_000 })
    expect(heaviestNeed([])).toBeUndefined()
  })

  it('leaves a band of contents, or none where the bank is too small', () => {
    const need = { label: 'FCR', upKW: 1_000, downKW: 1_000, forMs: 900_000 }
    // 250 kWh at the bus: more out of the wheels, less into them
    const [low, high] = reserveBand([wheels], need) ?? []
    expect(low).toBeCloseTo(70 + 250 / 0.96)
    expect(high).toBeCloseTo(686 - 250 * 0.96)
    expect(reserveBand([agm], need)).toBeUndefined()
  })
})

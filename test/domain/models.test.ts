import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assetSchema } from '../../domain/asset.ts'
import {
  chemistries,
  type Chemistry,
  chemistryNames,
  roundTripRatio,
  wearEurPerMWh,
} from '../../domain/models/chemistries.ts'
import { containerKinds, containerNames } from '../../domain/models/containers.ts'
import { type Curve, valueAt } from '../../domain/models/curve.ts'
import {
  flywheelModel,
  kineticEnergyKWh,
  secondsLeft,
  speedRatio,
  standbyLossKW,
} from '../../domain/models/flywheel.ts'
import { gensetModel, pvModel, windModel, windRatio } from '../../domain/models/generation.ts'
import {
  electrolyserModel,
  fuelCellModel,
  hydrogenKWhPerKg,
  producedKgPerH,
  usedKgPerH,
} from '../../domain/models/hydrogen.ts'
import * as mining from '../../domain/models/mining.ts'
import { batteryPowersKW, storageModel } from '../../domain/models/storage.ts'
import { ageingRate, coldTransformer, heated, overloadMs, transformerModel } from '../../domain/models/transformer.ts'

const curves: Record<string, Curve> = {
  'electrolyser kWh/kg': electrolyserModel.kWhPerKg,
  'fuel cell kWh/kg': fuelCellModel.kWhPerKg,
  'generator l/kWh': gensetModel.litresPerKWh,
  'miner J/TH': mining.efficiencyOverLoad,
  cooling: mining.coolingOverAmbient,
  derating: mining.deratingOverMargin,
  ...Object.fromEntries(
    Object.entries(chemistries).flatMap(([name, { chargeC, dischargeC }]) => [
      [`${name} charge`, chargeC],
      [`${name} discharge`, dischargeC],
    ]),
  ),
}
const make = (asset: object) => assetSchema.parse({ id: 'a', name: 'A', device: 'd', ...asset })
const rises = (values: readonly number[]) => values.every((value, i) => i === 0 || value >= (values[i - 1] ?? 0))
const falls = (values: readonly number[]) => rises(values.toReversed())
const ys = (curve: Curve) => curve.map(([, y]) => y)

test.each(Object.entries(curves))('%s: places in order, values that can be, flat beyond its ends', (_, curve) => {
  const places = curve.map(([x]) => x)
  expect(new Set(places).size).toBe(places.length)
  expect(rises(places)).toBe(true)
  expect(ys(curve).every((y) => y >= 0)).toBe(true)
  const [first, last] = [curve[0] ?? [0, 0], curve.at(-1) ?? [0, 0]]
  expect(valueAt(curve, first[0] - 100)).toBe(first[1])
  expect(valueAt(curve, last[0] + 100)).toBe(last[1])
})

test('a curve goes through its places and stays between its neighbours', () => {
  const curve = fc
    .uniqueArray(fc.tuple(fc.integer({ min: -1_000, max: 1_000 }), fc.integer({ min: -50, max: 50 })), {
      selector: ([x]) => x,
      minLength: 1,
    })
    .map((places) => places.toSorted(([a], [b]) => a - b))
  fc.assert(
    fc.property(curve, fc.double({ min: -1_100, max: 1_100, noNaN: true }), (places, x) => {
      for (const [at, value] of places) expect(valueAt(places, at)).toBeCloseTo(value, 9)
      const after = places.find(([at]) => at >= x) ?? places.at(-1) ?? [0, 0]
      const before = places.findLast(([at]) => at <= x) ?? places[0] ?? [0, 0]
      const value = valueAt(places, x)
      expect(value).toBeGreaterThanOrEqual(Math.min(before[1], after[1]) - 1e-9)
      expect(value).toBeLessThanOrEqual(Math.max(before[1], after[1]) + 1e-9)
    }),
  )
})

test('every table names its source', () => {
  const tables = [
    ...Object.values(chemistries),
    ...Object.values(containerKinds),
    ...Object.values(mining.firmwares),
    flywheelModel,
    electrolyserModel,
    fuelCellModel,
    pvModel,
    windModel,
    gensetModel,
    transformerModel,
  ]
  for (const { source } of tables) expect(source.length).toBeGreaterThan(20)
})

test.each(chemistryNames)('%s: limits in order, losses believable, wear has a price', (name: Chemistry) => {
  const { minSocPct, restSocPct, maxSocPct, chargeRatio, dischargeRatio, wear, chargeC, dischargeC } = chemistries[name]
  expect([0, minSocPct, restSocPct, maxSocPct, 100]).toEqual(
    [0, minSocPct, restSocPct, maxSocPct, 100].toSorted((a, b) => a - b),
  )
  expect(chargeRatio).toBeLessThan(1)
  expect(dischargeRatio).toBeLessThan(1)
  expect(roundTripRatio(name)).toBeGreaterThan(0.6)
  expect(wear.depthPct).toBeLessThanOrEqual(maxSocPct - minSocPct)
  expect(falls(ys(chargeC))).toBe(true)
  expect(rises(ys(dischargeC))).toBe(true)
  expect(wearEurPerMWh(name)).toBeGreaterThan(5)
})

test('AGM may lose a fifth and is the dearest to wear; Li-ion the cheapest', () => {
  expect(chemistries.agm.maxSocPct - chemistries.agm.minSocPct).toBe(20)
  const wears = chemistryNames.toSorted((a, b) => wearEurPerMWh(a) - wearEurPerMWh(b))
  expect([wears[0], wears.at(-1)]).toEqual(['liIon', 'agm'])
})

test('a battery takes less and less when it fills, never more than its nameplate', () => {
  const battery = make({ kind: 'battery', chemistry: 'agm', ratedPowerKW: 250, ratedEnergyKWh: 600 })
  if (battery.kind !== 'battery') throw new Error('no battery')
  expect(batteryPowersKW(battery, 80)).toEqual({ chargeKW: 180, dischargeKW: 240 })
  expect(batteryPowersKW(battery, 100).chargeKW).toBeCloseTo(30)
})

test('a storage as plan and loop calculate with it', () => {
  const bank = make({ kind: 'flywheel', units: 10, unitEnergyKWh: 70, ratedPowerKW: 1_800 })
  const hydrogen = make({ kind: 'hydrogen', electrolyserKW: 800, electrolyserMinKW: 120, fuelCellKW: 400, tankKg: 520 })
  if (bank.kind !== 'flywheel' || hydrogen.kind !== 'hydrogen') throw new Error('other kinds')
  expect(storageModel(bank)).toMatchObject({
    fullKWh: 700,
    minKWh: 70,
    maxKWh: 686,
    restKWh: 350,
    lossRatioPerHour: 1 / 80,
  })
  const { chargeRatio, dischargeRatio, fullKWh } = storageModel(hydrogen)
  expect(fullKWh).toBeCloseTo(520 * hydrogenKWhPerKg, 6)
  expect(chargeRatio * dischargeRatio).toBeCloseTo(0.333, 2)
})

test('a flywheel: energy with the square of speed, seconds at this power, loss within hours', () => {
  expect(kineticEnergyKWh(319.1, 12_000)).toBeCloseTo(70, 0)
  expect(speedRatio(0.25)).toBe(0.5)
  expect(standbyLossKW(700)).toBeCloseTo(8.75, 6)
  const full = { usableKWh: 600, roomKWh: 0 }
  expect(secondsLeft({ powerKW: 1_800, ...full })).toBeCloseTo(1_147, -1)
  expect(secondsLeft({ powerKW: 0, ...full })).toBeCloseTo(80 * 3_600, 0)
  expect(secondsLeft({ powerKW: -1_800, ...full })).toBe(0)
})

test('hydrogen: 60 to 90 % of the electricity is lost on the way there and back, least at part load', () => {
  const back = producedKgPerH(400, 800) / usedKgPerH(120, 400)
  expect((back * 120) / 400).toBeGreaterThan(0.35)
  expect(producedKgPerH(800, 800)).toBeCloseTo(800 / 52, 9)
  expect(producedKgPerH(0, 800)).toBe(0)
})

test.each(containerNames)(
  '%s: hashes more with more power, best at part load, cooling between 4.5 and 15 %',
  (name) => {
    const drawn = Array.from({ length: 24 }, (_, i) => 180 + i * 48)
    const rates = drawn.map((drawnKW) => mining.hashrateTHs(name, { ratedPowerKW: 1_300, drawnKW }))
    expect(rises(rates)).toBe(true)
    expect(mining.hashrateTHs(name, { ratedPowerKW: 1_300, drawnKW: 1_300 })).toBeCloseTo(
      containerKinds[name].ratedHashrateTHs,
    )
    const half = mining.efficiencyJPerTH(name, 1_300, mining.ratedPayloadKW(1_300) / 2)
    expect(half).toBeLessThan(mining.efficiencyJPerTH(name, 1_300, mining.ratedPayloadKW(1_300)))
  },
)

test('a container derates near its ambient limit and stands outside of -40 to +38 degC', () => {
  const container = { ratedPowerKW: 1_300, minAmbientDegC: -40, maxAmbientDegC: 38 }
  expect(mining.highestDrawKW(container, 20)).toBe(1_300)
  expect(mining.highestDrawKW(container, 38)).toBeCloseTo(780)
  expect(mining.highestDrawKW(container, 38.5)).toBe(0)
  expect(mining.highestDrawKW(container, -41)).toBe(0)
  expect([valueAt(mining.coolingOverAmbient, -40), valueAt(mining.coolingOverAmbient, 38)]).toEqual([0.045, 0.15])
  for (const { downMs, upMs, raiseMs } of Object.values(mining.firmwares)) {
    expect(downMs).toBeLessThanOrEqual(upMs)
    expect(downMs).toBeLessThan(raiseMs)
  }
})

test('wind: nothing below cut-in and above cut-out, the rating from rated wind on', () => {
  expect([0, 2.9, 12.5, 20, 25, 25.1].map(windRatio)).toEqual([0, 0, 1, 1, 1, 0])
  expect(windRatio(8)).toBeCloseTo((512 - 27) / (12.5 ** 3 - 27), 9)
})

test('a transformer warms as IEC 60076-7 says: rated load may stay, 1.5 times it may not', () => {
  const settled = heated(coldTransformer, 1, 86_400_000)
  expect(settled.oilRiseK).toBeCloseTo(55, 1)
  expect(settled.hotSpotRiseK).toBeCloseTo(23, 3)
  const once = heated(coldTransformer, 0.8, 3_600_000)
  const inSteps = Array.from({ length: 60 }).reduce<typeof once>((heat) => heated(heat, 0.8, 60_000), coldTransformer)
  expect(inSteps.oilRiseK).toBeCloseTo(once.oilRiseK, 9)
  expect(overloadMs(coldTransformer, 1, 20)).toBe(Infinity)
  const minutes = overloadMs(settled, 1.5, 20) / 60_000
  expect(minutes).toBeGreaterThan(5)
  expect(minutes).toBeLessThan(240)
  expect(overloadMs(coldTransformer, 1.5, 20)).toBeGreaterThan(overloadMs(settled, 1.5, 20))
  expect(ageingRate(104)).toBe(2)
})

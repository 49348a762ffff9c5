import { expect, test } from 'vitest'
import { pointNames } from '../../../domain/points.ts'
import { offeredPoints, placeOf } from '../../../main/northbound/map.ts'
import { layout, slots } from '../../../main/northbound/slots.ts'
import { pointsFor, siteOf } from './site-for-test.ts'

const mapOf = (containers: number) => {
  const site = siteOf(containers)
  return offeredPoints({ assets: site.assets, points: pointsFor(site), firstUnit: 1 })
}

/** What other systems are set up with. Numbers here never change; new points are added at the end. */
const promised = `
activePowerKW reactivePowerKvar voltageV currentA frequencyHz importedKWh exportedKWh injectedKWh
absorbedKWh setpointKW minPowerKW maxPowerKW state faultCode heartbeat runHoursH startCount
ambientDegC socPct sohPct usableEnergyKWh temperatureDegC cellVoltageMinV cellVoltageMaxV
cycleCount speedRpm bearingDegC vibrationMmPerS vacuumPa standbyLossKW unitsReady unitsTotal
tankBar hydrogenKg electrolyserKW fuelCellKW stackDegC hashrateTHs efficiencyJPerTH inletDegC
outletDegC fanPct minersHashing minersAsleep minersFaulty availablePowerKW irradianceWPerM2
windSpeedMPerS fuelPct input1 input2 input3 input4 pulses1 pulses2 pulses3 pulses4 analogue1
analogue2 relay
`

test('the slot of a point is promised for ever: the list may only grow', () => {
  const promisedSlots = promised.trim().split(/\s+/)
  expect(promisedSlots.map((name) => slots[name as keyof typeof slots])).toEqual(promisedSlots.map((_, n) => n))
})

test('every point has a slot of its own, before the words about the asset', () => {
  expect(Object.keys(slots).toSorted()).toEqual([...pointNames].toSorted())
  expect(new Set(Object.values(slots)).size).toBe(pointNames.length)
  expect(Math.max(...Object.values(slots))).toBeLessThan(layout.slots)
  expect(layout.slots * layout.registersPerSlot).toBeLessThanOrEqual(layout.kindOffset)
})

test('an asset added at the end moves no other', () => {
  const before = mapOf(3)
  expect(mapOf(4).slice(0, before.length)).toEqual(before)
})

test('a point that a device begins to deliver moves no other', () => {
  const site = siteOf()
  const few = offeredPoints({ assets: site.assets, points: pointsFor(site, ['voltageV', 'relay']), firstUnit: 1 })
  const all = offeredPoints({ assets: site.assets, points: pointsFor(site), firstUnit: 1 })
  expect(few).toHaveLength(6)
  expect(all).toEqual(expect.arrayContaining(few))
})

test('a line of the map says where a value is, in every notation', () => {
  expect(mapOf(1).find((p) => p.assetId === 'battery' && p.point === 'socPct')).toEqual({
    assetId: 'battery',
    point: 'socPct',
    label: 'State of charge',
    unit: '%',
    modbusUnit: 1,
    register: 872,
    address: 300_873,
    qualityRegister: 874,
    node: 'nsu=urn:powerchain:northbound;s=battery.socPct',
  })
})

test('more assets than a unit has registers for go on in the next unit', () => {
  expect([0, 159, 160, 161].map((n) => placeOf(n, 5))).toEqual([
    { modbusUnit: 5, register: 400 },
    { modbusUnit: 5, register: 64_000 },
    { modbusUnit: 6, register: 400 },
    { modbusUnit: 6, register: 800 },
  ])
  const registers = mapOf(330).map(({ modbusUnit, register }) => modbusUnit * 65_536 + register)
  expect(new Set(registers).size).toBe(registers.length)
})

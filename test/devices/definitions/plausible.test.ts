import { expect, test } from 'vitest'
import { loadDefinitions } from '../../../devices/load-definitions.ts'
import { setpointRange } from '../../../devices/points/setpoint-range.ts'
import { type PointName, pointSpec } from '../../../domain/points.ts'

const definitions = [...loadDefinitions().values()].map((definition) => [definition.id, definition] as const)

/** What a wrong word order, unit or sign shows in first. */
const isJudged = (name: PointName) => ['kW', 'kvar', 'V', 'A', 'Hz', 'kWh'].includes(pointSpec(name).unit)
/** Cell voltages and losses have their own limits or none that all devices share. */
const isFree = (name: PointName) => ['standbyLossKW', 'electrolyserKW', 'fuelCellKW'].includes(name)

test.each(definitions)('%s says which powers, voltages and energies can be', (_id, { points }) => {
  for (const [name, point] of Object.entries(points)) {
    if (!isJudged(name as PointName) || isFree(name as PointName)) continue
    const [from = Number.NaN, to = Number.NaN] = point.plausible ?? []
    expect(from, `${name} needs a plausible range`).toBeLessThan(to)
    expect(from, `${name} may be 0`).toBeLessThanOrEqual(name === 'frequencyHz' ? 50 : 0)
  }
})

test.each(definitions)('%s takes no setpoint beyond what its power can be', (_id, definition) => {
  const { setpoint, points } = definition
  if (!setpoint) return
  const range = setpointRange(definition)
  const power = points.activePowerKW?.plausible ?? [0, 0]
  const size = Math.max(...power.map(Math.abs))
  expect(Math.max(Math.abs(range?.minKW ?? Infinity), Math.abs(range?.maxKW ?? Infinity))).toBeLessThanOrEqual(size)
})

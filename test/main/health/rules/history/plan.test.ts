import { expect, test } from 'vitest'
import { planOf } from '../../../../../main/health/rules/history/plan.ts'
import { checkText } from '../../../../../main/health/rules/language/check/check.ts'
import { vocabulary } from '../small-site.ts'

test.each([
  ['bearingDegC above 80 °C', 'samples'],
  ['bearingDegC above 80 °C for 1 min', 'samples'],
  ['bearingDegC above 80 °C for 10 min', 'minutes'],
  ['bearingDegC above 80 °C for 10 min and vacuumPa above 3 Pa', 'samples'],
  ['(bearingDegC above 80 °C and vacuumPa above 3 Pa) for 1 h', 'minutes'],
  ['mean of vacuumPa over 1 h above 3 Pa', 'minutes'],
  ['mean of vacuumPa over 1 h - vacuumPa above 3 Pa', 'samples'],
  ['vacuumPa rises by more than 3 Pa within 2 min', 'samples'],
  ['vacuumPa rises by more than 3 Pa per h', 'minutes'],
  ['vacuumPa above 3 Pa at least 3 times within 24 h', 'samples'],
  ['vacuumPa above 3 Pa for 10 min then within 2 min bearingDegC above 80 °C for 10 min', 'samples'],
] as const)('%s: by %s', (condition, by) => {
  const { tree } = checkText(`rule "R" for flywheel if ${condition} then breach "b", severity 1`, vocabulary)
  expect(tree && planOf(tree)).toEqual({ by, needsModel: false })
})

test.each([
  'when bearingDegC above model if vacuumPa above 3 Pa',
  'if vacuumPa above 3 Pa or bearingDegC above model for 1 h',
])('%s needs a model', (condition) => {
  const { tree } = checkText(`rule "R" for flywheel ${condition} then breach "b", severity 1`, vocabulary)
  expect(tree && planOf(tree).needsModel).toBe(true)
})

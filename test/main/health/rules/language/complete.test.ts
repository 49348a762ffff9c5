import { expect, test } from 'vitest'
import { completeAt } from '../../../../../main/health/rules/language/complete.ts'
import { vocabulary } from '../small-site.ts'

const head = 'rule "x"\nfor flywheel\nif '

/** A text that ends where the cursor is, how many characters are replaced, words that are offered and some that are not. */
const places: [text: string, replaced: number, offered: string[], notOffered: string[]][] = [
  ['', 0, ['rule'], ['for']],
  ['ru', 2, ['rule'], []],
  ['rule "x"\nfor ', 0, ['flywheel', 'battery', 'genset'], ['if']],
  ['rule "x"\nfor battery made as ', 0, ['liIon', 'agm'], ['sha256']],
  ['rule "x"\nfor battery named "AG', 3, ['"AGM buffer battery"'], ['"Flywheel bank"']],
  ['rule "x"\nfor flywheel when state is ', 0, ['running', 'out of service', 'not'], ['bearingDegC']],
  [`${head}bear`, 4, ['bearingDegC', 'bearingMedianDegC'], ['vacuumPa', 'inletDegC']],
  [`${head}`, 0, ['bearingDegC', 'ratedPowerKW', 'mean', 'not', 'state'], ['inletDegC', 'importLimitKW']],
  [`${head}bearingDegC `, 0, ['above', 'rises', 'is'], ['by', 'for']],
  [`${head}bearingDegC above `, 0, ['model', 'peers', 'last week', 'bearingMedianDegC'], ['by']],
  [`${head}bearingDegC above 80 `, 0, ['°C', 'for', 'and'], ['K', 'kW']],
  [`${head}bearingDegC above model by 12 `, 0, ['K', '%', 'spreads'], ['°C']],
  [`${head}standbyLossKW above 2 `, 0, ['kW', 'W', 'MW'], ['K', 'V']],
  [`${head}bearingDegC above model by 12 K for 6 `, 0, ['h', 'min', 'd'], ['K']],
  [`${head}bearingDegC above 80 °C at le`, 5, ['at least'], []],
  [`${head}bearingDegC rises by more than 2 K per `, 0, ['h', 'd'], ['kW']],
  [`${head}bearingDegC above 80 °C\nthen `, 0, ['forecast', 'breach', 'within'], ['severity']],
  [`${head}bearingDegC above 80 °C\nthen forecast `, 0, ['bearingWear', 'vacuumLeak'], ['soiling']],
  [`${head}bearingDegC above 80 °C then breach "free te`, 8, [], ['"Flywheel bank"']],
  [`${head}bearingDegC above above `, 0, [], ['model']],
]

test.each(places)('%j', (text, replaced, offered, notOffered) => {
  const { from, options } = completeAt(`${text}\nmore text behind`, text.length, vocabulary)
  const labels = options.map(({ label }) => label)
  expect(text.length - from).toBe(replaced)
  expect(labels).toEqual(expect.arrayContaining(offered))
  for (const label of notOffered) expect(labels).not.toContain(label)
  expect(new Set(labels).size).toBe(labels.length)
})

test('points say what they are', () => {
  const { options } = completeAt(`${head}bearingDeg`, head.length + 10, vocabulary)
  expect(options).toContainEqual({ label: 'bearingDegC', detail: 'Bearing temperature, °C', kind: 'point' })
})

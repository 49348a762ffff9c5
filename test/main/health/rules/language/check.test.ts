import { expect, test } from 'vitest'
import { assetsOf, checkText } from '../../../../../main/health/rules/language/check/check.ts'
import { assets, vocabulary } from '../small-site.ts'

const ruleWith = (condition: string, kind = 'flywheel') =>
  `rule "R"\nfor ${kind}\nif ${condition}\nthen breach "b", severity 2\n`

/** The place of an error that shows only at the next line. */
const behind = 0

/** What is written behind `if`, the place of the issue (column on line 3), what is said of it. */
const wrongConditions: [text: string, column: number, message: RegExp, hint: string][] = [
  ['baeringDegC above 80 °C', 4, /no point "baeringDegC"/, 'Did you mean bearingDegC?'],
  ['bearingDegC above 80 K', 22, /temperature is in °C; K is a difference/, 'Write 80 °C.'],
  ['bearingDegC above model by 12 °C', 31, /difference of temperatures is in K/, 'Write 12 K.'],
  ['bearingDegC above 80', 22, /number without a unit .*temperature/, 'Write 80 °C.'],
  ['bearingDegC above 80 kW', 22, /a power \(kW\) can't be compared with a temperature/, 'Write 80 °C.'],
  ['bearingDegC above 80 kelvins', 25, /"kelvins" is not a unit/, ''],
  ['bearingDegC above vacuumPa', 22, /pressure \(Pa\) can't be compared/, ''],
  ['bearingDegC - vacuumPa above 3 K', 18, /pressure \(Pa\) can't be taken from a temperature/, ''],
  [
    'bearingDegC / vacuumPa above 3 %',
    4,
    /can't be divided by/,
    'Divide values of the same quantity (the result is in %), or use a plain number.',
  ],
  ['bearingDegC above model for 6 K', 32, /must be a span of time/, 'Write it in s, min, h, d, weeks, e.g. 6 h.'],
  ['bearingDegC above model for 0 h', 32, /longer than nothing/, ''],
  ['bearingDegC above model for 500 d', 32, /at most 400 d/, ''],
  ['mean of bearingDegC over 100 d above 80 °C', 29, /at most 90 d/, ''],
  ['mean of bearingDegC over 1 h above model', 4, /Only a point itself/, 'Name one point here.'],
  ['minSocPct above peers', 4, /Only a point itself/, 'Name one point here.'],
  ['bearingDegC abve model', 16, /"abve" is not expected here/, 'Did you mean above?'],
  ['bearingDegC above', behind, /"then" is not expected here: "model", "peers"/, ''],
  [
    'bearingDegC rises by more than 2 K per kg',
    43,
    /"kg" is not a unit of time/,
    'Write per s, per min, per h, per d.',
  ],
  ['bearingDegC rises by more than 2 °C per h', 35, /difference of temperatures is in K/, 'Write 2 K.'],
  ['bearingDegC falls by more than -2 K within 1 h', 35, /more than nothing/, ''],
  ['bearingDegC equals 80 °C by 2 K', 32, /no margin apart/, 'Write above, below or between.'],
  ['state is runing', 13, /no state "runing"/, 'Did you mean running?'],
  [
    'state is broken',
    13,
    /no state "broken"/,
    'States are off, standby, starting, running, throttled, asleep, stopping, fail-safe, fault, out of service.',
  ],
  ['vacuumPa is missing at least 1 times within 1 h', 23, /from 2 to 1000 times/, ''],
  ['bearingDegC above 80 °C and and vacuumPa above 2 Pa', 32, /"and" is not expected here/, ''],
  ['(bearingDegC above 80 °C', behind, /"then" is not expected here/, ''],
  ['bearingDegC above 80 °C $', 28, /"\$" means nothing in a rule/, ''],
  ['maxAmbientDegC above 30 °C', 4, /known of container, not of flywheel/, ''],
  ['bearingDegC of "Flywheel bnk" above 30 °C', 19, /no asset called "Flywheel bnk"/, 'Did you mean "Flywheel bank"?'],
  ['bearingDegC above yesterday by 3 spreads', 35, /can't be compared/, 'Write 3 K.'],
]

const firstError = (text: string) => checkText(text, vocabulary).issues.find(({ severity }) => severity === 'error')

test.each(wrongConditions)('%s', (text, column, message, hint) => {
  const issue = firstError(ruleWith(text))
  expect(checkText(ruleWith(text), vocabulary).tree).toBeUndefined()
  expect(issue).toMatchObject({ message: expect.stringMatching(message) as string, hint })
  expect([issue?.line, issue?.column]).toEqual(column === behind ? [4, 1] : [3, column])
})

/** Whole texts, the place as line and column. */
const wrongTexts: [text: string, place: [number, number], message: RegExp, hint: string][] = [
  ['', [1, 1], /ends too early: "rule" may follow/, ''],
  ['rule "x"', [1, 9], /ends too early: "for" may follow/, ''],
  ['rule "x\nfor pv', [1, 6], /does not end on its line/, 'Close it with ".'],
  ['rule ""\nfor pv\nif state is fault\nthen breach "b", severity 1', [1, 6], /needs a name/, ''],
  [
    'rule "x"\nfor flywhel\nif state is fault\nthen breach "b", severity 1',
    [2, 5],
    /no kind of asset "flywhel"/,
    'Did you mean flywheel?',
  ],
  [
    'rule "x"\nfor battery made as liion\nif state is fault\nthen breach "b", severity 1',
    [2, 21],
    /no make/,
    'Did you mean liIon?',
  ],
  [
    'rule "x"\nfor battery named "Lion"\nif state is fault\nthen breach "b", severity 1',
    [2, 19],
    /no asset called "Lion"/,
    '',
  ],
  ['rule "x"\nfor pv\nif state is fault\nthen breach "b", severity 4', [4, 27], /Severity is 1/, ''],
  [
    'rule "x"\nfor pv\nif state is fault\nthen forecast soilng, severity 3',
    [4, 15],
    /no failure "soilng"/,
    'Did you mean soiling?',
  ],
  [
    'rule "x"\nfor pv\nif state is fault\nthen forecast bearingWear, severity 3',
    [4, 15],
    /a failure of flywheel, not of pv/,
    'Known here are insulationLoss, soiling, meterDrift.',
  ],
  [
    'rule "x"\nfor pv\nif state is fault\nthen breech "b", severity 3',
    [4, 6],
    /"breech" is not expected/,
    'Did you mean breach?',
  ],
  [
    'rule "x"\nfor pv\nif state is fault\nthen breach "b", severity 3 advice "x"',
    [4, 29],
    /"advice" is not expected/,
    'Did you mean advise?',
  ],
]

test.each(wrongTexts)('%j', (text, place, message, hint) => {
  const issue = firstError(text)
  expect(issue?.message).toMatch(message)
  expect([issue?.line, issue?.column]).toEqual(place)
  expect(issue?.hint).toBe(hint)
})

test('several errors of one text are told at once', () => {
  const text = ruleWith('baeringDegC above 80 K and vacuumPa abve 3 Pa and speedRpm above 3 kg')
  const errors = checkText(text, vocabulary).issues.map(({ message }) => message)
  expect(errors.length).toBeGreaterThanOrEqual(3)
})

const warnings = (text: string) =>
  checkText(text, vocabulary).issues.map(({ severity, message }) => [severity, message])

test('what can be meant but will not work here is a warning', () => {
  expect(warnings(ruleWith('filterPa above 200 Pa', 'container'))).toEqual([
    ['warning', 'No container of this site delivers filterPa: the rule will never know.'],
  ])
  expect(warnings(ruleWith('gearDegC above 70 °C', 'wind'))).toEqual([
    ['warning', 'The site has no such asset: the rule watches nothing.'],
  ])
})

test.each([
  ['container', 4],
  ['battery made as agm', 1],
  ['container named "Container 4", "Container 2"', 2],
  ['battery, flywheel', 3],
])('for %s: %d assets', (scope, count) => {
  const { tree } = checkText(ruleWith('state is fault', scope), vocabulary)
  expect(tree && assetsOf(tree, vocabulary)).toHaveLength(count)
})

test('the site of the tests has an asset of each name once', () => {
  expect(new Set(assets.map(({ name }) => name)).size).toBe(assets.length)
})

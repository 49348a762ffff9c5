import { expect, test } from 'vitest'
import { type Curves, evaluatorOf, minuteMs, play, start, valuesAt } from '../play.ts'

const rule = (condition: string, scope = 'flywheel', outcome = 'breach "b"') =>
  `rule "R" for ${scope} if ${condition} then ${outcome}, severity 2`

const pulse =
  (from: number, to: number, inside: number, outside: number) =>
  (minute: number): number =>
    minute >= from && minute < to ? inside : outside
const without =
  (from: number, to: number, curve: (minute: number) => number | undefined) =>
  (minute: number): number | undefined =>
    minute >= from && minute < to ? undefined : curve(minute)
const hours = (n: number) => n * 60
const day = hours(24)

/** Rule, curves, how long it is played; [begin, end] of what fired, in minutes. */
interface Scenario {
  name: string
  text: string
  curves: Curves
  until?: number
  skip?: (minute: number) => boolean
  fires: [from: number, to: number | null][]
}

const scenarios: Scenario[] = [
  {
    name: 'a comparison holds while it is true',
    text: rule('bearingDegC above 80 °C'),
    curves: { bearingDegC: pulse(100, 200, 85, 60) },
    fires: [[100, 200]],
  },
  {
    name: 'what comes back within ten minutes is one event',
    text: rule('bearingDegC above 80 °C'),
    curves: { bearingDegC: (m) => (m >= 100 && m < 200 && m !== 150 ? 85 : 60) },
    fires: [[100, 200]],
  },
  {
    name: 'of a failure that develops, what comes back within a day is one event',
    text: rule('bearingDegC above 80 °C', 'flywheel', 'forecast bearingWear'),
    curves: { bearingDegC: (m) => (m < 3 * day && m % day < 60 ? 85 : 60) },
    until: 6 * day,
    fires: [[0, 2 * day + 60]],
  },
  {
    name: 'units are turned into those of the point',
    text: rule('vacuumPa above 0.05 mbar and standbyLossKW above 1500 W'),
    curves: { vacuumPa: pulse(100, 200, 6, 4), standbyLossKW: 1.6 },
    fires: [[100, 200]],
  },
  {
    name: 'a duration is waited for, and ends with its condition',
    text: rule('bearingDegC above 80 °C for 2 h'),
    curves: { bearingDegC: pulse(60, 400, 85, 60) },
    fires: [[180, 400]],
  },
  {
    name: 'a shorter time is no event',
    text: rule('bearingDegC above 80 °C for 2 h'),
    curves: { bearingDegC: (m) => (m % 120 < 115 ? 85 : 60) },
    fires: [],
  },
  {
    name: 'a gap as long as the value may hold is bridged',
    text: rule('bearingDegC above 80 °C for 2 h'),
    curves: { bearingDegC: without(100, 114, pulse(60, 400, 85, 60)) },
    fires: [[180, 400]],
  },
  {
    name: 'a longer gap begins the duration anew',
    text: rule('bearingDegC above 80 °C for 2 h'),
    curves: { bearingDegC: without(100, 120, pulse(60, 400, 85, 60)) },
    fires: [[240, 400]],
  },
  {
    name: 'an engine that stood still is a gap too',
    text: rule('bearingDegC above 80 °C for 2 h'),
    curves: { bearingDegC: pulse(60, 400, 85, 60) },
    skip: (m) => m > 100 && m < 130,
    fires: [[250, 400]],
  },
  {
    name: 'not known is neither true nor false: "not" of it fires nothing',
    text: rule('not bearingDegC above 80 °C'),
    curves: { bearingDegC: without(0, 500, () => 60) },
    until: 480,
    fires: [],
  },
  {
    name: 'one true side is enough for "or", one false side for "and"',
    text: rule(
      '(bearingDegC above 80 °C or vacuumPa above 5 Pa) and not (speedRpm above 9000 rpm and vibrationMmPerS above 9 mm/s)',
    ),
    curves: { vacuumPa: pulse(100, 200, 6, 1), vibrationMmPerS: 1, bearingDegC: (m) => (m < 150 ? undefined : 60) },
    fires: [[100, 200]],
  },
  {
    name: 'an event outlives a short time in which nothing is known',
    text: rule('bearingDegC above 80 °C'),
    curves: { bearingDegC: without(150, 400, pulse(100, 450, 85, 60)) },
    fires: [[100, 450]],
  },
  {
    name: 'after a day without values it ended when it was last seen',
    text: rule('bearingDegC above 80 °C'),
    curves: { bearingDegC: without(150, 9_999, () => 85) },
    until: 2 * day,
    fires: [[0, 149]],
  },
  {
    name: 'missing is something one can wait for',
    text: rule('bearingDegC is missing for 30 min'),
    curves: { bearingDegC: without(100, 200, () => 60) },
    fires: [[130, 200]],
  },
  {
    name: 'states by their words',
    text: rule('state is fault or out of service for 10 min'),
    curves: { state: (m) => (m < 100 ? 3 : m < 150 ? 8 : m < 200 ? 9 : 3) },
    fires: [[110, 200]],
  },
  {
    name: 'a rate by the line through an hour',
    text: rule('bearingDegC rises by more than 2 K per h for 10 min'),
    curves: { bearingDegC: (m) => 60 + (m < 120 ? 0 : Math.min(180, m - 120) * (3 / 60)) },
    until: hours(8),
    // three kelvins an hour: the line through the last hour is steeper than two from its 40th minute on
    fires: [[167, 323]],
  },
  {
    name: 'a change within a span',
    text: rule('vacuumPa rises by more than 3 Pa within 10 min'),
    curves: { vacuumPa: (m) => (m < 100 ? 1 : m < 105 ? 1 + (m - 99) : 6) },
    fires: [[103, 110]],
  },
  {
    name: 'what happened in a gap is no change',
    text: rule('vacuumPa rises by more than 3 Pa within 60 min'),
    curves: { vacuumPa: without(100, 120, (m) => (m < 110 ? 1 : 9)) },
    fires: [],
  },
  {
    name: 'a share of what it was',
    text: rule('vacuumPa falls by more than 20 % within 60 min'),
    curves: { vacuumPa: pulse(0, 100, 10, 7) },
    // the begin of a span is exact to its sixtieth
    fires: [[100, 159]],
  },
  {
    name: 'counts',
    text: rule('vibrationMmPerS above 4.5 mm/s at least 3 times within 2 h'),
    curves: { vibrationMmPerS: (m) => (m < 300 && m % 40 < 5 ? 5 : 1) },
    // the first pulse was there at the start: nobody saw it begin
    fires: [[120, 321]],
    until: hours(10),
  },
  {
    name: 'too few within the span',
    text: rule('vibrationMmPerS above 4.5 mm/s at least 3 times within 1 h'),
    curves: { vibrationMmPerS: (m) => (m % 40 < 5 ? 5 : 1) },
    fires: [],
  },
  {
    name: 'first one, then the other',
    text: rule('vacuumPa above 5 Pa then within 10 min bearingDegC above 80 °C'),
    curves: { vacuumPa: pulse(100, 110, 6, 1), bearingDegC: pulse(115, 200, 85, 60) },
    fires: [[115, 200]],
  },
  {
    name: 'too late, or the other way round',
    text: rule('vacuumPa above 5 Pa then within 10 min bearingDegC above 80 °C'),
    curves: {
      vacuumPa: (m) => (m === 100 || m === 405 ? 6 : 1),
      bearingDegC: (m) => ((m >= 115 && m < 200) || (m >= 400 && m < 430) ? 85 : 60),
    },
    fires: [],
  },
  {
    name: 'three in a row',
    text: rule(
      'speedRpm above 9000 rpm then within 10 min vacuumPa above 5 Pa then within 10 min bearingDegC above 80 °C',
    ),
    curves: {
      speedRpm: pulse(100, 102, 9_500, 5_000),
      vacuumPa: pulse(105, 106, 6, 1),
      bearingDegC: pulse(112, 130, 85, 60),
    },
    fires: [[112, 130]],
  },
  {
    name: 'the mean of a window',
    text: rule('mean of bearingDegC over 2 h above 70 °C'),
    curves: { bearingDegC: pulse(240, 999, 90, 60) },
    until: hours(6),
    // a third of the two hours must be hot
    fires: [[280, null]],
  },
  {
    name: 'the scatter of a window',
    text: rule('spread of bearingDegC over 1 h above 12 K'),
    curves: { bearingDegC: (m) => (m >= 200 && m < 300 && m % 2 === 0 ? 75 : 60) },
    fires: [[200, 358]],
  },
  {
    name: 'the median does not mind a few',
    text: rule('median of bearingDegC over 1 h above 70 °C'),
    curves: { bearingDegC: (m) => (m % 10 === 0 ? 150 : 60) },
    fires: [],
  },
  {
    name: 'arithmetic, shares and sizes',
    text: rule(
      'size of activePowerKW above 0.5 * ratedPowerKW and bearingDegC - bearingMedianDegC above 8 K and standbyLossKW / ratedPowerKW below 1 %',
    ),
    curves: { activePowerKW: pulse(100, 200, -950, 300), bearingDegC: 70, bearingMedianDegC: 60, standbyLossKW: 10 },
    fires: [[100, 200]],
  },
  {
    name: 'draw is a positive number, facts come from the site file',
    text: rule('drawKW above ratedPowerKW by 5 %'),
    curves: { activePowerKW: pulse(100, 200, -1_900, -1_850) },
    fires: [[100, 200]],
  },
  {
    name: 'percent of a percentage are points',
    text: rule('socPct below minSocPct by 2 %', 'battery made as agm'),
    curves: { socPct: pulse(100, 200, 77, 79) },
    fires: [[100, 200]],
  },
  {
    name: 'outside its context a rule knows nothing, and a breach is over',
    text: 'rule "R" for flywheel when state is running if bearingDegC above 80 °C for 1 h then breach "b", severity 1',
    curves: { bearingDegC: 85, state: (m) => (m >= 30 && m < 60 ? 1 : m < 300 ? 3 : 1) },
    until: hours(7),
    fires: [[120, 300]],
  },
  {
    name: 'a failure goes on developing outside the context',
    text: 'rule "R" for flywheel when state is running if bearingDegC above 80 °C then forecast bearingWear, severity 1',
    curves: { bearingDegC: 85, state: (m) => (m < 300 || m > 600 ? 3 : 1) },
    until: hours(12),
    fires: [[0, null]],
  },
  {
    name: 'yesterday at this hour',
    text: rule('standbyLossKW above yesterday by 30 % for 20 min'),
    curves: { standbyLossKW: (m) => 1 + Math.sin((m / day) * 2 * Math.PI) / 2 + (m >= day * 2 + 600 ? 0.5 : 0) },
    until: 2 * day + 700,
    fires: [[2 * day + 620, null]],
  },
  {
    name: 'last week at this hour',
    text: rule('standbyLossKW above last week by 0.4 kW'),
    curves: { standbyLossKW: (m) => 1 + (Math.floor(m / day) % 7 >= 5 ? -0.8 : 0) + (m >= 9 * day ? 0.5 : 0) },
    until: 9 * day + 60,
    fires: [[9 * day, null]],
  },
]

test.each(scenarios)('$name', ({ text, curves, until = 500, skip = () => false, fires }) => {
  const events = play(text, curves, { until, skip })
  const ended = events.filter(({ to }) => to !== null).map(({ from, to }) => [from, to])
  const open = events.filter(({ from, to }) => to === null && !ended.some(([begun]) => begun === from))
  expect([...ended, ...open.map(({ from }) => [from, null])]).toEqual(fires)
})

/** A counter that begins anew after 100 minutes. */
const counting = (perMinute: number) => (m: number) => (m < 100 ? m : m - 100) * perMinute
const expected60 = () => ({ value: 60, spread: 2 })

test('a counter that begins anew has not fallen, and what it counted before is not counted twice', () => {
  const text = rule('restartCount rises by more than 20 within 1 h', 'container')
  expect(play(text, { restartCount: counting(0.2) }, { until: 400 })).toEqual([])
  expect(play(text, { restartCount: counting(0.5) }, { until: 130 }).map(({ from }) => from)).toEqual([41, 41, 41, 41])
})

const inlet = (hot: number): Curves => ({
  inletDegC: 25,
  'container-3 inletDegC': hot,
  'container-4 inletDegC': 90,
  state: 3,
  'container-4 state': 5,
})
const againstPeers = (reference: string) =>
  rule(`inletDegC above ${reference} by 5 K`, 'container when state is running', 'breach "b"')

test('peers: the median of the others in the site or in the row, those outside the context left out', () => {
  expect(play(againstPeers('peers'), inlet(31), { until: 3 }).map(({ assetId }) => assetId)).toEqual(['container-3'])
  expect(play(againstPeers('peers in its row'), inlet(31), { until: 3 }).map(({ assetId }) => assetId)).toEqual([
    'container-3',
  ])
  expect(play(againstPeers('peers'), inlet(29), { until: 3 })).toEqual([])
  // container 4 is alone on its feeder: nobody to be compared with
  const all = { ...inlet(25), 'container-4 state': 3 }
  expect(play(againstPeers('peers in its row'), all, { until: 3 })).toEqual([])
  expect(play(againstPeers('peers'), all, { until: 3 }).map(({ assetId }) => assetId)).toEqual(['container-4'])
})

test('peers by their usual scatter', () => {
  const text = rule('inletDegC above peers by 6 spreads', 'container')
  const curves: Curves = { 'container-1 inletDegC': 24, 'container-2 inletDegC': 25, 'container-3 inletDegC': 26 }
  // others 24, 25, 26: median 25, scatter 1.4826
  expect(play(text, { ...curves, 'container-4 inletDegC': 33.5 }, { until: 1 })).toEqual([])
  expect(play(text, { ...curves, 'container-4 inletDegC': 34 }, { until: 1 }).map(({ assetId }) => assetId)).toEqual([
    'container-4',
  ])
})

test('a model, by an amount, a share, or its own scatter; without one nothing is known', () => {
  const fires = (by: string, bearingDegC: number) =>
    play(rule(`bearingDegC above model by ${by}`), { bearingDegC }, { until: 1, expected: expected60 }).length > 0
  expect([
    fires('12 K', 73),
    fires('12 K', 71),
    fires('20 %', 73),
    fires('4 spreads', 69),
    fires('4 spreads', 67),
  ]).toEqual([true, false, true, true, false])
  expect(play(rule('bearingDegC above model by 12 K'), { bearingDegC: 99 }, { until: 1 })).toEqual([])
})

test('the air outside: its own, else the median of the site', () => {
  const text = rule('ambient above 30 °C', 'container named "Container 1"')
  const curves: Curves = { ambientDegC: 35, 'container-1 ambientDegC': 20 }
  expect(play(text, curves, { until: 1 })).toEqual([])
  expect(play(text, { ...curves, 'container-1 ambientDegC': () => undefined }, { until: 1 })).toHaveLength(1)
  expect(play(rule('ambient above 30 °C'), { ambientDegC: 35 }, { until: 1 })).toHaveLength(1)
})

test('an event says the values of the moment it began', () => {
  const text = rule('bearingDegC above model by 12 K and mean of vacuumPa over 5 min above 2 Pa')
  const evaluator = evaluatorOf(text, { expected: expected60 })
  const events = [0, 1, 2, 3].flatMap((m) =>
    evaluator.scan(start + m * minuteMs, valuesAt({ bearingDegC: 84.24, vacuumPa: 3 }, m)),
  )
  expect(events[0]?.words).toBe('Bearing temperature 84.2 °C, model 60.0 °C; mean of Vacuum over 5 min 3.00 Pa')
})

test('an instant that is not later than the last one is left out', () => {
  const evaluator = evaluatorOf(rule('bearingDegC above 80 °C'))
  const hot = valuesAt({ bearingDegC: 85 }, 0)
  expect(evaluator.scan(start, valuesAt({ bearingDegC: 60 }, 0))).toEqual([])
  expect(evaluator.scan(start, hot)).toEqual([])
  expect(evaluator.scan(start - 1, hot)).toEqual([])
  expect(evaluator.scan(start + 1, hot)).toHaveLength(1)
})

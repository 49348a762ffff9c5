import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RuleEvent } from '../../../../../domain/health/rules.ts'
import { type Curves, evaluatorOf, inMinutes, minuteMs, start, valuesAt } from '../play.ts'

const rule = (condition: string) =>
  `rule "R" for flywheel when state is running if ${condition} then breach "b", severity 2`

/** Every part of the language that remembers. */
const remembering = [
  'bearingDegC above 62 °C for 40 min',
  'bearingDegC above 62 °C at least 3 times within 4 h',
  'vacuumPa above 2 Pa then within 20 min bearingDegC above 62 °C',
  'mean of bearingDegC over 1 h above 61 °C',
  'median of bearingDegC over 1 h above 61 °C',
  'spread of vacuumPa over 1 h above 2 Pa',
  'bearingDegC rises by more than 2 K per h',
  'vacuumPa rises by more than 1.5 Pa within 30 min',
  'standbyLossKW above yesterday by 5 %',
  'bearingDegC above last week by 1 K for 5 min',
]

const curves: Curves = {
  bearingDegC: (m) => 60 + 3 * Math.sin(m / 37) + 2 * Math.sin(m / 11),
  vacuumPa: (m) => 2 + Math.sin(m / 23) + (m % 97 < 10 ? 1 : 0),
  standbyLossKW: (m) => 1 + 0.1 * Math.sin(m / 300),
  state: (m) => (m % 500 > 430 ? 1 : 3),
}
const step = 5
const until = 9 * 24 * 60

function run(text: string, restarts: readonly number[]): RuleEvent[] {
  let evaluator = evaluatorOf(text)
  const events: RuleEvent[] = []
  for (let minute = 0; minute <= until; minute += step) {
    events.push(...evaluator.scan(start + minute * minuteMs, valuesAt(curves, minute)))
    if (!restarts.includes(minute)) continue
    const kept = JSON.stringify(evaluator.programs()[0]?.save())
    evaluator = evaluatorOf(text)
    evaluator.programs()[0]?.load(JSON.parse(kept))
  }
  return events
}

const restarts = fc.uniqueArray(
  fc.integer({ min: 0, max: until / step }).map((n) => n * step),
  { maxLength: 12 },
)

test.each(remembering)('a restart at any time changes nothing: %s', (condition) => {
  const text = rule(condition)
  const whole = run(text, [])
  expect(whole.length).toBeGreaterThan(2)
  fc.assert(
    fc.property(restarts, (at) => {
      expect(run(text, at)).toEqual(whole)
    }),
    { numRuns: 5 },
  )
})

test('a duration of six hours survives a restart of a minute, not one of an hour', () => {
  const text = rule('bearingDegC above 62 °C for 6 h')
  const after = (pauseMin: number) => {
    const first = evaluatorOf(text)
    const hot = valuesAt({ bearingDegC: 70, state: 3 }, 0)
    for (let minute = 0; minute <= 300; minute++) first.scan(start + minute * minuteMs, hot)
    const second = evaluatorOf(text)
    second.programs()[0]?.load(JSON.parse(JSON.stringify(first.programs()[0]?.save())))
    const events: RuleEvent[] = []
    for (let minute = 300 + pauseMin; minute <= 800; minute++)
      events.push(...second.scan(start + minute * minuteMs, hot))
    return events.map(inMinutes)[0]?.from
  }
  expect(after(1)).toBe(360)
  expect(after(60)).toBe(720)
})

test('what is kept does not grow with time', () => {
  const evaluator = evaluatorOf(rule(remembering.join(' and ')))
  const size = () => JSON.stringify(evaluator.programs()[0]?.save()).length
  const sizes: number[] = []
  for (let minute = 0; minute <= 30 * 24 * 60; minute += 5) {
    evaluator.scan(start + minute * minuteMs, valuesAt(curves, minute))
    if (minute % (24 * 60) === 0) sizes.push(size())
  }
  // the first week fills what reaches back to last week
  const [earlier, later] = [sizes.slice(8, 19), sizes.slice(19)]
  expect(Math.max(...later)).toBeLessThan(Math.max(...earlier) * 1.1)
  expect(Math.max(...later)).toBeLessThan(60_000)
})

test('what was kept of another text is left alone', () => {
  const kept = evaluatorOf(rule('bearingDegC above 62 °C')).programs()[0]?.save()
  const other = evaluatorOf(rule('bearingDegC above 62 °C for 1 h'))
  other.programs()[0]?.load(kept)
  expect(other.scan(start, valuesAt({ bearingDegC: 70, state: 3 }, 0))).toEqual([])
})

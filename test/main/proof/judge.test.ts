import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ProofOrder, type ProofSamples, type ProofVerdict, stepAt } from '../../../domain/dispatch/proof.ts'
import { corridorAt } from '../../../main/proof/judge/corridor.ts'
import { judge } from '../../../main/proof/judge/judge.ts'
import { piecesOf } from '../../../main/proof/judge/pieces.ts'
import { segmentsOf, walk } from '../../../main/proof/judge/segments.ts'
import { begin, orderOf, samplesOf } from './events.ts'

interface Scenario {
  what: string
  order?: ProofOrder
  power: (seconds: number) => number | null
  untilS?: number
  says: Partial<ProofVerdict>
}

const ramp = (from: number, to: number, delayS: number, perS: number) => (s: number) => {
  const moved = Math.min(Math.abs(to - from), Math.max(0, s - delayS) * perS)
  return from + Math.sign(to - from) * moved
}
const bound = (kind: ProofOrder['kind'], powerKW: number, startKW: number) =>
  orderOf({
    kind,
    startKW,
    steps: [{ from: begin, powerKW }],
    baseline: { method: 'before', steps: [{ from: 0, powerKW: startKW }], from: begin - 300_000, until: begin },
  })

// 600 kW less draw for a minute are 10 kWh.
const scenarios: Scenario[] = [
  {
    what: 'a step that is followed within a second',
    power: ramp(-1_000, -400, 0.4, 600),
    says: {
      outcome: 'delivered',
      stepKW: 600,
      startDelayMs: 600,
      timeToFullMs: 1_400,
      overshootPct: 0,
      withinShare: 1,
      deviationRmsKW: 0,
      heldMs: 58_600,
      orderedKWh: 10,
      missedKWh: 0,
      knownShare: 1,
      gapCount: 0,
    },
  },
  {
    what: 'a step that never comes',
    power: () => -1_000,
    says: {
      outcome: 'notDelivered',
      startDelayMs: null,
      timeToFullMs: null,
      heldMs: null,
      deliveredKWh: 0,
      withinShare: 0,
    },
  },
  {
    what: 'a step that comes later than allowed',
    power: ramp(-1_000, -400, 8, 600),
    says: { outcome: 'partly', startDelayMs: 8_200, timeToFullMs: 9_000 },
  },
  {
    what: 'a step that starts too late for its service',
    order: orderOf({}, { startMs: 500 }),
    power: ramp(-1_000, -400, 0.8, 600),
    says: { outcome: 'partly', startDelayMs: 1_000, reasons: ['It began after 1.0 s; 0.5 s are allowed.'] },
  },
  {
    what: 'a step of which half is delivered',
    power: ramp(-1_000, -700, 0, 600),
    says: { outcome: 'notDelivered', timeToFullMs: null, deviationRmsKW: 300, withinShare: 0 },
  },
  {
    what: 'a step that overshoots and settles',
    power: (s) => (s < 0 ? -1_000 : s < 2 ? -340 : -400),
    says: { outcome: 'delivered', startDelayMs: 0, timeToFullMs: 0, overshootPct: 10 },
  },
  {
    what: 'full delivery that lets go before its hold is over',
    order: orderOf({}, { holdMs: 40_000, neededShare: 0.5 }),
    power: (s) => (s < 0 || s > 35 ? -1_000 : -400),
    says: { outcome: 'partly', heldMs: 35_200, reasons: ['Held for 35 s of 40 s.'] },
  },
  {
    what: 'one wrong reading within the hold',
    order: orderOf({}, { holdMs: 40_000 }),
    power: (s) => (s < 0 || s === 20 ? -1_000 : -400),
    says: { outcome: 'delivered', heldMs: 60_000 },
  },
  {
    what: 'too much of the time without a reading',
    power: (s) => (s > 20 ? null : -400),
    says: { outcome: 'unknown', gapCount: 1, knownShare: 0.3367, reasons: ['Only 33.7 % of the time was measured.'] },
  },
  {
    what: 'a gap of ten seconds counts for nothing, and ends the hold',
    power: (s) => (s >= 30 && s < 40 ? null : s < 0 ? -1_000 : -400),
    says: { outcome: 'delivered', knownShare: 0.8333, longestGapMs: 10_000, heldMs: 30_000, deliveredKWh: 8.333 },
  },
  {
    what: 'an order that a person ends before it had to be delivered',
    order: orderOf({ until: begin + 3_000 }),
    power: () => -1_000,
    untilS: 3,
    says: { outcome: 'unknown', reasons: ['It ended after 3.0 s; full delivery had until 5.0 s.'] },
  },
  {
    what: 'no reading before the order: no step, no baseline, still judged',
    order: orderOf({ startKW: null, baseline: { method: 'none', steps: [], from: begin, until: begin } }),
    power: () => -400,
    says: {
      outcome: 'delivered',
      stepKW: null,
      startDelayMs: null,
      orderedKWh: null,
      deliveredKWh: null,
      withinShare: 1,
    },
  },
  {
    what: 'missed energy has its price',
    order: orderOf({}, { penaltyEurPerMWh: 200 }),
    power: () => -1_000,
    // 580 kW beyond the tolerance for 55 s
    says: { missedKWh: 8.861, penaltyEur: 1.77 },
  },
  {
    what: 'an import limit that was kept already asks for nothing',
    order: bound('atMost', 2_000, 1_500),
    power: () => 1_500,
    says: { outcome: 'delivered', stepKW: 0, startDelayMs: null, orderedKWh: 0, withinShare: 1, missedKWh: 0 },
  },
  {
    what: 'an import limit below what is imported asks for the difference only',
    order: bound('atMost', 2_000, 3_000),
    power: ramp(3_000, 1_700, 1, 500),
    says: { outcome: 'delivered', stepKW: -1_000, timeToFullMs: 2_800, overshootPct: null, deviationRmsKW: 0 },
  },
  {
    what: 'an import limit of nothing, broken',
    order: bound('atMost', 0, 0),
    power: () => 80,
    says: { outcome: 'notDelivered', deviationRmsKW: 80, missedKWh: 1 },
  },
  {
    what: 'an export limit: less export is right',
    order: bound('atLeast', -500, -2_000),
    power: (s) => (s < 1 ? -2_000 : -100),
    says: { outcome: 'delivered', stepKW: 1_500, timeToFullMs: 1_000 },
  },
  {
    what: 'a feeder limit holds both ways',
    order: bound('within', 800, 900),
    power: (s) => (s < 1 ? 900 : -780),
    says: { outcome: 'delivered', stepKW: -100, deviationRmsKW: 0 },
  },
  {
    what: 'a signal that moves every four seconds, followed two seconds late',
    order: orderOf({
      steps: Array.from({ length: 15 }, (_, i) => ({ from: begin + i * 4_000, powerKW: -1_000 + 40 * i })),
    }),
    power: (s) => (s < 2 ? -1_000 : -1_000 + 40 * Math.floor((s - 2) / 4)),
    says: { outcome: 'delivered', withinShare: 1, stepKW: 0 },
  },
  {
    what: 'a signal that jumps and then moves before the first step had to be made, followed half a second late',
    order: orderOf(
      { steps: Array.from({ length: 60 }, (_, i) => ({ from: begin + i * 1_000, powerKW: -600 + 5 * i })) },
      { startMs: 2_000, holdMs: 30_000 },
    ),
    power: (s) => (s < 1 ? -1_000 : -600 + 5 * Math.floor(s - 0.5)),
    says: { outcome: 'delivered', stepKW: 400, startDelayMs: null, timeToFullMs: null, withinShare: 1, heldMs: 55_000 },
  },
  {
    what: 'the same signal, not followed at all',
    order: orderOf(
      { steps: Array.from({ length: 60 }, (_, i) => ({ from: begin + i * 1_000, powerKW: -600 + 5 * i })) },
      { startMs: 2_000, holdMs: 30_000 },
    ),
    power: () => -1_000,
    says: { outcome: 'notDelivered', withinShare: 0, heldMs: 0 },
  },
]

describe('verdicts', () => {
  test.each(scenarios)('$what', ({ order = orderOf(), power, untilS, says }) => {
    expect(judge(order, samplesOf(power, untilS))).toMatchObject(says)
  })

  test('of a bound only what is beyond counts, whatever it is measured by', () => {
    const kept = judge(
      bound('atMost', 2_000, 3_000),
      samplesOf((s) => (s < 2 ? 3_000 : 200)),
    )
    expect(kept).toMatchObject({ outcome: 'delivered', missedKWh: 0, orderedKWh: -16.667 })
  })
})

const powers = fc.array(fc.option(fc.integer({ min: -2_000, max: 500 }), { nil: null, freq: 8 }), {
  minLength: 60,
  maxLength: 60,
})
const columns = (values: readonly (number | null)[]): ProofSamples => ({
  at: values.map((_, i) => begin + i * 1_000),
  powerKW: [...values],
})

const turned = (value: number | null) => (value === null ? null : -value)

describe('whatever is measured', () => {
  test('cutting samples in two changes nothing', () => {
    fc.assert(
      fc.property(powers, (values) => {
        const once = columns(values)
        const twice: ProofSamples = {
          at: once.at.flatMap((at) => [at, at + 500]),
          powerKW: once.powerKW.flatMap((powerKW) => [powerKW, powerKW]),
        }
        expect(judge(orderOf(), twice)).toEqual(judge(orderOf(), once))
      }),
    )
  })

  test('the same event at another time is the same', () => {
    fc.assert(
      fc.property(powers, fc.integer({ min: -1e9, max: 1e9 }), (values, laterMs) => {
        const { at, powerKW } = columns(values)
        const order = orderOf()
        const later = {
          ...order,
          from: order.from + laterMs,
          until: order.until + laterMs,
          steps: order.steps.map((step) => ({ ...step, from: step.from + laterMs })),
        }
        const moved = judge(later, { at: at.map((instant) => instant + laterMs), powerKW })
        expect(moved).toEqual(judge(order, { at, powerKW }))
      }),
    )
  })

  test('in the mirror, signs turn and nothing else does', () => {
    fc.assert(
      fc.property(powers, (values) => {
        const order = orderOf()
        const mirrored = orderOf({
          startKW: 1_000,
          steps: [{ from: begin, powerKW: 400 }],
          baseline: { ...order.baseline, steps: [{ from: 0, powerKW: 1_000 }] },
        })
        const one = judge(order, columns(values))
        const other = judge(mirrored, columns(values.map(turned)))
        expect([other.outcome, other.withinShare, other.missedKWh, other.timeToFullMs, other.heldMs]).toEqual([
          one.outcome,
          one.withinShare,
          one.missedKWh,
          one.timeToFullMs,
          one.heldMs,
        ])
        expect((other.deliveredKWh ?? 0) + (one.deliveredKWh ?? 0)).toBeCloseTo(0, 2)
      }),
    )
  })

  test('a reading taken away invents nothing: what is known and what is missed can only shrink', () => {
    fc.assert(
      fc.property(powers, fc.nat(59), (values, place) => {
        const less = values.map((value, i) => (i === place ? null : value))
        const [all, fewer] = [judge(orderOf(), columns(values)), judge(orderOf(), columns(less))]
        expect(fewer.knownShare).toBeLessThanOrEqual(all.knownShare)
        expect(fewer.missedKWh).toBeLessThanOrEqual(all.missedKWh)
      }),
    )
  })

  test('what follows the order to the letter is delivered', () => {
    const anySteps = fc.array(fc.integer({ min: -1_300, max: 0 }), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(anySteps, (targets) => {
        const steps = targets.map((powerKW, i) => ({ from: begin + i * 5_000, powerKW }))
        const power = (s: number) => (s < 0 ? -1_000 : (targets[Math.min(targets.length - 1, Math.floor(s / 5))] ?? 0))
        expect(judge(orderOf({ steps }), samplesOf(power))).toMatchObject({
          outcome: 'delivered',
          withinShare: 1,
          deviationRmsKW: 0,
        })
      }),
    )
  })

  test('whatever the signal does, who follows it within the time allowed has delivered', () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 200, max: 15_000 }), fc.integer({ min: -1_300, max: 0 })), {
      minLength: 1,
      maxLength: 20,
    })
    fc.assert(
      fc.property(steps, fc.integer({ min: 0, max: 24 }), (given, delay) => {
        let from = begin
        const profile = given.map(([lastsMs, powerKW]) => {
          const step = { from, powerKW }
          from += Math.round(lastsMs / 200) * 200
          return step
        })
        const at = Array.from({ length: 350 }, (_, i) => begin - 10_000 + i * 200)
        // 24 times 200 ms are less than the 5 s allowed
        const powerKW = at.map((instant) => stepAt(profile, instant - delay * 200) ?? -1_000)
        const verdict = judge(orderOf({ steps: profile }), { at, powerKW })
        expect(verdict).toMatchObject({ outcome: 'delivered', withinShare: 1, missedKWh: 0 })
      }),
    )
  })

  test('every moment is looked at once, whatever is asked and measured', () => {
    const anySteps = fc.array(fc.integer({ min: 1, max: 90_000 }), { maxLength: 15 })
    fc.assert(
      fc.property(powers, anySteps, fc.integer({ min: 0, max: 20_000 }), (values, later, fullMs) => {
        const begins = [0, ...new Set(later)].toSorted((a, b) => a - b)
        const steps = begins.map((ms) => ({ from: begin + ms, powerKW: -ms % 1_000 }))
        const order = orderOf({ steps }, { fullMs })
        const seen: number[] = [begin]
        walk(piecesOf(columns(values), begin, order.until), segmentsOf(order), (from, until, _powerKW, segment) => {
          expect(from).toBe(seen.at(-1))
          expect(segment.allowed).toEqual(corridorAt(order, from))
          expect(segment.allowed).toEqual(corridorAt(order, until - 1))
          seen.push(until)
        })
        expect(seen.at(-1)).toBe(order.until)
      }),
    )
  })

  test('the corridor holds what is ordered, at every instant', () => {
    const at = fc.integer({ min: 0, max: 60_000 })
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -1_300, max: 1_300 }), { minLength: 1, maxLength: 20 }),
        at,
        (targets, ms) => {
          const steps = targets.map((powerKW, i) => ({ from: begin + i * 3_000, powerKW }))
          const now = targets[Math.min(targets.length - 1, Math.floor(ms / 3_000))] ?? 0
          const { minKW, maxKW } = corridorAt(orderOf({ steps }), begin + ms)
          expect(minKW).toBeLessThanOrEqual(now - 20)
          expect(maxKW).toBeGreaterThanOrEqual(now + 20)
        },
      ),
    )
  })
})

import { describe, expect, test } from 'vitest'
import type { ProofOrder, ProofVerdict } from '../../../domain/dispatch/proof.ts'
import { checkWords } from '../../../renderer/views/dispatch/proofs/chain-check.tsx'
import {
  deliveredPath,
  type Drawn,
  missingSpans,
  orderedPath,
  proofScale,
  toleranceBands,
  valuesAt,
} from '../../../renderer/views/dispatch/proofs/chart/proof-geometry.ts'
import { figuresOf, orderTitle } from '../../../renderer/views/dispatch/proofs/proof-words.ts'
import { instructionSearch, proofSearch } from '../../../renderer/views/dispatch/search.ts'
import { describeDemoSite } from '../dev/demo-site.ts'

const plain = (text: string) => text.replaceAll('\u00A0', ' ')
const site = describeDemoSite(2)
const order: ProofOrder = {
  orderId: 'instruction:a',
  service: '',
  source: 'operator',
  owner: 'Ada',
  reason: 'peak',
  kind: 'setpoint',
  subject: 'asset',
  feederId: '',
  assetId: 'container-1',
  from: 10_000,
  until: 60_000,
  steps: [{ from: 10_000, powerKW: -300 }],
  startKW: -900,
  baseline: { method: 'before', steps: [], from: 0, until: 10_000 },
  terms: { startMs: null, fullMs: 20_000, holdMs: null, toleranceKW: 40, neededShare: 0.95, penaltyEurPerMWh: 120 },
}
const proof: Drawn = {
  order,
  samples: { at: [0, 10_000, 20_000, 30_000, 40_000], powerKW: [-900, -900, -600, null, -310] },
  gaps: [],
}
const scale = proofScale(proof, -1, { width: 652, height: 128 })

describe('the chart of a proof', () => {
  test('a draw grows upwards from zero', () => {
    expect(scale.unit).toBe('kW')
    expect(scale.y(-900)).toBeLessThan(scale.y(-300))
    expect(scale.axis.min).toBe(0)
  })

  test('lines break at gaps, which are hatched', () => {
    expect(deliveredPath(proof, scale).match(/M/g)).toHaveLength(2)
    expect(missingSpans(proof)).toEqual([{ from: 30_000, to: 40_000 }])
    expect(missingSpans({ ...proof, gaps: [{ from: 1, until: 2, reason: 'x' }] })).toHaveLength(2)
  })

  test('the order begins at what was measured, and its band after the time allowed', () => {
    expect(orderedPath(proof, scale)).toMatch(
      `M${scale.x(10_000)} ${scale.y(-900)}L${scale.x(10_000)} ${scale.y(-300)}`,
    )
    expect(toleranceBands(proof, scale)[0]).toContain(`M${scale.x(30_000)} `)
    expect(toleranceBands({ ...proof, order: { ...order, kind: 'atMost' } }, scale)).toEqual([])
  })

  test('the cursor reads what holds then', () => {
    expect(valuesAt(proof, 25_000)).toEqual({ delivered: -600, ordered: -300 })
    expect(valuesAt(proof, 5_000)).toEqual({ delivered: -900, ordered: undefined })
    expect(valuesAt(proof, 35_000).delivered).toBeUndefined()
  })
})

test.each([
  [{}, -300, 'Container 1: drawing 300 kW'],
  [{ subject: 'importLimit', kind: 'atMost', assetId: 'grid' }, 2_000, 'Connection: importing at most 2.00 MW'],
  [{ subject: 'feederLimit', kind: 'within', feederId: 'feeder-a' }, 900, 'Feeder A: within 900 kW'],
  [{ subject: 'gridPower', assetId: 'grid' }, -500, 'Connection: exporting 500 kW'],
] as [Partial<ProofOrder>, number, string][])('an order %j of %d kW is called %s', (more, kW, words) => {
  expect(plain(orderTitle({ ...order, ...more }, kW, site))).toBe(words)
})

test('figures say what is not known in words, and money without a sign', () => {
  const verdict: ProofVerdict = {
    outcome: 'partly',
    reasons: [],
    stepKW: 600,
    startDelayMs: 900,
    timeToFullMs: null,
    overshootPct: null,
    heldMs: 61_000,
    orderedKWh: 750,
    deliveredKWh: 764,
    deviationRmsKW: 12,
    withinShare: 0.931,
    missedKWh: 4.2,
    penaltyEur: 0.5,
    knownShare: 1,
    gapCount: 0,
    longestGapMs: 0,
  }
  const figures = figuresOf(verdict, 'drawing 300 kW')
  const words = Object.fromEntries(figures.map((figure) => [figure.label, plain(figure.words)]))
  expect(words).toMatchObject({
    Delivered: 'partly delivered',
    'Start delay': '0.9 s',
    'Time to full': 'not measured',
    Energy: '764.0 of 750.0 kWh',
    Deviation: '4.2 kWh missed, 0.50 €',
    Held: '1 min 1 s',
    'Within tolerance': '93.1 %',
    Gaps: 'none',
  })
})

test('the walk over the records names the first that is not as it was signed', () => {
  expect(checkWords({ records: 6, keyId: 'k', broken: null })).toBe('All 6 records are as they were signed')
  const broken = { n: 4, id: 'x', reason: 'its hash does not fit' }
  expect(checkWords({ records: 6, keyId: 'k', broken })).toContain('Record 4 is not as it was signed')
})

test('addresses keep what they know and drop the rest', () => {
  expect(proofSearch({ id: 'a', outcome: 'partly', source: 'nobody', assetId: 7 })).toEqual({
    id: 'a',
    outcome: 'partly',
  })
  expect(instructionSearch({ id: '' })).toEqual({})
})

import { expect, test } from 'vitest'
import type { Commitment } from '../../../domain/dispatch/commitment.ts'
import type { ControllerInput } from '../../../main/dispatch/controllers/controller.ts'
import { assetCommitments } from '../../../main/dispatch/controllers/grid/asset-commitments.ts'

const battery = (id: string) => ({
  id,
  name: id,
  kind: 'battery',
  chemistry: 'lfp',
  ratedPowerKW: 500,
  ratedEnergyKWh: 1_000,
  minSocPct: 10,
  maxSocPct: 90,
  restSocPct: 50,
})

const electrolyser = { id: 'h', name: 'h', kind: 'hydrogen', electrolyserKW: 800, electrolyserMinKW: 120 }

function claims(given: Partial<Commitment>, { soc = 60, rooms = [500, 500], out = [] as string[] } = {}) {
  const input = {
    now: 0,
    site: { assets: [battery('a'), battery('b'), electrolyser], timeZone: 'UTC' },
    ranges: new Map(rooms.map((room, i) => ['abh'[i], { minKW: -room, maxKW: room }])),
    out: new Set(out),
    image: { reading: () => ({ value: soc, at: 0, quality: 'good' }) },
  } as unknown as ControllerInput
  const commitment: Commitment = {
    id: 'agreement-1@0',
    counterparty: 'somebody',
    label: 'agreement 1',
    from: 0,
    until: 3_600_000,
    powerKW: -250,
    toleranceKW: 12.5,
    penaltyEurPerMWh: 10,
    assets: ['a', 'b'],
    ...given,
  }
  return assetCommitments(input, [commitment]).map(({ assetId, range }) => [assetId, range?.minKW, range?.maxKW])
}

test.each([
  {
    what: 'is shared by the room each has',
    given: {},
    state: { rooms: [500, 250] },
    expected: [
      ['a', -Infinity, -500 / 3],
      ['b', -Infinity, -250 / 3],
    ],
  },
  {
    what: 'given back is a lower bound',
    given: { powerKW: 230 },
    state: {},
    expected: [
      ['a', 115, Infinity],
      ['b', 115, Infinity],
    ],
  },
  { what: 'falls to the one that is there', given: {}, state: { out: ['b'] }, expected: [['a', -Infinity, -250]] },
  {
    what: 'is as much as there is room for',
    given: {},
    state: { rooms: [100, 50] },
    expected: [
      ['a', -Infinity, -100],
      ['b', -Infinity, -50],
    ],
  },
  {
    what: 'leaves out an electrolyser that cannot run as low as its share',
    given: { assets: ['a', 'b', 'h'] },
    state: { rooms: [500, 500, 800] },
    expected: [
      ['a', -Infinity, -125],
      ['b', -Infinity, -125],
    ],
  },
  {
    what: 'takes an electrolyser whose share is enough',
    given: { assets: ['a', 'h'], powerKW: -260 },
    state: { rooms: [500, 0, 800] },
    expected: [
      ['a', -Infinity, -100],
      ['h', -Infinity, -160],
    ],
  },
  {
    what: 'is the lowest draw of an electrolyser that is alone',
    given: { assets: ['h'], powerKW: -50 },
    state: { rooms: [0, 0, 800] },
    expected: [['h', -Infinity, -120]],
  },
])('promised power $what', ({ given, state, expected }) => {
  expect(claims(given, state)).toEqual(
    expected.map(([id, min, max]) => [id, expect.closeTo(Number(min)), expect.closeTo(Number(max))]),
  )
})

test('energy held for others is not discharged: 1,000 kWh usable at 60 % of two batteries', () => {
  expect(claims({ powerKW: 0, heldKWh: 500 })).toEqual([])
  expect(claims({ powerKW: 0, heldKWh: 1_000 })).toEqual([
    ['a', -Infinity, 0],
    ['b', -Infinity, 0],
  ])
  expect(claims({ powerKW: 230, heldKWh: 2_000 }).every(([, min]) => min === 115)).toBe(true)
})

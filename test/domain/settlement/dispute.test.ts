import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AgreementLine } from '../../../domain/settlement/agreement.ts'
import {
  bondOf,
  boundLine,
  claimedLine,
  type DisputeCourse,
  outcomeOf,
  outsideOf,
} from '../../../domain/settlement/dispute.ts'
import { exampleTerms, noQuantities, powec } from './example-terms.ts'

const posted: AgreementLine = {
  ...noQuantities,
  agreement: '1',
  upToQuarter: exampleTerms.supplyTo,
  takenWh: 500_000,
  returnedWh: 460_000,
  reservedWhQ: '20000000',
  storedWhQ: '16140000',
  estimatedWh: 0,
  isFinal: true,
  proofsRoot: `0x${'0'.repeat(64)}`,
}
const claimed = claimedLine(exampleTerms, posted, { returnedWh: 440_000 })
const course: DisputeCourse = {
  state: 'opened',
  posted,
  claimed,
  rulings: [],
  bond: powec('100'),
  appealedBy: undefined,
  isTimedOut: false,
}

test('a claim says what is short by itself, and its bond is a tenth of what lies between, at least 100 POWEC', () => {
  expect(claimed).toMatchObject({ returnedWh: 440_000, shortWh: 15_400, takenWh: 500_000 })
  expect(claimedLine(exampleTerms, { ...posted, isFinal: false }, { returnedWh: 440_000 }).shortWh).toBe(0)
  expect(bondOf(exampleTerms, posted, claimed)).toBe(powec('100'))
  const dear = { ...exampleTerms, returnPrice: `${powec('300')}`, escrow: `${powec('165000')}` }
  // 20 kWh at 300 and 15.4 kWh at 8: 6,123.2 between the claims
  expect(bondOf(dear, posted, claimed)).toBe(powec('612.32'))
})

test.each<[string, Partial<DisputeCourse>, string, number, number[]]>([
  ['opened and not answered', {}, 'noAnswer', 440_000, [100, 0, 0, 0]],
  ['answered, not ruled', { state: 'evidence' }, 'noRuling', 440_000, [100, 100, 0, 0]],
  [
    'ruled, a quarter right',
    { state: 'ruled', rulings: [ruling(455_000, 250)] },
    'ruling',
    455_000,
    [37.5, 112.5, 50, 0],
  ],
  ['ruled, wholly right', { state: 'ruled', rulings: [ruling(440_000, 1_000)] }, 'ruling', 440_000, [150, 0, 50, 0]],
  [
    'appealed and not ruled again: the stake of the appeal comes back too',
    { state: 'appealed', rulings: [ruling(455_000, 250)], appealedBy: 'challenger' },
    'noRuling',
    440_000,
    [300, 100, 0, 0],
  ],
  [
    'appealed in vain: half of that stake to the other side, half to the fund',
    { state: 'ruled', rulings: [ruling(455_000, 250), ruling(455_000, 250)], appealedBy: 'challenger' },
    'ruling',
    455_000,
    [37.5, 212.5, 50, 100],
  ],
  [
    'the opponent appealed and was found less wrong: his stake is back',
    { state: 'executed', rulings: [ruling(450_000, 500), ruling(458_000, 100)], appealedBy: 'opponent' },
    'ruling',
    458_000,
    [15, 335, 50, 0],
  ],
  ['executed because nobody ruled', { state: 'executed', isTimedOut: true }, 'noRuling', 440_000, [100, 100, 0, 0]],
])('what it comes to when it is %s', (_, change, by, returnedWh, [challenger, opponent, arbiter, fund]) => {
  const outcome = outcomeOf({ ...course, ...change })
  expect([outcome.by, outcome.line.returnedWh]).toEqual([by, returnedWh])
  expect(outcome.bonds).toEqual({
    challenger: powec(`${challenger}`),
    opponent: powec(`${opponent}`),
    arbiter: powec(`${arbiter}`),
    fund: powec(`${fund}`),
  })
})

function ruling(returnedWh: number, challengerWinsPpk: number) {
  return { line: claimedLine(exampleTerms, posted, { returnedWh }), challengerWinsPpk }
}

test('bonds: whatever was ruled, what was staked is paid out to the unit', () => {
  const ppk = fc.integer({ min: 0, max: 1_000 })
  const bonds = fc.bigInt(1n, 2n ** 95n)
  const appeals = fc.constantFrom(undefined, 'challenger' as const, 'opponent' as const)
  fc.assert(
    fc.property(bonds, ppk, ppk, appeals, (bond, first, second, appealedBy) => {
      const rulings = [ruling(455_000, first), ...(appealedBy ? [ruling(450_000, second)] : [])]
      const { bonds: paid } = outcomeOf({ ...course, state: 'ruled', bond, rulings, appealedBy })
      const staked = 2n * bond + (appealedBy ? 2n * bond : 0n)
      expect(Object.values(paid).reduce((sum, units) => sum + units, 0n)).toBe(staked)
    }),
  )
})

test('a ruling holds for later lines, and never takes more than there is', () => {
  const settled = claimedLine(exampleTerms, posted, { returnedWh: 450_000 })
  const bound = boundLine({ posted, settled }, { ...posted, returnedWh: 462_000, shortWh: 0 })
  expect(bound).toMatchObject({ returnedWh: 452_000, shortWh: 5_400, takenWh: 500_000 })
  expect(boundLine({ posted, settled }, { ...posted, returnedWh: 3_000 }).returnedWh).toBe(0)
  expect(boundLine(undefined, posted)).toBe(posted)
  expect(outsideOf(settled, posted, claimed)).toBeUndefined()
  expect(outsideOf({ ...settled, returnedWh: 439_999 }, posted, claimed)).toBe('returnedWh')
})

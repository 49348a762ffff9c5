import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Group, type GroupTerms, inOrder, touchedBy } from '../../../domain/market/groups.ts'

const [ann, bob, eve] = ['0xAA', '0xbb', '0xEE'].map((start) => start.padEnd(42, '0')) as [string, string, string]
const shares = (of: Record<string, number>) => Object.entries(of).map(([member, ppm]) => ({ member, ppm }))
const before: Group = {
  group: `0x${'9'.repeat(40)}`,
  founder: ann,
  revision: 3,
  shares: shares({ [ann]: 600_000, [bob]: 400_000 }),
  speaker: ann,
  reserveUnits: '5',
  foundedAt: 0,
  distributedUnits: '0',
}
const terms = (given: Partial<GroupTerms>): GroupTerms => ({
  group: before.group,
  revision: 4,
  shares: before.shares,
  speaker: ann,
  reserveUnits: '5',
  deadline: 0,
  ...given,
})
const small = (...members: string[]) => members.map((member) => member.toLowerCase())

test.each([
  ['nothing changes', before, terms({}), []],
  ['it is founded', undefined, terms({}), small(ann, bob)],
  [
    'somebody joins at one member’s cost',
    before,
    terms({ shares: shares({ [ann]: 600_000, [bob]: 300_000, [eve]: 100_000 }) }),
    small(bob, eve),
  ],
  ['somebody leaves', before, terms({ shares: shares({ [ann]: 1_000_000 }) }), small(ann, bob)],
  ['another speaks', before, terms({ speaker: bob }), small(ann, bob)],
  ['the reserve changes', before, terms({ reserveUnits: '6' }), small(ann, bob)],
  ['the speaker is written otherwise', before, terms({ speaker: ann.toLowerCase() }), []],
] as const)('who has to sign when %s', (_, group, given, signers) => {
  expect(touchedBy(group, given)).toEqual(signers)
})

test('shares stand by the number of their accounts, whatever the case of their letters', () => {
  const account = fc.bigInt(0n, 2n ** 160n - 1n).map((n) => n.toString(16).padStart(40, '0'))
  const written = fc.tuple(account, fc.boolean()).map(([text, isUpper]) => `0x${isUpper ? text.toUpperCase() : text}`)
  fc.assert(
    fc.property(fc.array(written, { minLength: 2, maxLength: 9 }), (members) => {
      const sorted = inOrder(members.map((member) => ({ member, ppm: 1 }))).map(({ member }) => BigInt(member))
      expect(sorted).toEqual(sorted.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)))
    }),
  )
})

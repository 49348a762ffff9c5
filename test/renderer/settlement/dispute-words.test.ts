import { expect, test } from 'vitest'
import type { Dispute } from '../../../domain/rpc/settlement/agreement-disputes.ts'
import {
  outcomeLines,
  passedWords,
  stakeOf,
  standingWords,
} from '../../../renderer/views/settlement/disputes/dispute-words.ts'
import { demoDisputes } from '../dev/settlement/demo-disputes.ts'
import { demoAgreementRows } from '../dev/settlement/demo-agreements.ts'

const now = Date.UTC(2025, 5, 12, 12)
const [taking, ruled, over] = demoDisputes(demoAgreementRows(now), now) as [Dispute, Dispute, Dispute]

test('what stands is told ahead and afterwards in other words', () => {
  expect([taking, ruled, over].map(standingWords)).toEqual([
    'the lower of each quantity stands',
    'the ruling stands',
    'as it was ruled',
  ])
  expect(passedWords(taking)).toBe('the arbiter has 14 days to rule')
  expect(passedWords(ruled)).toMatch(/^the ruling stands; anybody may then end it/)
  expect(passedWords(over)).toBe('nothing: it is over')
})

test.each<[Dispute['side'], boolean, string[]]>([
  ['challenger', true, ['The other side keeps in all', 'Bonds to us', 'Bonds to who answers', 'Fee of the arbiter']],
  ['challenger', false, ['We keep in all', 'Bonds to us', 'Bonds to who answers', 'Fee of the arbiter']],
  ['opponent', true, ['We keep in all', 'Bonds to who claims', 'Bonds to us', 'Fee of the arbiter']],
  ['arbiter', true, ['The payee keeps', 'Bonds to who claims', 'Bonds to who answers', 'Fee to us']],
])('money is told from the side of %s, payer claims: %s', (side, isChallengerPayer, labels) => {
  expect(outcomeLines({ ...ruled, side, isChallengerPayer }).map(([label]) => label)).toEqual(labels)
})

test('an answer stakes the bond, an appeal twice as much, other steps nothing', () => {
  expect(stakeOf(ruled, 'respond')).toBe(ruled.bond)
  expect(stakeOf(ruled, 'appeal')).toBe(`2${ruled.bond.slice(1)}`)
  expect(stakeOf(ruled, 'execute')).toBeUndefined()
})

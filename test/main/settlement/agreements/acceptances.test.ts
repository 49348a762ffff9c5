import { expect, test } from 'vitest'
import type { PostedLine } from '../../../../main/settlement/agreements/acts/posted-lines.ts'
import { type AcceptanceNeeds, createAcceptances } from '../../../../main/settlement/agreements/desk/acceptances.ts'
import type { ChainAgreement, PostedBatch } from '../../../../main/settlement/agreements/fold.ts'
import type { AgreementLine } from '../../../../domain/settlement/agreement.ts'
import { exampleTerms, noQuantities } from '../../../domain/settlement/example-terms.ts'

const exampleLine = {
  ...noQuantities,
  agreement: exampleTerms.agreement,
  upToQuarter: exampleTerms.supplyTo,
  takenWh: 500_000,
  returnedWh: 460_000,
} as AgreementLine
const [payer, payee] = [`0x${'b'.repeat(40)}`, `0x${'a'.repeat(40)}`]

/** The newest line of example 1, as the station of a site sees it that is one of the parties. */
function seen(given: {
  account: string
  site: number
  postedBy: number
  besides?: { takenWh: number; returnedWh: number }
}) {
  const agreement = {
    terms: { ...exampleTerms, payer, payee },
    state: 'open',
    settlings: [],
  } as unknown as ChainAgreement
  const posted = {
    site: given.postedBy,
    sequence: 1,
    digest: `0x${'d'.repeat(64)}`,
    isCorrection: false,
  } as PostedBatch
  const needs = {
    site: given.site,
    account: () => given.account,
    ours: () => [agreement],
    lines: { of: () => [{ posted, line: exampleLine } as PostedLine] },
    given: { acceptance: () => undefined },
    counting: { besides: () => given.besides },
    transfers: { isProposed: () => false },
    deadlines: () => [],
  } as unknown as AcceptanceNeeds
  const [first] = createAcceptances(needs).list()
  return [first?.direction, first?.verdict, first?.words]
}

test.each([
  {
    who: 'the payee, whose site stated it',
    given: { account: payee, site: 12, postedBy: 12 },
    expected: ['theirs', 'unchecked', 'Our own figures; the payer compares them with his meters.'],
  },
  {
    who: 'a payer without meters of his own',
    given: { account: payer, site: 3, postedBy: 12 },
    expected: ['ours', 'unchecked', 'Our own statements do not cover these quarters.'],
  },
  {
    who: 'a payer whose meters show the same',
    given: {
      account: payer,
      site: 3,
      postedBy: 12,
      besides: { takenWh: exampleLine.takenWh, returnedWh: exampleLine.returnedWh },
    },
    expected: ['ours', 'fits', 'Our own meters show the same, within what costs nothing.'],
  },
  {
    who: 'a payer whose own site stated what it drew',
    given: { account: payer, site: 12, postedBy: 12, besides: { takenWh: 0, returnedWh: 0 } },
    expected: ['ours', 'fits', 'Our own figures: it is metered at this site.'],
  },
])('a line is judged by $who', ({ given, expected }) => {
  expect(seen(given)).toEqual(expected)
})

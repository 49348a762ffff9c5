import { expect, test } from 'vitest'
import type { Statement } from '../../../domain/settlement/statement.ts'
import { type LifeOf, lifeSteps } from '../../../renderer/views/settlement/today/statement/life-steps.ts'

const hash = `0x${'00'.repeat(32)}`
const quarter = 96 * 20_000 + 40
const endedAt = (quarter + 1) * 900_000
const statement: Statement = {
  quarter,
  revision: 0,
  lines: [],
  linesRoot: hash,
  previous: hash,
  replaces: hash,
  digest: hash,
  signature: `${hash}${hash.slice(2)}`,
  keyEpoch: 1,
  signedAt: endedAt + 94_000,
  signedLate: false,
}
const life: LifeOf = {
  quarter,
  statement: undefined,
  registers: [],
  key: '0x91c2e51e0f6d3b7ad44f0be7c40a7be181d73fa9',
  batch: undefined,
  standing: undefined,
  now: endedAt + 200_000,
  timeZone: 'UTC',
}
const header = {
  sequence: 12,
  fromQuarter: quarter - 40,
  toQuarter: quarter + 56,
  lineCount: 0,
  absorbedWh: 0,
  injectedWh: 0,
  statementsRoot: hash,
  agreementsRoot: hash,
  previous: hash,
}
const batch = { header, digest: hash, signature: hash, keyEpoch: 1, madeAt: endedAt + 50_000_000 }
const attempt = {
  hash,
  nonce: 4_182,
  gas: '1',
  maxFee: '1',
  priorityFee: '1',
  madeAt: endedAt + 50_100_000,
  replaces: null,
}
const posted = { at: endedAt + 50_200_000, block: 21_803_690, transaction: hash, isFinal: true }

const nowIn = (given: Partial<LifeOf>) => lifeSteps({ ...life, ...given }).find(({ place }) => place === 'now')

test.each([
  ['metered only', {}, 'Checked', 'none estimated or edited'],
  [
    'drafted while the key is locked',
    { statement: { ...statement, signature: null, signedAt: null } },
    'Signed',
    'waits for the key to be unlocked',
  ],
  ['signed', { statement }, 'In the outbox', 'waits until its batch is full'],
  ['bound', { statement, batch }, 'Sent', 'to come'],
  [
    'sent',
    {
      statement,
      batch,
      standing: { step: 'sent', row: undefined, attempt, posted: undefined, windowEndsAt: undefined },
    },
    'On chain',
    'to come',
  ],
  [
    'on chain',
    {
      statement,
      batch,
      standing: { step: 'on chain', row: undefined, attempt, posted, windowEndsAt: life.now + 255_300_000 },
    },
    'Dispute window',
    '2\u00A0d 22\u00A0h left',
  ],
  [
    'undisputed',
    { statement, batch, standing: { step: 'undisputed', row: undefined, attempt, posted, windowEndsAt: life.now - 1 } },
    'Paid',
    'no agreement asks for it',
  ],
] as const)('a quarter that is %s', (_, given, title, words) => {
  const step = nowIn(given as Partial<LifeOf>)
  expect(step?.title).toBe(title)
  expect(step?.words).toContain(words)
})

test('what is doubtful is said, and so is a late signature', () => {
  const step = {
    pointId: 'w',
    register: 'injected',
    openingWh: 0,
    closingWh: 1,
    wh: 1,
    method: 'gapTotal',
    meterEpoch: 1,
    revision: 0,
  } as const
  const steps = lifeSteps({
    ...life,
    statement: { ...statement, revision: 2, signedLate: true },
    registers: [
      { ...step, quality: 'estimated' },
      { ...step, quality: 'estimated' },
      { ...step, quality: 'missing' },
    ],
  })
  expect(steps[1]?.words).toBe('2 estimated, 1 missing, revision 2')
  expect(steps[2]?.words).toMatch(/key 0x91c2…3fa9, late$/)
})

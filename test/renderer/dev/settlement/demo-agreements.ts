import { implement } from '@orpc/server'
import { quarterOf } from '../../../../domain/metering/quarter.ts'
import { contract } from '../../../../domain/rpc/contract.ts'
import type { Acceptance } from '../../../../domain/rpc/settlement/agreement-disputes.ts'
import type { AgreementKept, AgreementRow } from '../../../../domain/rpc/settlement/agreement-rows.ts'
import { accountOf } from '../../../../domain/settlement/reward.ts'
import { PowerchainError } from '../../../../domain/errors.ts'
import { deadline, demoLine, demoTerms, dayQuarters, hash, quarterRow, hourMs } from './demo-agreement-parts.ts'
import { demoDisputes } from './demo-disputes.ts'

const fileOf = (name: string) => ({
  name,
  mediaType: 'application/json',
  base64: Buffer.from('{"kind":"powerchain/batch"}').toString('base64'),
})

function rowOf(given: Partial<AgreementRow> & Pick<AgreementRow, 'terms' | 'part' | 'phase'>): AgreementRow {
  const { terms, part, line = null } = given
  const whole = accountOf(terms, demoLine(terms, terms.supplyTo))
  const now = line ? accountOf(terms, line) : { earned: 0n, penalised: 0n }
  const nothing = { final: '0', unconfirmed: '0', expected: '0' }
  return {
    request: `${Number(terms.agreement) + 3}`,
    counterparty: part === 'payee' ? terms.payer : terms.payee,
    state: 'open',
    isFinal: true,
    dispatch: 'kept by dispatch',
    running: null,
    line,
    nextDeadline: null,
    money: {
      reward: { ...nothing, expected: `${now.earned}` },
      penalty: { ...nothing, expected: `${now.penalised}` },
      owed: '0',
      ifKept: `${whole.earned}`,
      ifBroken: `${(BigInt(terms.shortPrice) * BigInt(terms.volumeWh)) / 1000n}`,
    },
    ...given,
  }
}

/** Agreements of the demonstration as rows. */
export function demoAgreementRows(now: number): AgreementRow[] {
  const today = Math.floor(now / (24 * hourMs)) * dayQuarters
  const running = demoTerms({ agreement: '14', from: today + 40 })
  const ahead = demoTerms({ agreement: '15', from: today + 2 * dayQuarters + 36, volumeWh: 800_000 })
  const settled = demoTerms({ agreement: '9', from: today - 12 * dayQuarters + 40 })
  const disputed = demoTerms({ agreement: '11', from: today - 4 * dayQuarters + 40, isPayer: true })
  const mined = demoTerms({ agreement: '12', from: today - dayQuarters + 44, kind: 'utilization', isPayer: true })
  const settledLine = demoLine(settled, settled.supplyTo)
  const { earned } = accountOf(settled, settledLine)
  const paid = { final: `${earned}`, unconfirmed: '0', expected: '0' }
  const short = { ...demoLine(disputed, disputed.supplyTo), returnedWh: 440_000, shortWh: 15_400 }
  const upTo = Math.min(Math.max(quarterOf(now), running.accumulateFrom + 1), running.supplyTo)
  return [
    rowOf({
      terms: ahead,
      part: 'payee',
      phase: 'ahead',
      isFinal: false,
      dispatch: 'not yet: its block can still be reorganised away',
    }),
    rowOf({
      terms: running,
      part: 'payee',
      phase: upTo < running.accumulateTo ? 'accumulating' : upTo < running.supplyFrom ? 'holding' : 'supplying',
      line: demoLine(running, upTo),
      running: { upToQuarter: upTo, takenWh: 62_500, returnedWh: 0 },
      nextDeadline: deadline('expiry', running.agreement, now + 44 * 24 * hourMs),
    }),
    rowOf({
      terms: mined,
      part: 'payer',
      phase: 'over',
      line: demoLine(mined, mined.supplyTo),
      dispatch: 'over',
      nextDeadline: deadline('window', mined.agreement, now + 9.5 * hourMs),
    }),
    rowOf({
      terms: disputed,
      part: 'payer',
      phase: 'over',
      state: 'disputed',
      line: short,
      dispatch: 'over',
      nextDeadline: deadline('evidence', disputed.agreement, now + 40 * hourMs),
    }),
    rowOf({
      terms: settled,
      part: 'payee',
      phase: 'over',
      state: 'closed',
      line: settledLine,
      dispatch: 'over',
      money: { reward: paid, penalty: { ...paid, final: '0' }, owed: '0', ifKept: `${earned}`, ifBroken: '0' },
    }),
  ]
}

function opened(row: AgreementRow, from: number, to: number, now: number): AgreementKept {
  const { terms, line } = row
  const last = Math.min(to, terms.supplyTo)
  const first = Math.max(from, terms.accumulateFrom)
  const known = Math.min(quarterOf(now), terms.supplyTo)
  const money = line ? accountOf(terms, line) : { earned: 0n, penalised: 0n }
  return {
    ...row,
    schedule: 'constant',
    quarters: Array.from({ length: Math.max(0, last - first) }, (_, i) => quarterRow(terms, first + i, known)),
    lines: line
      ? [
          {
            batch: '241',
            digest: hash(241),
            line,
            ruled: null,
            reward: `${money.earned}`,
            penalty: `${money.penalised}`,
          },
        ]
      : [],
    settlings:
      row.state === 'closed' && line
        ? [
            {
              at: now - 4 * 24 * hourMs,
              upToQuarter: line.upToQuarter,
              paid: `${money.earned}`,
              penalty: '0',
              owed: '0',
              batch: hash(230),
              transaction: hash(77),
              isFinal: true,
            },
          ]
        : [],
    proofs: [{ quarter: terms.accumulateFrom, id: 'p-2031', hash: hash(2031) }],
  }
}

function demoAcceptances(rows: AgreementRow[], now: number): Acceptance[] {
  return rows.flatMap(({ terms, line, part, state, phase }): Acceptance[] => {
    if (!line || phase !== 'over') return []
    const { earned } = accountOf(terms, line)
    return [
      {
        id: `${terms.agreement}/241`,
        agreement: terms.agreement,
        direction: part === 'payer' ? 'ours' : 'theirs',
        site: terms.site,
        sequence: 241,
        batch: hash(241),
        line: line,
        earned: `${earned}`,
        toPay: state === 'closed' ? '0' : `${earned}`,
        own: { takenWh: line.takenWh, returnedWh: state === 'disputed' ? line.returnedWh - 18_000 : line.returnedWh },
        verdict: state === 'disputed' ? 'differs' : 'fits',
        words:
          state === 'disputed'
            ? 'Posted 440.0 kWh returned, our meters show 422.0 kWh: 18.0 kWh between them.'
            : 'Our meters show the same within 0.4 %.',
        state: state === 'closed' ? 'settled' : state === 'disputed' ? 'disputed' : 'waiting',
        deadline: state === 'open' ? deadline('window', terms.agreement, now + 9.5 * hourMs) : null,
      },
    ]
  })
}

const told = () => ({ words: 'Kept in the outbox; it goes out with the next block.' })

/** Agreements of the demonstration: one ahead, one running, one to accept, one disputed, one paid. */
export function createDemoAgreements({ now }: { now: () => number }) {
  const { agreements: base } = implement(contract)
  const find = (agreement: string) => {
    const row = demoAgreementRows(now()).find(({ terms }) => terms.agreement === agreement)
    if (row) return row
    throw new PowerchainError('Config.NotFound', `There is no agreement ${agreement} in this demonstration.`)
  }
  return {
    list: base.list.handler(() => demoAgreementRows(now())),
    open: base.open.handler(({ input }) => opened(find(input.agreement), input.from, input.to, now())),
    acceptances: base.acceptances.handler(() => demoAcceptances(demoAgreementRows(now()), now())),
    disputes: base.disputes.handler(() => demoDisputes(demoAgreementRows(now()), now())),
    windows: base.windows.handler(() => ({})),
    deadlines: base.deadlines.handler(() =>
      demoAgreementRows(now())
        .flatMap(({ nextDeadline }) => nextDeadline ?? [])
        .toSorted((a, b) => a.at - b.at),
    ),
    exportEvidence: base.exportEvidence.handler(({ input }) => fileOf(`evidence-${input.agreement}.json`)),
    exportPosted: base.exportPosted.handler(({ input }) => fileOf(`batch-${input.agreement}.json`)),
    give: base.give.handler(() => ({ words: 'A batch of site 12 with 1 line for agreement 12: it fits our meters.' })),
    accept: base.accept.handler(({ input }) => {
      const found = demoAcceptances(demoAgreementRows(now()), now()).find(({ id }) => id === input.id)
      if (!found) throw new PowerchainError('Config.NotFound', 'There is nothing to accept under this name.')
      return { ...found, state: 'signed' as const }
    }),
    dispute: base.dispute.handler(told),
    respond: base.respond.handler(told),
    addEvidence: base.addEvidence.handler(told),
    rule: base.rule.handler(told),
    appeal: base.appeal.handler(told),
    execute: base.execute.handler(told),
    settle: base.settle.handler(told),
    close: base.close.handler(told),
  }
}

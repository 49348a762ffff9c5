import { useState } from 'react'
import { quarterOf } from '../../../../domain/metering/quarter.ts'
import type { AgreementKept, AgreementRow } from '../../../../domain/rpc/settlement/agreement-rows.ts'
import { CopyButton } from '../../../components/layout/copy-button.tsx'
import { Panel } from '../../../components/panel.tsx'
import { problemOf } from '../../../connection/problem.ts'
import { formatNumber } from '../../../format/number.ts'
import { powecText } from '../../../format/token.ts'
import { useNow, useSite } from '../../../state/live.ts'
import { FileMenu } from '../../field/file-menu.tsx'
import { useAgreement } from '../queries.ts'
import page from '../settlement.module.css'
import { AgreementActs } from './agreement-acts.tsx'
import { agreementNames, stateWords, termLines } from './agreement-words.ts'
import { QuartersTable } from './quarters-table.tsx'
import { SettlingsTable } from './settlings-table.tsx'

const quartersPerDay = 96

/** One agreement: terms, money by sureness, each quarter against its schedule down to the meter, what was settled. */
export function AgreementPanel({ row }: { row: AgreementRow }) {
  const { timeZone } = useSite()
  const now = useNow(60_000)
  const { terms, part, counterparty, dispatch, money } = row
  const [day, setDay] = useState(() => dayOf(terms.accumulateFrom, terms.supplyTo, quarterOf(now)))
  const { data, error } = useAgreement({
    agreement: terms.agreement,
    from: day,
    to: Math.min(day + quartersPerDay, terms.supplyTo),
  })
  return (
    <Panel
      title={`Agreement ${terms.agreement}`}
      note={`${agreementNames[terms.kind]}, ${part === 'payee' ? 'paid to us' : 'paid by us'}, ${stateWords(row)}`}
      link={
        <FileMenu
          label="Export"
          formats={{ evidence: 'Everything that proves our figures (JSON)' }}
          make={(client) => client.agreements.exportEvidence({ agreement: terms.agreement })}
        />
      }
      isFilling
    >
      <p className={page.quiet}>
        With <code className={page.mono}>{counterparty}</code>{' '}
        <CopyButton text={counterparty} what="the other side's address" />
      </p>
      <p className={page.quiet}>In dispatch: {dispatch}.</p>
      <Money money={money} />
      <dl className={page.facts}>
        {termLines(terms, now, timeZone).map(([label, words]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd title={words}>{words}</dd>
          </div>
        ))}
      </dl>
      <AgreementActs row={row} />
      {data ? (
        <Opened kept={data} day={day} onDay={setDay} />
      ) : (
        <p className={page.quiet}>{error ? problemOf(error).message : 'Reading its quarters…'}</p>
      )}
    </Panel>
  )
}

function Money({ money }: { money: AgreementRow['money'] }) {
  const lines: [string, string, string, string][] = [
    ['Reward', money.reward.final, money.reward.unconfirmed, money.reward.expected],
    ['Penalty', money.penalty.final, money.penalty.unconfirmed, money.penalty.expected],
  ]
  return (
    <>
      <table className={page.lines}>
        <thead>
          <tr>
            <th scope="col">POWEC</th>
            <th scope="col">Final</th>
            <th scope="col">Not final yet</th>
            <th scope="col">Expected beyond</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(([label, ...units]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {(['final', 'unconfirmed', 'expected'] as const).map((name, i) => (
                <td key={name}>{powecText(units[i] ?? '0')}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className={page.quiet}>
        Kept to the end it brings {powecText(money.ifKept)}; broken now it costs {powecText(money.ifBroken)}
        {money.owed !== '0' && `; to be given back ${powecText(money.owed)}`}.
      </p>
    </>
  )
}

function Opened({ kept, day, onDay }: { kept: AgreementKept; day: number; onDay: (day: number) => void }) {
  const { schedule, proofs } = kept
  return (
    <>
      {schedule === 'unknown' && (
        <p className={page.quiet}>
          Its schedule is not known here: the other side has to give the file that fits its hash.
        </p>
      )}
      <QuartersTable kept={kept} day={day} onDay={onDay} />
      <SettlingsTable kept={kept} />
      <p className={page.quiet}>
        {proofs.length === 0
          ? 'No proof of response stands behind it yet.'
          : `${formatNumber(proofs.length)} proofs of response stand behind its quarters: ${proofs.map(({ id }) => id).join(', ')}`}
      </p>
    </>
  )
}

/** First quarter of the day to open: the present one while the agreement runs, else its first. */
function dayOf(first: number, end: number, now: number): number {
  if (now < first || now >= end) return first
  return first + Math.floor((now - first) / quartersPerDay) * quartersPerDay
}

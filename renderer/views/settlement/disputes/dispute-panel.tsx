import type { Dispute } from '../../../../domain/rpc/settlement/agreement-disputes.ts'
import { type Deadline, deadlineKinds } from '../../../../domain/settlement/deadline.ts'
import type { AgreementLine } from '../../../../domain/settlement/agreement.ts'
import { Panel } from '../../../components/panel.tsx'
import { formatBytes } from '../../../format/bytes.ts'
import { formatDuration } from '../../../format/duration.ts'
import { energyText } from '../../../format/energy.ts'
import { shortHash } from '../../../format/hash.ts'
import { formatNumber, quantityText } from '../../../format/number.ts'
import { formatWhen } from '../../../format/time.ts'
import { powecText } from '../../../format/token.ts'
import { useNow, useSite } from '../../../state/live.ts'
import { FileMenu } from '../../field/file-menu.tsx'
import page from '../settlement.module.css'
import { DisputeActs } from './dispute-acts.tsx'

const quantities: { label: string; of: (line: AgreementLine) => number }[] = [
  { label: 'Taken', of: ({ takenWh }) => takenWh },
  { label: 'Returned', of: ({ returnedWh }) => returnedWh },
  { label: 'Short', of: ({ shortWh }) => shortWh },
  { label: 'Deviation', of: ({ deviationWh }) => deviationWh },
  { label: 'Unused', of: ({ unusedWh }) => unusedWh },
]

/** One dispute: both claims side by side, what is at stake, the evidence, the ruling, and what can be done now. */
export function DisputePanel({ dispute }: { dispute: Dispute }) {
  const { timeZone } = useSite()
  const now = useNow()
  const { agreement, deadline, state, isFinal, openedAt, challengerWinsPpk } = dispute
  const facts: [string, string][] = [
    ['Opened', formatWhen(openedAt, now, timeZone)],
    ['Our part', dispute.side === 'challenger' ? 'we claim' : 'we answer'],
    ['Disputed', powecText(dispute.disputed)],
    ['Bond of each', powecText(dispute.bond)],
    ['Left', deadline === null ? 'nothing to do' : leftWords(deadline, now)],
    [
      'Ruling',
      challengerWinsPpk === null
        ? 'none yet'
        : `claim right by ${quantityText({ number: formatNumber(challengerWinsPpk / 10, 1), unit: '%' })}`,
    ],
  ]
  return (
    <Panel
      title={`Dispute ${dispute.dispute}`}
      note={`agreement ${agreement}, ${state}${isFinal ? '' : ', not final'}`}
      link={
        <FileMenu
          label="Export evidence"
          formats={{ evidence: 'Everything that proves our figures (JSON)' }}
          make={(client) => client.agreements.exportEvidence({ agreement })}
        />
      }
      isFilling
    >
      <dl className={page.facts}>
        {facts.map(([label, words]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd title={words}>{words}</dd>
          </div>
        ))}
      </dl>
      <DisputeActs dispute={dispute} />
      <Claims dispute={dispute} />
      <Evidence dispute={dispute} />
    </Panel>
  )
}

function leftWords({ at, kind }: Deadline, now: number): string {
  return at > now ? `${formatDuration(at - now)}: ${deadlineKinds[kind]}` : `over: ${deadlineKinds[kind]}`
}

function Claims({ dispute: { posted, claimed, ruled } }: { dispute: Dispute }) {
  return (
    <>
      <h3 className={page.sub}>Claims</h3>
      <table className={page.lines}>
        <thead>
          <tr>
            <th scope="col">Quantity</th>
            <th scope="col">Posted</th>
            <th scope="col">Claimed</th>
            <th scope="col">Ruled</th>
          </tr>
        </thead>
        <tbody>
          {quantities.map(({ label, of }) => {
            const differs = of(posted) !== of(claimed)
            return (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td>{energyText(of(posted) / 1_000)}</td>
                <td>{differs ? <strong>{energyText(of(claimed) / 1_000)}</strong> : 'the same'}</td>
                <td>{ruled === null ? 'not yet' : energyText(of(ruled) / 1_000)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </>
  )
}

function Evidence({ dispute: { evidence, exports } }: { dispute: Dispute }) {
  const { timeZone } = useSite()
  const now = useNow(60_000)
  return (
    <>
      <h3 className={page.sub}>Evidence on chain</h3>
      {evidence.length === 0 && <p className={page.quiet}>Nobody has brought any yet.</p>}
      {evidence.map(({ party, root, at }) => (
        <p key={`${party} ${root}`} className={page.quiet}>
          {formatWhen(at, now, timeZone)}, by <code className={page.mono}>{shortHash(party)}</code>: hash{' '}
          <code className={page.mono} title={root}>
            {shortHash(root)}
          </code>
        </p>
      ))}
      <h3 className={page.sub}>Evidence in our data folder</h3>
      {exports.length === 0 && <p className={page.quiet}>Nothing was exported yet.</p>}
      {exports.map(({ name, madeAt, bytes, hash, because }) => (
        <p key={hash} className={page.quiet}>
          {name}, {quantityText(formatBytes(bytes))}, {formatWhen(madeAt, now, timeZone)}, {because}; hash{' '}
          <code className={page.mono} title={hash}>
            {shortHash(hash)}
          </code>
        </p>
      ))}
    </>
  )
}

import type { Dispute } from '../../../../domain/rpc/settlement/agreement-disputes.ts'
import { type Deadline, deadlineKinds } from '../../../../domain/settlement/deadline.ts'
import { disputedQuantities } from '../../../../domain/settlement/dispute.ts'
import { Panel } from '../../../components/panel.tsx'
import { formatBytes } from '../../../format/bytes.ts'
import { formatDuration } from '../../../format/duration.ts'
import { energyText } from '../../../format/energy.ts'
import { shortHash } from '../../../format/hash.ts'
import { quantityText } from '../../../format/number.ts'
import { formatWhen } from '../../../format/time.ts'
import { powecText } from '../../../format/token.ts'
import { useNow, useSite } from '../../../state/live.ts'
import { FileMenu } from '../../field/file-menu.tsx'
import page from '../settlement.module.css'
import { DisputeActs } from './dispute-acts.tsx'
import { outcomeLines, passedWords, rightShare, standingWords, stateWords } from './dispute-words.ts'
import { quantityNames } from './quantity-names.ts'

/** One dispute: both claims side by side, what is at stake, the evidence, the ruling, and what can be done now. */
export function DisputePanel({ dispute }: { dispute: Dispute }) {
  const { timeZone } = useSite()
  const now = useNow()
  const { agreement, deadline, state, isFinal, openedAt, arbiter, rulings, appealedBy, side } = dispute
  const part = { challenger: 'we claim', opponent: 'we answer', arbiter: 'we rule' }[side]
  const facts: [string, string][] = [
    ['Opened', formatWhen(openedAt, now, timeZone)],
    ['Our part', part],
    ['Disputed', powecText(dispute.disputed)],
    ['Bond of each', powecText(dispute.bond)],
    [appealedBy ? 'Second arbiter' : 'Arbiter', arbiter === null ? 'not named by our manifest' : shortHash(arbiter)],
    ['Left', deadline === null ? 'no deadline' : leftWords(deadline, now)],
    ...rulings.map(({ challengerWinsPpk, at }, i): [string, string] => [
      i === 0 ? 'Ruling: claim right by' : 'Second ruling: right by',
      `${rightShare(challengerWinsPpk)}, ${formatWhen(at, now, timeZone)}`,
    ]),
    ...(appealedBy
      ? [['Appealed by', appealedBy === 'challenger' ? 'who claims' : 'who answers'] as [string, string]]
      : []),
  ]
  return (
    <Panel
      title={`Dispute ${dispute.dispute}`}
      note={`agreement ${agreement}, ${stateWords[state]}${isFinal ? '' : ', not final'}`}
      link={
        <FileMenu
          label="Export evidence"
          formats={{ evidence: 'Everything that proves our figures (JSON)' }}
          make={(client) => client.agreements.exportEvidence({ agreement })}
        />
      }
      isFilling
    >
      <Facts lines={facts} />
      <Outcome dispute={dispute} />
      <DisputeActs dispute={dispute} />
      <Claims dispute={dispute} />
      <Evidence dispute={dispute} />
    </Panel>
  )
}

function leftWords({ at, kind }: Deadline, now: number): string {
  return at > now ? `${formatDuration(at - now)}: ${deadlineKinds[kind]}` : `over: ${deadlineKinds[kind]}`
}

function Facts({ lines }: { lines: readonly [label: string, words: string][] }) {
  return (
    <dl className={page.facts}>
      {lines.map(([label, words]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd title={words}>{words}</dd>
        </div>
      ))}
    </dl>
  )
}

/** What it comes to when nothing more happens, or came to. */
function Outcome({ dispute }: { dispute: Dispute }) {
  const isOver = dispute.state === 'executed'
  const lines: [string, string][] = [['What stands', standingWords(dispute)], ...outcomeLines(dispute)]
  return (
    <>
      <h3 className={page.sub}>{isOver ? 'Outcome' : 'If nothing more happens'}</h3>
      <Facts lines={lines} />
      {!isOver && <p className={page.quiet}>When the time is over: {passedWords(dispute)}.</p>}
    </>
  )
}

function Claims({ dispute: { posted, claimed, rulings, outcome, state } }: { dispute: Dispute }) {
  const ruled = state === 'executed' ? outcome.line : rulings.at(-1)?.line
  return (
    <>
      <h3 className={page.sub}>Claims</h3>
      <table className={page.lines}>
        <thead>
          <tr>
            <th scope="col">Quantity</th>
            <th scope="col">Posted</th>
            <th scope="col">Claimed</th>
            <th scope="col">{state === 'executed' ? 'Stands' : 'Ruled'}</th>
          </tr>
        </thead>
        <tbody>
          {disputedQuantities.map((name) => {
            const differs = posted[name] !== claimed[name]
            return (
              <tr key={name}>
                <th scope="row">{quantityNames[name]}</th>
                <td>{energyText(posted[name] / 1_000)}</td>
                <td>{differs ? <strong>{energyText(claimed[name] / 1_000)}</strong> : 'the same'}</td>
                <td>{ruled === undefined ? 'not yet' : energyText(ruled[name] / 1_000)}</td>
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

import type { ReactNode } from 'react'
import type { Proof } from '../../../../domain/rpc/dispatch/proof.ts'
import { Chip } from '../../../components/chip.tsx'
import { CopyButton } from '../../../components/layout/copy-button.tsx'
import { Panel } from '../../../components/panel.tsx'
import { powerPhrase } from '../../../format/power.ts'
import { formatClock, formatWhen } from '../../../format/time.ts'
import { useNow, useSite } from '../../../state/live.ts'
import { ProofChart } from './chart/proof-chart.tsx'
import { belowWord, figuresOf, kindOf, orderTitle, outcomeNames, sourceNames } from './proof-words.ts'
import css from './proofs.module.css'

/** State of a proof in a chip: it runs, or is signed with an outcome. */
export function SealChip({ proof: { seal, verdict } }: { proof: Proof }) {
  if (!seal)
    return (
      <Chip kind="active" title="It is signed when the order is over">
        running
      </Chip>
    )
  return <Chip kind="outline">{outcomeNames[verdict.outcome]}, signed</Chip>
}

/** One proof: ordered against delivered, the figures, who did what, the reasons of the verdict, and the signature. */
export function ProofView({ proof, link }: { proof: Proof; link: ReactNode }) {
  const site = useSite()
  const now = useNow(60_000)
  const { order, verdict, ended } = proof
  const last = order.steps.at(-1)?.powerKW ?? 0
  const title = orderTitle(order, last, site)
  const when = (at: number) => formatWhen(at, now, site.timeZone)
  const below = belowWord(order, site.assets)
  return (
    <Panel
      title={title}
      note={`${when(order.from)} to ${when(order.until)}`}
      link={
        <>
          <SealChip proof={proof} />
          {link}
        </>
      }
      isFilling
    >
      <p className={css.said}>
        {sourceNames[order.source]}, {order.owner}: {order.reason}. {ended === '' ? '' : `Ended ${ended}.`}
      </p>
      <div className={css.chart}>
        <ProofChart proof={proof} label={`Power ordered and delivered; below zero is ${below}`} />
      </div>
      <Figures figures={figuresOf(verdict, powerPhrase(kindOf(order, site.assets), last))} />
      <div className={css.columns}>
        <Verdict proof={proof} />
        <Contributions proof={proof} />
      </div>
      <Seal proof={proof} />
    </Panel>
  )
}

/** Figures in a grid: label over value. */
export function Figures(props: { figures: readonly { label: string; words: string }[]; isDense?: boolean }) {
  const { figures, isDense } = props
  return (
    <dl className={css.figures} data-dense={isDense || undefined}>
      {figures.map(({ label, words }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  )
}

function Verdict({ proof: { verdict, gaps, order } }: { proof: Proof }) {
  const { timeZone } = useSite()
  const { penaltyEurPerMWh } = order.terms
  return (
    <section aria-label="Why this verdict">
      <h3 className={css.sub}>Why this verdict</h3>
      <ul className={css.list}>
        {verdict.reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
        {gaps.map(({ from, until, reason }) => (
          <li key={from}>
            Not recorded {formatClock(from, timeZone)} to {formatClock(until, timeZone)}: {reason}
          </li>
        ))}
        {penaltyEurPerMWh !== null && <li>Energy not delivered costs {penaltyEurPerMWh} €/MWh</li>}
      </ul>
    </section>
  )
}

function Contributions({ proof: { contributions } }: { proof: Proof }) {
  const { assets } = useSite()
  if (contributions.length === 0) return null
  const phrase = (id: string, kW: number | null) =>
    kW === null ? 'no value' : powerPhrase(assets.find((a) => a.id === id)?.kind ?? 'load', kW)
  return (
    <section aria-label="Who did what">
      <h3 className={css.sub}>Who did what</h3>
      <table className={css.small}>
        <tbody>
          {contributions.map(({ assetId, beforeKW, duringKW }) => (
            <tr key={assetId}>
              <th scope="row">{assets.find((a) => a.id === assetId)?.name ?? assetId}</th>
              <td>{phrase(assetId, beforeKW)} before</td>
              <td>{phrase(assetId, duringKW)} then</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Seal({ proof: { seal, id } }: { proof: Proof }) {
  if (!seal) return <p className={css.said}>It is signed when the order is over.</p>
  return (
    <p className={css.seal}>
      Record {seal.n}, {seal.algorithm}, key <code>{seal.keyId}</code>, hash <code>{seal.hash.slice(0, 24)}…</code>{' '}
      <CopyButton text={seal.hash} what={`the hash of ${id}`} />
    </p>
  )
}

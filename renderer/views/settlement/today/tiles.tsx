import type { ReactNode } from 'react'
import { deadlineKinds } from '../../../../domain/settlement/deadline.ts'
import type { MoneySpan, SpanMoney } from '../../../../domain/rpc/settlement/money.ts'
import { Panel } from '../../../components/panel.tsx'
import { formatDuration } from '../../../format/duration.ts'
import { formatEuro } from '../../../format/money.ts'
import { formatNumber } from '../../../format/number.ts'
import { formatTime, formatWhen } from '../../../format/time.ts'
import { useNow, useSite } from '../../../state/live.ts'
import { chainNames } from '../chain-words.ts'
import { useBatches, useChain, useDeadlines } from '../queries.ts'
import { netBefore, netOf } from './money-words.ts'
import css from './tiles.module.css'
import { useFirstWords } from './use-first-words.ts'

/** What was earned, what waits, whether the chain is in step, what ends next. */
export function Tiles({ money, span }: { money: SpanMoney | undefined; span: MoneySpan }) {
  return (
    <div className={css.tiles}>
      <Earned money={money} span={span} />
      <Outbox />
      <Chain />
      <NextDeadline />
    </div>
  )
}

function Tile(props: { title: string; note?: ReactNode; figure: ReactNode; beside?: ReactNode; line: ReactNode }) {
  const { title, note, figure, beside, line } = props
  return (
    <Panel title={title} link={note} className={css.tile}>
      <p className={css.figure}>
        <span>{figure}</span>
        {beside !== undefined && <span className={css.beside}>{beside}</span>}
      </p>
      <p className={css.line}>{line}</p>
    </Panel>
  )
}

function Earned({ money, span }: { money: SpanMoney | undefined; span: MoneySpan }) {
  const { timeZone } = useSite()
  const now = useNow(60_000)
  const { data: batches } = useBatches()
  const first = useFirstWords()
  const net = money && netOf(money.rows)
  const title = span === 'month' ? 'Earned this month' : 'Earned today'
  if (!money || net === null || net === undefined || money.quarters.quarter.length === 0)
    return <Tile title={title} figure={<strong>not yet</strong>} line={money ? first : 'Reading…'} />
  const { number, unit } = formatEuro(net)
  const unknown = money.rows.filter(({ missing }) => missing !== null).length
  const { before, after } = netBefore(money, batches?.[0]?.header.toQuarter ?? 0)
  return (
    <Tile
      title={title}
      note={`${formatWhen(money.from, now, timeZone)} to ${formatTime(money.until, timeZone)}`}
      figure={
        <>
          <strong>{number}</strong> {unit} <small>{net < 0 ? 'paid net' : 'net'}</small>
        </>
      }
      line={
        <>
          {amountWords(before)} in batches, {amountWords(after)} waits
          {unknown > 0 && `; ${formatNumber(unknown)} of ${formatNumber(money.rows.length)} kinds not whole`}
        </>
      }
    />
  )
}

function amountWords(eur: number): string {
  return `${formatNumber(Math.abs(eur))}\u00A0€${Math.round(eur) < 0 ? ' paid' : ''}`
}

function Outbox() {
  const { data: chain } = useChain()
  const now = useNow()
  if (!chain) return <Tile title="Outbox" figure="…" line="Reading…" />
  const { waiting, oldestAt, stopped } = chain.outbox
  const isHeld = waiting > 0 && (stopped !== '' || chain.state === 'off' || chain.state === 'offline')
  return (
    <Tile
      title="Outbox"
      note={chain.isPractice ? 'practice chain' : undefined}
      figure={
        <>
          <strong>{formatNumber(waiting)}</strong> {waiting === 1 ? 'act' : 'acts'}
        </>
      }
      beside={oldestAt === null ? undefined : `oldest ${formatDuration(now - oldestAt)}`}
      line={isHeld ? `Waits: ${stopped || chain.words}` : waiting === 0 ? 'Nothing waits for the chain' : 'On its way'}
    />
  )
}

function Chain() {
  const { data: chain } = useChain()
  const now = useNow()
  if (!chain) return <Tile title="Chain" figure="…" line="Reading…" />
  const { state, block, blockAt, endpoints, words } = chain
  return (
    <Tile
      title="Chain"
      note={endpoints.length === 0 ? 'no node is named' : endpoints.join(', ')}
      figure={<strong>{chainNames[state]}</strong>}
      beside={
        block === null
          ? undefined
          : `block ${formatNumber(block)}${blockAt === null ? '' : `, ${formatDuration(now - blockAt)} ago`}`
      }
      line={words}
    />
  )
}

function NextDeadline() {
  const { timeZone } = useSite()
  const now = useNow()
  const { data: deadlines } = useDeadlines()
  const next = deadlines?.find(({ at }) => at > now)
  if (!next)
    return (
      <Tile
        title="Next deadline"
        figure={<strong>none</strong>}
        line="No money of an agreement waits; nothing is disputed"
      />
    )
  const open = deadlines?.filter(({ at }) => at > now).length ?? 0
  return (
    <Tile
      title="Next deadline"
      note={`agreement ${next.agreement}`}
      figure={<strong>{formatDuration(next.at - now)}</strong>}
      beside={formatWhen(next.at, now, timeZone)}
      line={
        <span title={next.words}>
          {deadlineKinds[next.kind]}
          {open > 1 && `; ${formatNumber(open - 1)} more later`}
        </span>
      }
    />
  )
}

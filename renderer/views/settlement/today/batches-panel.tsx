import { quarterStart } from '../../../../domain/metering/quarter.ts'
import type { MoneyKind, MoneySpan } from '../../../../domain/rpc/settlement/money.ts'
import { Chip } from '../../../components/chip.tsx'
import { type ChoiceColumn, ChoiceList } from '../../../components/list/choice-list.tsx'
import { formatNumber } from '../../../format/number.ts'
import { shortHash } from '../../../format/hash.ts'
import { formatDay, formatTime, formatWhen } from '../../../format/time.ts'
import type { EpochMs } from '../../../../domain/units.ts'
import { useNow, useSite } from '../../../state/live.ts'
import type { StandingBatch } from '../use-standings.ts'
import css from './batches-panel.module.css'
import { StatementGrid } from './statement-grid.tsx'
import { kindNames, type StatementRow } from './money-words.ts'

/** Id of the row of quarters that are in no batch yet. */
const running = 'running'

type Row = { id: string; standing?: StandingBatch }

/** Batches on their way to the chain, and the statements of the chosen one. */
export function BatchesPanel(props: {
  rows: readonly StatementRow[]
  span: MoneySpan
  kind: MoneyKind
  batches: readonly StandingBatch[]
  batch: number | undefined
  quarter: number | undefined
  onBatch: (sequence: number | undefined) => void
  onQuarter: (quarter: number) => void
}) {
  const { rows, span, kind, batches, batch, quarter, onBatch, onQuarter } = props
  const chosen = batches.find(({ sequence }) => sequence === batch)
  const list: Row[] = [{ id: running }, ...batches.map((standing) => ({ id: String(standing.sequence), standing }))]
  const columns = useColumns(batches[0]?.header.toQuarter)
  return (
    <section className={css.panel} aria-label="Batches and statements">
      <header className={css.head}>
        <h2>2 Batches and statements</h2>
        <span>15 min each</span>
      </header>
      <div className={css.batches}>
        <ChoiceList
          label="Batches"
          columns={columns}
          template="40px minmax(0, 1fr) 86px minmax(0, 1.1fr)"
          rows={list}
          chosenId={batch === undefined ? running : String(batch)}
          onChoose={(id) => onBatch(id === running ? undefined : Number(id))}
        />
      </div>
      <p className={css.of}>
        <strong>{chosen ? `Batch ${formatNumber(chosen.sequence)}` : span === 'month' ? 'This month' : 'Today'}</strong>
        <span>
          {formatNumber(rows.length)} {rows.length === 1 ? 'statement' : 'statements'}, {kindNames[kind].toLowerCase()}
        </span>
        {chosen && <code title={chosen.header.statementsRoot}>root {shortHash(chosen.header.statementsRoot)}</code>}
      </p>
      <StatementGrid rows={rows} chosen={quarter} onChoose={onQuarter} />
    </section>
  )
}

function useColumns(collectsFrom: number | undefined): ChoiceColumn<Row>[] {
  const { timeZone } = useSite()
  const now = useNow(60_000)
  return [
    {
      id: 'batch',
      head: 'Batch',
      cell: ({ standing }) => <strong>{standing ? formatNumber(standing.sequence) : 'next'}</strong>,
    },
    {
      id: 'quarters',
      head: 'Intervals',
      cell: ({ standing }) => {
        // a narrow column: of another day the day, the rest in the tooltip
        const isToday = (at: EpochMs) => formatDay(at, timeZone) === formatDay(now, timeZone)
        const short = (at: EpochMs) => (isToday(at) ? formatTime : formatDay)(at, timeZone)
        if (!standing) return collectsFrom === undefined ? '' : `from ${short(quarterStart(collectsFrom))}`
        const [from, to] = [quarterStart(standing.header.fromQuarter), quarterStart(standing.header.toQuarter)]
        const end = formatTime(to, timeZone)
        return (
          <span title={`${formatWhen(from, now, timeZone)} to ${end}`}>
            {isToday(from) ? `${formatTime(from, timeZone)} to ${end}` : formatDay(from, timeZone)}
          </span>
        )
      },
    },
    {
      id: 'state',
      head: 'State',
      cell: ({ standing }) =>
        standing ? (
          <Chip kind={standing.step === 'undisputed' ? 'outline' : 'track'}>{standing.step}</Chip>
        ) : (
          <Chip kind="outline">collects</Chip>
        ),
    },
    {
      id: 'until',
      head: 'Dispute until',
      cell: ({ standing }) =>
        standing?.windowEndsAt === undefined ? (
          <span className={css.later}>after sending</span>
        ) : (
          formatWhen(standing.windowEndsAt, now, timeZone)
        ),
    },
  ]
}

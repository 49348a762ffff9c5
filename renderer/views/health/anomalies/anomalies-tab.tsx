import { Button } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { verdictKinds } from '../../../../domain/health/forecast.ts'
import { Chip } from '../../../components/chip.tsx'
import { EmptyState } from '../../../components/empty-state.tsx'
import { type ChoiceColumn, ChoiceList, TwoLines } from '../../../components/list/choice-list.tsx'
import { problemOf } from '../../../connection/problem.ts'
import { formatRoughDuration } from '../../../format/duration.ts'
import { useNow } from '../../../state/live.ts'
import css from '../health.module.css'
import { useAssetName } from '../names.ts'
import { useHealthNow } from '../queries.ts'
import { AnomalyDetail } from './anomaly-detail.tsx'
import { anomalyTitle, type ListedAnomaly, pointLabel, urgency } from './anomaly-words.ts'
import { ScoreBar } from './score-bar.tsx'

const template = 'minmax(124px, 1.4fr) minmax(118px, 168px) 44px minmax(80px, 1fr) 64px'

function columnsFor(nameOf: (assetId: string) => string, now: number): ChoiceColumn<ListedAnomaly>[] {
  return [
    {
      id: 'what',
      head: 'Asset and what',
      cell: (row) => <TwoLines first={nameOf(row.assetId)} second={anomalyTitle(row)} />,
    },
    { id: 'score', head: 'Score (1 = threshold)', cell: ({ score }) => <ScoreBar score={score} /> },
    { id: 'since', head: 'Since', isRight: true, cell: ({ sinceAt }) => formatRoughDuration(now - sinceAt) },
    {
      id: 'signals',
      head: 'Strongest signal',
      cell: ({ signals: [first, second] }) =>
        first ? (
          <TwoLines first={pointLabel(first.point)} second={second ? `then ${pointLabel(second.point)}` : 'alone'} />
        ) : null,
    },
    {
      id: 'urgency',
      head: 'Look',
      isRight: true,
      cell: ({ severity, verdict }) =>
        verdict === 'open' ? (
          urgency[severity]
        ) : (
          <Chip kind="track">{verdictKinds[verdict as keyof typeof verdictKinds] ?? verdict}</Chip>
        ),
    },
  ]
}

/** The most urgent first, and of those the largest scores. */
function ranked(anomalies: readonly ListedAnomaly[]): ListedAnomaly[] {
  return anomalies.toSorted((a, b) => a.severity - b.severity || Math.abs(b.score) - Math.abs(a.score))
}

/** What is not as it should be, and why we say so. */
export function AnomaliesTab() {
  const { id } = useSearch({ from: '/health/anomalies' })
  const navigate = useNavigate()
  const now = useNow(60_000)
  const nameOf = useAssetName()
  const { data, error, refetch } = useHealthNow()
  const rows = useMemo(() => ranked(data?.anomalies ?? []), [data])
  const columns = useMemo(() => columnsFor(nameOf, now), [nameOf, now])
  const chosen = rows.find((row) => row.id === id) ?? rows[0]
  return (
    <div className={css.pair}>
      <section className={css.panel} aria-label="Anomalies">
        <div className={css.bar}>
          <h2>What is not as it should be</h2>
          <span className={css.note}>advisory; an alarm has its own list</span>
        </div>
        {error && !data && (
          <div className={css.empty}>
            <EmptyState
              title="Anomalies could not be read"
              action={<Button onClick={() => void refetch()}>Again</Button>}
            >
              {problemOf(error).message}
            </EmptyState>
          </div>
        )}
        {data && rows.length === 0 && (
          <div className={css.empty}>
            <EmptyState title="Nothing unusual">{data.learning}</EmptyState>
          </div>
        )}
        {rows.length > 0 && (
          <ChoiceList
            label="Anomalies"
            columns={columns}
            template={template}
            rows={rows}
            chosenId={chosen?.id}
            onChoose={(next) => void navigate({ to: '/health/anomalies', search: { id: next }, replace: true })}
          />
        )}
      </section>
      <AnomalyDetail key={chosen?.id} anomaly={chosen} />
    </div>
  )
}

import { Button } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
import type { AssetHealth } from '../../../../domain/rpc/health/forecasts.ts'
import { EmptyState } from '../../../components/empty-state.tsx'
import { Panel } from '../../../components/panel.tsx'
import { Value } from '../../../components/value.tsx'
import { problemOf } from '../../../connection/problem.ts'
import { formatNumber } from '../../../format/number.ts'
import { EvidenceFigure } from '../evidence/evidence-figure.tsx'
import { Cases } from '../forecasts/detail/cases.tsx'
import { useAssetHealth } from '../queries.ts'
import { AssetAnomalies } from './asset-anomalies.tsx'
import page from '../health.module.css'
import css from './asset-health.module.css'
import { AssetEvents } from './asset-events.tsx'
import { Modes } from './modes.tsx'

/** The health of one asset: every way in which it may fail, its signals against normal, and what happened to it. */
export function AssetHealthView() {
  const { assetId } = useParams({ from: '/health/assets/$assetId' })
  const { data, error, refetch } = useAssetHealth(assetId)
  if (!data)
    return error ? (
      <EmptyState title="Its health could not be read" action={<Button onClick={() => void refetch()}>Again</Button>}>
        {problemOf(error).message}
      </EmptyState>
    ) : (
      <p className={page.quiet}>Reading its health</p>
    )
  return (
    <div className={page.columns}>
      <div className={page.column}>
        <Standing health={data} />
        <Panel title="Ways to fail" note="time left: 50 % dark, 90 % light">
          <Modes modes={data.modes} />
        </Panel>
        <Panel title="Past cases">
          <Cases cases={data.cases} hasHead={false} />
        </Panel>
      </div>
      <div className={page.column}>
        <Panel title="Signals against normal">
          {data.signals.length === 0 && (
            <p className={page.quiet}>No signal of it departs from what is normal, or none is learned yet.</p>
          )}
          <div className={css.signals}>
            {data.signals.map((chart) => (
              <EvidenceFigure key={chart.point} chart={chart} assetId={assetId} group={`health ${assetId}`} />
            ))}
          </div>
        </Panel>
        <Panel title="Anomalies that go on" link={<Link to="/health/anomalies">All</Link>}>
          <AssetAnomalies anomalies={data.anomalies} />
        </Panel>
        <Panel title="Rules that held" note="last 90 days" link={<Link to="/health/rules">Rules</Link>}>
          <AssetEvents events={data.ruleEvents} />
        </Panel>
      </div>
    </div>
  )
}

function Standing({ health: { assetId, healthPct, words } }: { health: AssetHealth }) {
  return (
    <Panel
      title="Health"
      note="100 = as new, 0 = failed"
      link={
        <Link to="/assets/$assetId" params={{ assetId }}>
          Faceplate
          <ChevronRight size={14} aria-hidden />
        </Link>
      }
    >
      {healthPct === null ? (
        <p className={page.quiet}>Not known yet: {words}</p>
      ) : (
        <Value value={formatNumber(healthPct)} unit="%" quality="good" size="figure" word={words} />
      )}
    </Panel>
  )
}

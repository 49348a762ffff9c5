import type { FailureForecast } from '../../../../../domain/health/forecast.ts'
import { Chip } from '../../../../components/chip.tsx'
import { EmptyState } from '../../../../components/empty-state.tsx'
import { problemOf } from '../../../../connection/problem.ts'
import { DetailPanel } from '../../detail-panel.tsx'
import { EvidenceFigure } from '../../evidence/evidence-figure.tsx'
import { PeersFigure } from '../../evidence/peers-figure.tsx'
import page from '../../health.module.css'
import { modeName, useAssetName } from '../../names.ts'
import { useEvidence } from '../../queries.ts'
import { VerdictBar } from '../../verdict/verdict-bar.tsx'
import { OrderButton } from '../../work/order-button.tsx'
import { agreement, causeText } from '../forecast-words.ts'
import { Cases } from './cases.tsx'
import { Causes, Levers, Speaks } from './causes.tsx'
import css from './detail.module.css'
import { KeyFacts } from './key-facts.tsx'
import { Moved } from './moved.tsx'
import { RuleTexts } from './rule-texts.tsx'

/** The chosen forecast: when and what it costs, why we think so, what may be done, and what the technician says. */
export function ForecastDetail({ forecast }: { forecast: FailureForecast | undefined }) {
  const nameOf = useAssetName()
  if (!forecast)
    return (
      <aside className={page.panel} aria-label="Forecast">
        <div className={page.empty}>
          <EmptyState title="No forecast to look into">
            When a failure is foreseen, its evidence, its cost and what may be done stand here.
          </EmptyState>
        </div>
      </aside>
    )
  return (
    <DetailPanel
      label="Forecast"
      title={`${nameOf(forecast.assetId)}: ${causeText(forecast, modeName(forecast.mode))}`}
      chip={<Chip kind="outline">{agreement(forecast)}</Chip>}
      assetId={forecast.assetId}
      body="Why we think so"
      foot={
        <>
          <VerdictBar id={forecast.id} verdict={forecast.verdict} until={forecast.snoozedUntil} />
          <span className={page.end}>
            <OrderButton forecast={forecast} />
          </span>
        </>
      }
    >
      <KeyFacts forecast={forecast} />
      <Behind forecast={forecast} />
    </DetailPanel>
  )
}

function Behind({ forecast }: { forecast: FailureForecast }) {
  const { data, error } = useEvidence(forecast.id)
  const { assetId } = forecast
  const group = `evidence ${forecast.id}`
  return (
    <>
      {error && !data && <EmptyState title="The evidence could not be read">{problemOf(error).message}</EmptyState>}
      <div className={css.charts} data-reading={data === undefined || undefined}>
        {data?.charts.slice(0, 1).map((chart) => (
          <EvidenceFigure key={chart.point} chart={chart} assetId={assetId} group={group} />
        ))}
        {data?.peers.map((peers) => (
          <PeersFigure key={peers.point} peers={peers} assetId={assetId} />
        ))}
        {data?.charts.slice(1).map((chart) => (
          <EvidenceFigure key={chart.point} chart={chart} assetId={assetId} group={group} />
        ))}
      </div>
      <div className={css.two}>
        <Speaks forecast={forecast} />
        <div>
          <Causes causes={forecast.causes} />
          <Levers levers={forecast.levers} />
        </div>
      </div>
      {data && <RuleTexts rules={data.rules} />}
      {data && <Moved history={data.history} />}
      {data && <Cases cases={data.cases} />}
    </>
  )
}

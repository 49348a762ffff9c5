import { Button } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { EmptyState } from '../../../components/empty-state.tsx'
import { problemOf } from '../../../connection/problem.ts'
import { FileMenu } from '../../field/file-menu.tsx'
import css from '../health.module.css'
import { useHealthNow } from '../queries.ts'
import { ForecastDetail } from './detail/forecast-detail.tsx'
import { ForecastList } from './forecast-list.tsx'
import { HowGood } from './how-good.tsx'

/** What will fail and when, ranked by what waiting costs; at the side what lies behind the chosen one. */
export function ForecastsTab() {
  const { id } = useSearch({ from: '/health/' })
  const navigate = useNavigate()
  const { data, error, refetch } = useHealthNow()
  const chosen = data?.forecasts.find((forecast) => forecast.id === id) ?? data?.forecasts[0]
  const onChoose = (next: string) => void navigate({ to: '/health', search: { id: next }, replace: true })
  return (
    <div className={css.pair}>
      <section className={css.panel} aria-label="Forecasts">
        <div className={css.bar}>
          <h2>What will fail, and when</h2>
          <span className={css.note}>ranked by what waiting 30 days costs; advisory, never trips equipment</span>
          <FileMenu
            label="Export"
            formats={{ csv: 'CSV', xlsx: 'Excel' }}
            make={(client, format) => client.health.export({ format })}
          />
        </div>
        {error && !data && (
          <div className={css.empty}>
            <EmptyState
              title="Forecasts could not be read"
              action={<Button onClick={() => void refetch()}>Again</Button>}
            >
              {problemOf(error).message}
            </EmptyState>
          </div>
        )}
        {data?.forecasts.length === 0 && (
          <div className={css.empty}>
            <EmptyState title="Nothing foreseen">{data.learning}</EmptyState>
          </div>
        )}
        {data && data.forecasts.length > 0 && (
          <ForecastList forecasts={data.forecasts} chosenId={chosen?.id} onChoose={onChoose} />
        )}
        {data && <HowGood precision={data.precision} learning={data.forecasts.length > 0 ? data.learning : ''} />}
      </section>
      <ForecastDetail key={chosen?.id} forecast={chosen} />
    </div>
  )
}

import { useMemo } from 'react'
import { type FailureForecast, verdictKinds } from '../../../../domain/health/forecast.ts'
import { Chip } from '../../../components/chip.tsx'
import { IntervalBar, IntervalHead } from '../../../components/health/interval-bar.tsx'
import { type ChoiceColumn, ChoiceList, TwoLines } from '../../../components/list/choice-list.tsx'
import { formatEuro } from '../../../format/money.ts'
import { formatNumber } from '../../../format/number.ts'
import { modeName, useAssetName } from '../names.ts'
import { causeText, daysText, intervalSentence, intervalText } from './forecast-words.ts'
import css from './forecasts.module.css'

function columnsFor(nameOf: (assetId: string) => string): ChoiceColumn<FailureForecast>[] {
  return [
    {
      id: 'what',
      head: 'Asset and cause',
      cell: (row) => <TwoLines first={nameOf(row.assetId)} second={causeText(row, modeName(row.mode))} />,
    },
    {
      id: 'when',
      head: <IntervalHead />,
      cell: ({ remaining }) => <IntervalBar remaining={remaining} label={intervalSentence(remaining)} />,
    },
    {
      id: 'days',
      head: 'Days (90 %)',
      isRight: true,
      cell: ({ remaining, verdict }) => (
        <span className={css.days}>
          <span>
            <strong>{daysText(remaining.medianDays)}</strong> {intervalText(remaining)}
          </span>
          {verdict !== 'open' && <Chip kind="track">{verdictKinds[verdict]}</Chip>}
        </span>
      ),
    },
    { id: 'sure', head: 'Sure', isRight: true, cell: ({ surePct }) => percent(surePct) },
    { id: 'health', head: 'Health', isRight: true, cell: ({ remaining }) => percent(remaining.healthPct) },
    {
      id: 'waiting',
      head: 'Waiting, €',
      isRight: true,
      cell: ({ waitingEur }) => <strong>{waitingText(waitingEur)}</strong>,
    },
  ]
}

const percent = (pct: number) => <span className={css.percent}>{formatNumber(pct)}&nbsp;%</span>

/** To two places that mean something: a cost foreseen is no statement of account. */
function waitingText(eur: number): string {
  const step = eur >= 1_000 ? 100 : 10
  return eur < 10 ? 'under 10' : formatEuro(Math.round(eur / step) * step).number
}

const template = 'minmax(116px, 1fr) minmax(116px, 1fr) 98px 38px 40px 56px'

/** Failures foreseen, the dearest to wait for first. */
export function ForecastList(props: {
  forecasts: readonly FailureForecast[]
  chosenId: string | undefined
  onChoose: (id: string) => void
}) {
  const { forecasts, chosenId, onChoose } = props
  const nameOf = useAssetName()
  const columns = useMemo(() => columnsFor(nameOf), [nameOf])
  return (
    <ChoiceList
      label="Failures foreseen"
      columns={columns}
      template={template}
      rows={forecasts}
      chosenId={chosenId}
      onChoose={onChoose}
    />
  )
}

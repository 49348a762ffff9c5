import { SegmentedControl } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { AlarmKpis } from '../../../../domain/rpc/alarms.ts'
import { EmptyState } from '../../../components/empty-state.tsx'
import { Panel } from '../../../components/panel.tsx'
import { problemOf } from '../../../connection/problem.ts'
import { formatDuration } from '../../../format/duration.ts'
import { formatNumber } from '../../../format/number.ts'
import { FileMenu } from '../../field/file-menu.tsx'
import { said } from '../search.ts'
import { type Period, periods, rateWords } from './bands.ts'
import css from './figures.module.css'
import { LoadChart } from './load-chart.tsx'
import { LoadMeters } from './meters.tsx'
import { Chattering, Floods, PriorityMix, Standing, TopTen } from './rankings.tsx'
import { useKpis } from './use-kpis.ts'

/** How the system of alarms does: whether one person can follow it, and what is to be mended so that they can. */
export function FiguresTab() {
  const [period, setPeriod] = useState<Period>('24h')
  const { data, error } = useKpis(period)
  return (
    <>
      <div className={css.tools}>
        <SegmentedControl
          role="radiogroup"
          aria-label="Period"
          value={period}
          onChange={(value) => setPeriod(value as Period)}
          data={(Object.keys(periods) as Period[]).map((value) => ({ value, label: periods[value].label }))}
        />
        <span className={css.words}>{periods[period].words}, counted is what was announced, for one operator</span>
        <FileMenu
          label="Export"
          formats={{ csv: 'CSV', xlsx: 'Excel' }}
          make={(client, format) =>
            client.alarms.export(said({ what: 'kpis' as const, format, from: data?.from, to: data?.to }))
          }
        />
      </div>
      {error && !data && <EmptyState title="The figures could not be read">{problemOf(error).message}</EmptyState>}
      {data && <Figures kpis={data} period={period} />}
    </>
  )
}

function Figures({ kpis, period }: { kpis: AlarmKpis; period: Period }) {
  return (
    <div className={css.figures}>
      <Panel className={css.wide} title="Load" note="alarms in 10 minutes; above the line is a flood, in ink">
        <div className={css.load}>
          <LoadChart kpis={kpis} />
        </div>
      </Panel>
      <Panel title="Can one person follow?" note={periods[period].words}>
        <LoadMeters kpis={kpis} />
        <Numbers kpis={kpis} />
      </Panel>
      <TopTen kpis={kpis} />
      <PriorityMix kpis={kpis} />
      <Floods kpis={kpis} />
      <Chattering kpis={kpis} />
      <Standing kpis={kpis} />
    </div>
  )
}

const span = (ms: number | null) => (ms === null ? 'none' : formatDuration(ms))

function Numbers({ kpis }: { kpis: AlarmKpis }) {
  const range = { from: kpis.from, to: kpis.to }
  const { acknowledged } = kpis
  const rows = [
    { label: 'Announced', value: formatNumber(kpis.announced), event: 'raised' },
    { label: 'Worst hour', value: `${formatNumber(kpis.hours.most)}, ${rateWords(kpis.hours.most)}`, event: 'raised' },
    { label: 'Time to acknowledge, mean', value: span(acknowledged.meanMs), event: 'acknowledged' },
    { label: 'Longest', value: span(acknowledged.longestMs), event: 'acknowledged' },
    { label: 'Came while shelved', value: formatNumber(kpis.shelved), event: 'shelved' },
    { label: 'Suppressed by design', value: formatNumber(kpis.suppressed), event: 'suppressed' },
    { label: 'Out of service', value: formatNumber(kpis.outOfService), event: 'outOfService' },
  ] as const
  return (
    <dl className={css.numbers}>
      {rows.map(({ label, value, event }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <Link to="/alarms/journal" search={{ ...range, event }}>
              {value}
            </Link>
          </dd>
        </div>
      ))}
    </dl>
  )
}

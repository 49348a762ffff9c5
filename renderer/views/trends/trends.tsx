import { Button, Menu } from '@mantine/core'
import { Link, useSearch } from '@tanstack/react-router'
import { ChevronDown, Ruler } from 'lucide-react'
import { useCallback, useDeferredValue, useMemo, useRef, useState } from 'react'
import type { EpochMs } from '../../../domain/units.ts'
import type { Measure, RangeNote } from '../../charts/panes/marks.ts'
import { windowBetween } from '../../charts/panes/time-window.ts'
import { PaneChart } from '../../charts/panes/pane-chart.tsx'
import { PageHead } from '../../components/page-head.tsx'
import type { Stretch } from '../../history/tiles/column.ts'
import { useSite } from '../../state/live.ts'
import { CompareMenu } from './compare-menu.tsx'
import { ExportMenu } from './export/export-menu.tsx'
import { NoteMenu } from './marks/note-menu.tsx'
import { NoteRemoval } from './marks/note-removal.tsx'
import { useAlarmMarks } from './marks/use-alarm-marks.ts'
import { useNotes } from './marks/use-notes.ts'
import { laidOut, layouts } from './model/arrange.ts'
import { type Compared, comparedWords } from './model/compare.ts'
import { PointsPanel } from './points-panel.tsx'
import { ViewsMenu } from './saved/views-menu.tsx'
import { SpanBar, stretchWords } from './span-bar.tsx'
import css from './trends.module.css'
import { useChartPanes } from './use-chart-panes.ts'
import { type LinesState, useLines } from './use-lines.ts'
import { useTimeWindow, type WindowState } from './use-time-window.ts'

const twoHoursMs = 7_200_000

/** What changed, when, together with what, and whether the data is whole: any points over any time. */
export function TrendsView() {
  const lines = useLines()
  const time = useTimeWindow(twoHoursMs, useSearch({ from: '/trends' }))
  const [compared, setCompared] = useState<Compared>()
  const [measure, setMeasure] = useState<Measure>()
  const [widthPx, setWidth] = useState(900)
  const [cursorAt, setCursor] = useState<EpochMs>()
  const chart = useRef<HTMLDivElement>(null)
  const { stretch, now } = time
  const shown = useChartPanes({ points: lines.panes, stretch, widthPx, now, compared })
  const alarms = useAlarmMarks(stretch)
  const { notes, mayRemove, renew } = useNotes(stretch)
  const [leaving, setLeaving] = useState<RangeNote>()
  const assetIds = useMemo(() => [...new Set(lines.panes.flat().map(({ assetId }) => assetId))], [lines.panes])
  // The chart follows the hand; the list follows when there is time.
  const calm = useDeferredValue(
    useMemo(
      () => ({ lines: shown.lines, stretch, at: cursorAt ?? newestIn(stretch, now) }),
      [shown.lines, stretch, cursorAt, now],
    ),
  )
  return (
    <div className={css.page}>
      <Head {...{ lines, time, measure, setMeasure }}>
        <ExportMenu chart={chart} lines={shown.lines} stretch={stretch} onImported={shown.read.renew} />
      </Head>
      <div className={css.body}>
        <PointsPanel
          state={lines}
          lines={calm.lines}
          at={calm.at}
          isCursor={cursorAt !== undefined}
          stretch={calm.stretch}
          measure={measure}
          comparedWords={compared && comparedWords(compared)}
          alarms={alarms}
          notes={notes}
          removalOf={(note) => (mayRemove(note) ? () => setLeaving(note) : undefined)}
        />
        <section className={css.chart} ref={chart} aria-label="Chart">
          <SpanBar
            window={time.window}
            stretch={stretch}
            read={shown.read}
            onWindow={(next) => time.show(next, true)}
          />
          <Chart {...{ time, shown, cursorAt, setCursor, measure, setMeasure, alarms, notes, setWidth }} />
          <div className={css.foot}>
            <CompareMenu compared={compared} onCompare={setCompared} />
            <NoteMenu {...{ measure, cursorAt, stretch, assetIds }} onAdded={() => void renew()} />
            <span className={css.hint}>
              Wheel zooms at the cursor, drag moves, Shift and drag zooms to a range, double click goes back
            </span>
          </div>
        </section>
      </div>
      {leaving && <NoteRemoval note={leaving} onRemoved={() => void renew()} onClose={() => setLeaving(undefined)} />}
    </div>
  )
}

/** Values without a cursor: the last step that can have one. */
function newestIn({ to }: Stretch, now: EpochMs): EpochMs {
  return Math.min(to - 1, now - 1_500)
}

function Head(props: {
  lines: LinesState
  time: WindowState
  measure: Measure | undefined
  setMeasure: (measure: Measure | undefined) => void
  children: React.ReactNode
}) {
  const { lines, time, measure, setMeasure, children } = props
  const { name } = useSite()
  const { panes, setPanes } = lines
  const { stretch, window } = time
  const third = window.spanMs / 3
  return (
    <PageHead
      title="Trends"
      level={4}
      path={[
        <Link key="site" to="/">
          {name}
        </Link>,
        `${panes.flat().length} ${panes.flat().length === 1 ? 'point' : 'points'}`,
      ]}
    >
      <Button
        leftSection={<Ruler size={14} aria-hidden />}
        aria-pressed={measure !== undefined}
        onClick={() => setMeasure(measure ? undefined : { a: stretch.from + third, b: stretch.to - third })}
      >
        {measure ? 'Measure no more' : 'Measure A to B'}
      </Button>
      <Menu position="bottom-end" transitionProps={{ duration: 120 }}>
        <Menu.Target>
          <Button rightSection={<ChevronDown size={14} aria-hidden />}>Panes</Button>
        </Menu.Target>
        <Menu.Dropdown>
          {(Object.keys(layouts) as (keyof typeof layouts)[]).map((layout) => (
            <Menu.Item key={layout} onClick={() => setPanes(laidOut(panes, layout))}>
              {layouts[layout]}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <ViewsMenu
        panes={panes}
        spanMs={window.spanMs}
        onOpen={(view) => {
          setPanes(view.panes)
          time.show({ spanMs: view.spanMs, end: 'now' }, true)
        }}
      />
      {children}
    </PageHead>
  )
}

function Chart(props: {
  time: WindowState
  shown: ReturnType<typeof useChartPanes>
  cursorAt: EpochMs | undefined
  setCursor: (at: EpochMs | undefined) => void
  measure: Measure | undefined
  setMeasure: (measure: Measure | undefined) => void
  alarms: ReturnType<typeof useAlarmMarks>
  notes: readonly RangeNote[]
  setWidth: (px: number) => void
}) {
  const { time, shown, cursorAt, setCursor, measure, setMeasure, alarms, notes, setWidth } = props
  const { timeZone } = useSite()
  const [range, setRange] = useState<Stretch>()
  const cursorNear = useCallback(
    (at: EpochMs, slackMs: number) => {
      if (!measure) return undefined
      const end = Math.abs(measure.a - at) <= Math.abs(measure.b - at) ? 'a' : 'b'
      return Math.abs(measure[end] - at) > slackMs ? undefined : (to: EpochMs) => setMeasure({ ...measure, [end]: to })
    },
    [measure, setMeasure],
  )
  const label = useMemo(() => {
    const names = shown.lines.map(({ look }) => look.name).join(', ')
    return `${names || 'No points'}, ${stretchWords(time.stretch, timeZone)}. Plus and minus zoom, arrows move, Home goes to now.`
  }, [shown.lines, time.stretch, timeZone])
  return (
    <PaneChart
      panes={shown.panes}
      stretch={time.stretch}
      timeZone={timeZone}
      window={time.window}
      now={time.now}
      onWindow={time.show}
      onBack={time.back}
      onHover={setCursor}
      onRange={(marked, isDone) => {
        setRange(isDone ? undefined : marked)
        if (isDone && marked && marked.to > marked.from)
          time.show(windowBetween(marked.from, marked.to, time.now), true)
      }}
      cursorNear={cursorNear}
      cursorAt={cursorAt}
      measure={measure}
      range={range}
      alarms={alarms}
      notes={notes}
      label={label}
      onWidth={setWidth}
    />
  )
}

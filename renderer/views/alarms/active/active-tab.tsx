import { Link, useSearch } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useState } from 'react'
import type { Alarm } from '../../../../domain/alarm.ts'
import { Chip } from '../../../components/chip.tsx'
import { EmptyState } from '../../../components/empty-state.tsx'
import { formatNumber } from '../../../format/number.ts'
import { formatClock } from '../../../format/time.ts'
import { isUnacknowledged } from '../../../frame/alarms/alarm-order.ts'
import { useAlarms, useAlarmSituation, useSite } from '../../../state/live.ts'
import { ActAsked, ActButtons, useActs } from '../acts/acts.tsx'
import { useAsides } from '../aside/use-asides.ts'
import { AlarmDetail } from '../detail/alarm-detail.tsx'
import { LoadPanel } from '../figures/load-panel.tsx'
import css from './active.module.css'
import { AlarmList } from './alarm-list.tsx'
import { type AlarmFilter, alarmRows, alarmTest, noFilter } from './alarm-rows.ts'
import { FilterBar } from './filter-bar.tsx'
import { choose, keepOnly, noSelection } from './selection.ts'

/** Alarms that others explain. */
function useFollowers(): readonly Alarm[] {
  const { data } = useAsides()
  return useMemo(() => ((data?.alarms ?? []) as Alarm[]).filter((alarm) => alarm.rootId !== undefined), [data])
}

function useRows(filter: AlarmFilter) {
  const alarms = useAlarms()
  const { assets } = useSite()
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const followers = useFollowers()
  const known = useMemo(() => new Map(assets.map((asset) => [asset.id, asset])), [assets])
  const keep = useMemo(() => alarmTest(filter, known), [filter, known])
  const rows = useMemo(() => alarmRows(alarms, { keep, followers, open }), [alarms, keep, followers, open])
  const toggleOpen = useCallback((id: string) => {
    setOpen((before) => {
      const after = new Set(before)
      if (!after.delete(id)) after.add(id)
      return after
    })
  }, [])
  return { alarms, rows, toggleOpen }
}

/** The chosen rows; what is no longer in the list is no longer chosen. Begins with what the address names, else the first. */
function useChosen(ids: ReadonlySet<string>, first: string | undefined) {
  const { alarm } = useSearch({ from: '/alarms/' })
  const [held, setSelection] = useState(noSelection)
  const [opened, setOpened] = useState<string>()
  if (alarm !== undefined && alarm !== opened && ids.has(alarm)) {
    setOpened(alarm)
    setSelection(choose(alarm))
  }
  useEffect(() => {
    // Once, when the list is there: afterwards only the person chooses, so that nothing changes under their hand.
    if (first !== undefined && alarm === undefined)
      setSelection((before) => (before === noSelection ? choose(first) : before))
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [])
  return { selection: useMemo(() => keepOnly(held, ids), [held, ids]), setSelection }
}

/** What needs a person now, most important first, and at the side the one that is opened. */
export function ActiveTab() {
  const [filter, setFilter] = useState(noFilter)
  const { alarms, rows, toggleOpen } = useRows(filter)
  const ids = useMemo(() => new Set(rows.map((row) => row.alarm.id)), [rows])
  const { selection, setSelection } = useChosen(ids, rows[0]?.alarm.id)
  const { asked, ask, close } = useActs()
  const chosen = useMemo(
    () => rows.filter((row) => selection.chosen.has(row.alarm.id)).map((row) => row.alarm),
    [rows, selection],
  )
  const opened = rows.find((row) => row.alarm.id === selection.cursor)?.alarm
  return (
    <>
      <div className={css.body}>
        <div className={css.main}>
          <section className={css.panel} aria-label="Active alarms">
            <div className={css.bar}>
              <h2 className={css.title}>Active</h2>
              <span className={css.note} title={summary(alarms)}>
                {summary(alarms)}
              </span>
              <div className={css.acts}>
                {chosen.length > 1 ? (
                  <ActButtons alarms={chosen} ask={ask} />
                ) : (
                  <FilterBar filter={filter} onFilter={setFilter} />
                )}
              </div>
            </div>
            {rows.length > 0 ? (
              <AlarmList
                rows={rows}
                selection={selection}
                onSelect={setSelection}
                onToggleOpen={toggleOpen}
                onAcknowledge={() => ask('acknowledge', chosen)}
              />
            ) : (
              <Nothing isFiltered={alarms.length > 0} />
            )}
            <Beyond shown={alarms.length} />
          </section>
          <LoadPanel />
        </div>
        <AlarmDetail alarm={opened} ask={ask} />
      </div>
      <ActAsked asked={asked} onClose={close} />
    </>
  )
}

function summary(alarms: readonly Alarm[]): string {
  const waiting = alarms.filter(isUnacknowledged).length
  const normal = alarms.filter((alarm) => alarm.state === 'normalUnacknowledged').length
  if (alarms.length === 0) return ''
  const parts = [waiting === 0 ? 'all acknowledged' : `${formatNumber(waiting)} waiting`]
  if (normal > 0) parts.push(`${formatNumber(normal)} of them normal again`)
  return parts.join(', ')
}

function Nothing({ isFiltered }: { isFiltered: boolean }) {
  return (
    <div className={css.empty}>
      <EmptyState title={isFiltered ? 'Nothing found' : 'No active alarms'}>
        {isFiltered ? 'No alarm fits the filter.' : 'Nothing needs a person now.'}
      </EmptyState>
    </div>
  )
}

/** What the list does not show: the less important rest of a flood. */
function Beyond({ shown }: { shown: number }) {
  const { timeZone } = useSite()
  const situation = useAlarmSituation()
  if (!situation) return null
  const rest = situation.listed - shown
  return (
    <>
      {situation.floodSince !== null && (
        <output className={css.flood}>
          <Chip kind="active">flood</Chip>
          <span>
            More alarms than one person can read since {formatClock(situation.floodSince, timeZone)}:{' '}
            {formatNumber(situation.lately)} in the last 10 min. The most important stand on top.
          </span>
        </output>
      )}
      {rest > 0 && (
        <div className={css.more}>
          {formatNumber(rest)} less important ones are not listed here; they move up as these are dealt with. All stand
          in the <Link to="/alarms/journal">journal</Link>.
        </div>
      )}
    </>
  )
}

import { NumberInput, Select, TextInput } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { isControllable } from '../../../../domain/asset.ts'
import { failureMode } from '../../../../domain/health/failure-modes.ts'
import type { MaintenanceCalendar } from '../../../../domain/rpc/health/calendar.ts'
import type { EpochMs } from '../../../../domain/units.ts'
import { EmptyState } from '../../../components/empty-state.tsx'
import { problemOf } from '../../../connection/problem.ts'
import { useSite } from '../../../state/live.ts'
import { siteInstant, siteLocal } from '../../operate/end-times.ts'
import page from '../health.module.css'
import { useCalendar, useFromHealth } from '../queries.ts'
import type { CalendarSearch } from '../search.ts'
import { CalendarPanels } from './calendar-panels.tsx'
import css from './calendar.module.css'

/** What the calendar is asked: what the address names, else the dearest forecast to wait for. */
function useAsked(): Required<Pick<CalendarSearch, 'assetId' | 'hours'>> & Pick<CalendarSearch, 'forecastId'> {
  const search = useSearch({ from: '/health/calendar' })
  const { assets } = useSite()
  const first = useFromHealth((now) => now.forecasts[0])
  const assetId = search.assetId ?? first?.assetId ?? assets.find(({ kind }) => isControllable(kind))?.id ?? ''
  const isFirst = first !== undefined && assetId === first.assetId
  const forecastId = search.forecastId ?? (isFirst ? first.id : undefined)
  const hours = search.hours ?? (isFirst ? failureMode(first.mode).repairH : 8)
  return forecastId === undefined ? { assetId, hours } : { assetId, hours, forecastId }
}

/** When is taking an asset out cheapest: cost of each start against the plan, windows, and what is planned. */
export function CalendarTab() {
  const { assets, timeZone } = useSite()
  const navigate = useNavigate()
  const asked = useAsked()
  const [before, setBefore] = useState<EpochMs>()
  const { assetId, hours } = asked
  const { data, error } = useCalendar({ assetId, hours, ...(before === undefined ? {} : { before }) })
  const show = (search: CalendarSearch) => void navigate({ to: '/health/calendar', search, replace: true })
  return (
    <>
      <section className={page.panel} style={{ flex: 'none', overflow: 'visible' }} aria-label="What is taken out">
        <div className={css.tools}>
          <Select
            label="Take out"
            searchable
            allowDeselect={false}
            data={assets.map(({ id, name }) => ({ value: id, label: name }))}
            value={assetId}
            onChange={(id) => id !== null && show({ assetId: id, hours })}
          />
          <NumberInput
            label="For, hours"
            className={css.hours}
            min={0.5}
            max={336}
            decimalScale={1}
            value={hours}
            onChange={(value) => Number(value) >= 0.5 && show({ ...asked, hours: Math.min(336, Number(value)) })}
          />
          <TextInput
            type="datetime-local"
            label="Done before, time at the site"
            value={before === undefined ? '' : siteLocal(before, timeZone)}
            onChange={(event) => setBefore(siteInstant(event.currentTarget.value, timeZone))}
          />
          {data && !isUnknown(data) && <p className={css.words}>{data.words}</p>}
        </div>
      </section>
      {error && <EmptyState title="The calendar could not be made">{problemOf(error).message}</EmptyState>}
      {data && !error && isUnknown(data) && <EmptyState title="No cost is known yet">{data.words}</EmptyState>}
      {data && !error && !isUnknown(data) && (
        <CalendarPanels key={`${data.assetId} ${data.hours}`} calendar={data} forecastId={asked.forecastId} />
      )}
    </>
  )
}

/** Nothing is known of any start: neither a plan nor a price. */
function isUnknown({ starts }: MaintenanceCalendar): boolean {
  return starts.costEur.every((cost) => cost === null)
}

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Asset } from '../../../../domain/asset.ts'
import { useClient } from '../../../connection/connected.tsx'
import { Panel } from '../../../components/panel.tsx'
import { energySumText } from '../../../format/energy.ts'
import { powerText } from '../../../format/power.ts'
import { formatTime } from '../../../format/time.ts'
import { useLiveStore, useSite } from '../../../state/live.ts'
import css from './side.module.css'
import { counted, dayStart, extremes } from './day.ts'

/** What the connection has seen since midnight at the site, from the history. */
export function Today({ grid }: { grid: Asset }) {
  const { timeZone } = useSite()
  const { data } = useToday(grid.id)
  const peaks = data && extremes(data.power)
  const none = 'none'
  return (
    <Panel title="Today" note="at the grid connection, since 00:00">
      <dl className={css.facts}>
        <Fact label="Highest import" at={peaks?.high && formatTime(peaks.high.at, timeZone)}>
          {peaks?.high && peaks.high.powerKW > 0 ? powerText(peaks.high.powerKW) : none}
        </Fact>
        <Fact
          label="Highest export"
          at={peaks?.low && peaks.low.powerKW < 0 ? formatTime(peaks.low.at, timeZone) : undefined}
        >
          {peaks?.low && peaks.low.powerKW < 0 ? powerText(peaks.low.powerKW) : none}
        </Fact>
        <Fact label="Imported">{energy(data && counted(data.imported))}</Fact>
        <Fact label="Exported">{energy(data && counted(data.exported))}</Fact>
      </dl>
    </Panel>
  )
}

function energy(energyKWh: number | undefined): string {
  return energyKWh === undefined ? 'not stored' : energySumText(energyKWh)
}

function Fact({ label, at, children }: { label: string; at?: string | undefined; children: ReactNode }) {
  return (
    <div className={css.fact}>
      <dt>
        {label} {at !== undefined && <span className={css.at}>{at}</span>}
      </dt>
      <dd>{children}</dd>
    </div>
  )
}

function useToday(assetId: string) {
  const client = useClient()
  const store = useLiveStore()
  const { timeZone } = useSite()
  return useQuery({
    queryKey: ['today', assetId],
    queryFn: async () => {
      const to = Math.round(store.now())
      const span = { assetId, from: dayStart(to, timeZone), to, buckets: 1_440 }
      const [power, imported, exported] = await Promise.all([
        client.history.trend({ ...span, point: 'activePowerKW' }),
        client.history.trend({ ...span, point: 'importedKWh' }),
        client.history.trend({ ...span, point: 'exportedKWh' }),
      ])
      return { power, imported, exported }
    },
    refetchInterval: 60_000,
    placeholderData: keepPreviousData,
  })
}

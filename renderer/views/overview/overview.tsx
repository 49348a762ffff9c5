import { useMediaQuery } from '@mantine/hooks'
import { lazy, Suspense } from 'react'
import { PageHead } from '../../components/page-head.tsx'
import { formatClock } from '../../format/time.ts'
import { useConnection, useLinks, useNow, useSite } from '../../state/live.ts'
import { OneLine } from './one-line/one-line.tsx'
import css from './overview.module.css'
import { Devices } from './side/devices.tsx'
import { InCommand } from './side/in-command.tsx'
import { Latest } from './side/latest.tsx'
import { Services } from './side/services.tsx'
import { Today } from './side/today.tsx'
import { WorkingNow } from './side/working-now.tsx'
import { GridTile } from './tiles/grid-tile.tsx'
import { GiveTile, ReleaseTile, TakeTile } from './tiles/headroom-tiles.tsx'
import tileCss from './tiles/tile.module.css'

const TrendStrip = lazy(async () => ({ default: (await import('./strip/trend-strip.tsx')).TrendStrip }))

/** Is anything wrong, how far are we from our limits, what can we give, take and release? */
export function Overview() {
  const { name, assets } = useSite()
  const isWide = useMediaQuery('(min-width: 2000px)', false, { getInitialValueInEffect: false })
  const grid = assets.find((a) => a.kind === 'grid')
  const isSilent = useLinks().some((link) => link.state !== 'connected')
  return (
    <>
      <PageHead title="Overview" level={1} path={[name]}>
        <ValuesFrom />
      </PageHead>
      <div className={css.page}>
        <div className={css.main}>
          <div className={tileCss.tiles}>
            {grid && <GridTile asset={grid} />}
            <GiveTile />
            <TakeTile />
            <ReleaseTile />
          </div>
          <OneLine />
          {isWide && (
            <Suspense fallback={<div className={css.strip} />}>
              <TrendStrip />
            </Suspense>
          )}
        </div>
        <aside className={css.side} aria-label="What holds now">
          <InCommand />
          <Services />
          <WorkingNow />
          {isWide && <Latest />}
          {(isWide || isSilent) && <Devices />}
          {grid && <Today grid={grid} />}
        </aside>
      </div>
    </>
  )
}

function ValuesFrom() {
  const { timeZone } = useSite()
  const { state, since } = useConnection()
  const now = useNow()
  if (state === 'lost') return <span>Last values, from {formatClock(since, timeZone)}</span>
  return <span>All values from the {formatClock(now, timeZone)} cycle</span>
}

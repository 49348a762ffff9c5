import { Link, Outlet, useLocation, useParams } from '@tanstack/react-router'
import { EmptyState } from '../../components/empty-state.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { healthTabs } from '../../frame/screens.ts'
import { TabLinks } from '../../frame/tabs/tab-links.tsx'
import { useSite, useStatus } from '../../state/live.ts'
import css from './health.module.css'
import { useFromHealth } from './queries.ts'

type TabPath = (typeof healthTabs)[number]['path']

/** How many stand behind a tab. */
function useCounts(): Partial<Record<TabPath, number | undefined>> {
  const forecasts = useFromHealth((now) => now.forecasts.length)
  const anomalies = useFromHealth((now) => now.anomalies.length)
  return { '/health': forecasts, '/health/anomalies': anomalies }
}

/** What fails first, what waiting costs, why we think so, how often we are right; and what people make of it. */
export function HealthView() {
  const { name, assets } = useSite()
  const { isReplay } = useStatus()
  const { pathname } = useLocation()
  const counts = useCounts()
  const tab = healthTabs.find(({ path }) => path === pathname.replace(/(.)\/$/, '$1'))
  const { assetId } = useParams({ strict: false })
  const asset = assets.find(({ id }) => id === assetId)
  const path = [
    <Link key="site" to="/">
      {name}
    </Link>,
    ...(asset ? [asset.name] : tab === undefined || tab.path === '/health' ? [] : [tab.title]),
  ]
  return (
    <div className={css.page}>
      <PageHead title="Health" level={asset ? 3 : tab?.path === '/health/verdicts' ? 4 : 2} path={path}>
        <TabLinks label="Health" tabs={healthTabs} counts={counts} />
      </PageHead>
      {isReplay ? (
        <EmptyState title="Health knows only the present">
          A replay shows the past; what was foreseen then stands beside each forecast as how it moved.
        </EmptyState>
      ) : (
        <Outlet />
      )}
    </div>
  )
}

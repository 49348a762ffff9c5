import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { EmptyState } from '../../components/empty-state.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { settlementTabs } from '../../frame/screens.ts'
import { TabLinks } from '../../frame/tabs/tab-links.tsx'
import { useSite, useStatus } from '../../state/live.ts'
import css from './settlement.module.css'

/** What was earned, which reading proves it, what waits, when nobody can dispute it any more. */
export function SettlementView() {
  const { name } = useSite()
  const { isReplay } = useStatus()
  const { pathname } = useLocation()
  const tab = settlementTabs.find(({ path }) => path === pathname.replace(/(.)\/$/, '$1'))
  const path = [
    <Link key="site" to="/">
      {name}
    </Link>,
    ...(tab === undefined || tab.path === '/settlement' ? [] : [tab.title]),
  ]
  return (
    <div className={css.page}>
      <PageHead title="Settlement" level={2} path={path}>
        <TabLinks label="Settlement" tabs={settlementTabs} />
      </PageHead>
      {isReplay ? (
        <EmptyState title="Settlement knows only the present">
          A replay shows the past; its statements are here, outside the replay, as they were signed.
        </EmptyState>
      ) : (
        <Outlet />
      )}
    </div>
  )
}

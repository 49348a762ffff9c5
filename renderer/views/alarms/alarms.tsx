import { Link, Outlet, useLocation } from '@tanstack/react-router'
import type { AlarmAside } from '../../../domain/alarm.ts'
import { PageHead } from '../../components/page-head.tsx'
import { alarmTabs } from '../../frame/screens.ts'
import { TabLinks } from '../../frame/tabs/tab-links.tsx'
import { useAlarms, useAlarmSituation, useSite } from '../../state/live.ts'
import css from './alarms.module.css'
import { useAsides } from './aside/use-asides.ts'

type TabPath = (typeof alarmTabs)[number]['path']

/** How many stand behind a tab. */
function useCounts(): Partial<Record<TabPath, number | undefined>> {
  const { length } = useAlarms()
  const situation = useAlarmSituation()
  const { data } = useAsides()
  const setAside = (kind: AlarmAside['kind']) => data?.setAside.filter((aside) => aside.kind === kind).length
  return {
    '/alarms': situation?.listed ?? length,
    ...(situation && { '/alarms/suppressed': situation.suppressed }),
    ...(data && { '/alarms/shelved': setAside('shelved'), '/alarms/out-of-service': setAside('outOfService') }),
  }
}

/** Everything about alarms: what needs a person now, what is set aside, what happened, how the system of alarms does. */
export function AlarmsView() {
  const { name } = useSite()
  const { pathname } = useLocation()
  const counts = useCounts()
  const tab = alarmTabs.find(({ path }) => path === pathname.replace(/(.)\/$/, '$1'))
  const path = [
    <Link key="site" to="/">
      {name}
    </Link>,
    tab?.title ?? 'Active',
  ]
  return (
    <div className={css.page}>
      <PageHead title="Alarms" level={tab?.path === '/alarms' ? 1 : 4} path={path}>
        <TabLinks label="Alarms" tabs={alarmTabs} counts={counts} />
      </PageHead>
      <Outlet />
    </div>
  )
}

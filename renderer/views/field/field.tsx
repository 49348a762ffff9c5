import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { PageHead } from '../../components/page-head.tsx'
import { fieldTabs } from '../../frame/screens.ts'
import { TabLinks } from '../../frame/tabs/tab-links.tsx'
import { useSite } from '../../state/live.ts'
import css from './field.module.css'
import { ScanProvider } from './scan/scan-state.tsx'

/** Everything about devices, from unknown to steered: links, adding, models, the list, commissioning, trust. */
export function FieldView() {
  const { name } = useSite()
  const { pathname } = useLocation()
  const tab = fieldTabs.find(({ path }) => path === pathname.replace(/(.)\/$/, '$1'))
  const path = [
    <Link key="site" to="/">
      {name}
    </Link>,
    tab?.title ?? 'Devices',
  ]
  return (
    <div className={css.page}>
      <PageHead title="Field" level={4} path={path}>
        <TabLinks label="Field" tabs={fieldTabs} />
      </PageHead>
      <ScanProvider>
        <Outlet />
      </ScanProvider>
    </div>
  )
}

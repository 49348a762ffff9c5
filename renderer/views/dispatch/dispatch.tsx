import { useMediaQuery } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { PageHead } from '../../components/page-head.tsx'
import { useSite } from '../../state/live.ts'
import { AuditPanel } from './audit-panel.tsx'
import css from './dispatch.module.css'
import { GridPanel } from './grid-panel.tsx'
import { InstructionsPanel } from './instructions-panel.tsx'
import { Lanes } from './lanes.tsx'
import { ModePanel } from './mode-panel.tsx'
import { ServicesPanel } from './services-panel.tsx'
import { WhyPanel } from './why-panel.tsx'

/** What is asked of the site, who decides, why each setpoint is what it is, and what was commanded. */
export function DispatchView() {
  const { name } = useSite()
  const hasRoom = useMediaQuery('(min-width: 2000px) and (min-height: 1200px)')
  const path = [
    <Link key="site" to="/">
      {name}
    </Link>,
  ]
  return (
    <div className={css.page}>
      <PageHead title="Dispatch" level={1} path={path} />
      <div className={css.body}>
        <div className={css.main}>
          <GridPanel />
          {hasRoom && <Lanes />}
          <div className={css.pair}>
            <WhyPanel />
            <AuditPanel />
          </div>
        </div>
        <div className={css.aside}>
          <ModePanel />
          <InstructionsPanel />
          <ServicesPanel />
        </div>
      </div>
    </div>
  )
}

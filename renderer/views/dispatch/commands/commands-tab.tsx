import css from '../dispatch.module.css'
import { WhyPanel } from '../why/why-panel.tsx'
import { AuditPanel } from './audit-panel.tsx'
import { ModePanel } from './mode-panel.tsx'

/** Who decides: the mode of the site, the reasons of each setpoint, and what people and the engine commanded. */
export function CommandsTab() {
  return (
    <div className={css.body}>
      <div className={css.main}>
        <AuditPanel />
      </div>
      <div className={css.aside}>
        <ModePanel />
        <WhyPanel />
      </div>
    </div>
  )
}

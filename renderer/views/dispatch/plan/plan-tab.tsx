import css from '../dispatch.module.css'
import { InstructionsPanel } from '../instructions/instructions-panel.tsx'
import { ProofPanel } from '../proofs/proof-panel.tsx'
import { ServicesPanel } from '../services/services-panel.tsx'
import { PlanPanel } from './plan-panel.tsx'
import { WhyPanel } from '../why/why-panel.tsx'

/** Whether the plan is followed, what is asked and whether we are ready, why this setpoint, and how the last order went. */
export function PlanTab() {
  return (
    <div className={css.body}>
      <div className={`${css.main} ${css.scrolling}`}>
        <PlanPanel />
        <div className={css.pair}>
          <ProofPanel />
          <WhyPanel />
        </div>
      </div>
      <div className={css.aside}>
        <InstructionsPanel />
        <ServicesPanel />
      </div>
    </div>
  )
}

import type { ControllerName } from '../../../../domain/setpoint.ts'
import { Chip } from '../../../components/chip.tsx'
import { Panel } from '../../../components/panel.tsx'
import { powerText } from '../../../format/power.ts'
import { useSite, useStatus } from '../../../state/live.ts'
import css from './side.module.css'
import { useDecisions } from './use-decisions.ts'
import { isAtWork } from './working.ts'

/** Standing duties of the engine: at work now, or armed. */
export function Services() {
  const { peakShavingAboveKW } = useSite()
  return (
    <Panel title="Services" note="standing duties of the engine">
      <ul className={css.rows}>
        {peakShavingAboveKW !== undefined && (
          <Service
            name="Peak shaving"
            controller="peakShaving"
            duty={`keeps the import below ${powerText(peakShavingAboveKW)}`}
          />
        )}
        <Service
          name="Surplus absorption"
          controller="surplusAbsorption"
          duty="mining and storage take what would be exported"
        />
      </ul>
    </Panel>
  )
}

function Service({ name, controller, duty }: { name: string; controller: ControllerName; duty: string }) {
  const decisions = useDecisions()
  const { mode, failedControllers } = useStatus()
  return (
    <li className={css.row}>
      <span className={css.words}>
        <b className={css.first}>{name}</b>
        <span className={css.second}>{duty}</span>
      </span>
      {failedControllers.includes(controller) ? (
        <Chip kind="hatched">failed</Chip>
      ) : mode === 'manual' ? (
        <Chip kind="outline">off in manual</Chip>
      ) : isAtWork(decisions, controller) ? (
        <Chip kind="active">Active</Chip>
      ) : (
        <Chip kind="track">Armed</Chip>
      )}
    </li>
  )
}

import { Button } from '@mantine/core'
import { useState } from 'react'
import { isAllowed } from '../../../../domain/access.ts'
import { Panel } from '../../../components/panel.tsx'
import { useSite, useStatus } from '../../../state/live.ts'
import { useObstacle } from '../../../state/use-obstacle.ts'
import { ReasonDialog } from '../../operate/reason-dialog.tsx'
import css from '../dispatch.module.css'

const modes = {
  automatic: { word: 'Automatic', says: 'All controllers decide, each within what the one before left.' },
  manual: { word: 'Manual', says: 'Protection, limits and operators only; the rest holds its last setpoint.' },
} as const

/** Who decides: all controllers, or protection, limits and people only. */
export function ModePanel() {
  const { mode } = useStatus()
  const { person } = useSite()
  const obstacle = useObstacle('operator')
  const [isChanging, setChanging] = useState(false)
  const other = mode === 'automatic' ? 'manual' : 'automatic'
  return (
    <Panel title="Mode" note="of the whole site">
      <div className={css.mode}>
        <span>
          <strong>{modes[mode].word}</strong>
          <span>{modes[mode].says}</span>
        </span>
        {isAllowed(person.role, 'operator') && (
          <Button onClick={() => setChanging(true)} disabled={obstacle !== undefined} title={obstacle}>
            {other === 'manual' ? 'To manual…' : 'To automatic…'}
          </Button>
        )}
      </div>
      {isChanging && (
        <ReasonDialog
          title={`Change to ${other}`}
          act={`Change to ${other}`}
          explanation={modes[other].says}
          call={(client, reason) => client.dispatch.setMode({ mode: other, reason })}
          onClose={() => setChanging(false)}
        />
      )}
    </Panel>
  )
}

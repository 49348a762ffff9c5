import { Button } from '@mantine/core'
import { Check } from 'lucide-react'
import { useState } from 'react'
import type { ListApplied } from '../../../../domain/rpc/field/field.ts'
import { EmptyState } from '../../../components/empty-state.tsx'
import { Panel } from '../../../components/panel.tsx'
import css from '../field.module.css'
import { RestartDialog } from './restart-dialog.tsx'

/** The list is written; from when it holds, and the restart on offer. */
export function Applied({ applied }: { applied: ListApplied }) {
  const [isRestarting, setRestarting] = useState(false)
  return (
    <Panel title="Written" isFilling>
      <EmptyState
        icon={Check}
        title="The site file is changed"
        action={
          <Button variant="filled" onClick={() => setRestarting(true)}>
            Restart the engine now…
          </Button>
        }
      >
        Written to <span className={css.mono}>{applied.siteFile}</span>, the former one kept as{' '}
        <span className={css.mono}>{applied.keptAs}</span>. It holds from the next start of the engine. A restart lets
        devices fall to their safe state for a few seconds.
      </EmptyState>
      {isRestarting && <RestartDialog onClose={() => setRestarting(false)} />}
    </Panel>
  )
}

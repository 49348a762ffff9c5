import { useState } from 'react'
import { EmptyState } from '../../../components/empty-state.tsx'
import { Panel } from '../../../components/panel.tsx'
import css from './add.module.css'
import { FoundPanel } from './found-panel.tsx'
import { PreviewPanel } from './preview-panel.tsx'
import { RangePanel } from './range-panel.tsx'
import { useScan } from './scan-state.tsx'
import { type Found, placeOf } from './scan-steps.ts'

/** From an unknown device to one whose values are seen and which is added: look, choose, compare, add. */
export function AddTab() {
  const { view } = useScan()
  const [picked, setPicked] = useState<Found>()
  const firstNew = view.found.find((found) => found.deviceId === undefined)
  // A scan that begins anew forgets the choice; the first newcomer is looked at without a further click.
  const chosen = picked && view.found.includes(picked) ? picked : firstNew
  return (
    <div className={css.body}>
      <div className={css.left}>
        <RangePanel />
        <FoundPanel chosen={chosen} onChoose={setPicked} />
      </div>
      {chosen ? (
        <PreviewPanel key={placeOf(chosen)} found={chosen} />
      ) : (
        <Panel title="What it reads" note="raw and decoded, side by side" isFilling>
          <EmptyState title="Choose who answered">
            Its values are then read once a second with the model that fits best, and nothing is written to it.
          </EmptyState>
        </Panel>
      )}
    </div>
  )
}

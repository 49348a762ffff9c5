import { Button } from '@mantine/core'
import type { Asset } from '../../../../../domain/asset.ts'
import { EffectLines, StepDialog } from '../../../../components/layout/step-dialog.tsx'
import { formatDuration } from '../../../../format/duration.ts'
import { powerText } from '../../../../format/power.ts'
import { useReading, useSite } from '../../../../state/live.ts'
import { ActButton } from '../../../operate/act-button.tsx'
import type { PulseOrder } from './pulse-desk.ts'
import { atTheConnection, directionWords, fromTo, type PulseDraft, pulseKW } from './pulse-words.ts'

/** Last step before a pulse: what will happen, in words. Nothing is sent before its button. */
export function PulseConfirm(props: {
  asset: Asset
  draft: PulseDraft
  /** Why it may not be given any more: a value or a limit changed meanwhile. */
  obstacle: string | undefined
  onClose: () => void
  onGive: (order: PulseOrder) => void
}) {
  const { asset, draft, obstacle, onClose, onGive } = props
  const { assets } = useSite()
  const { value } = useReading(asset.id, 'activePowerKW')
  const grid = useReading(assets.find(({ kind }) => kind === 'grid')?.id ?? '', 'activePowerKW')
  const { sizeKW = 0, seconds = 0, direction } = draft
  const byKW = pulseKW(sizeKW, direction)
  const span = formatDuration(seconds * 1_000)
  const words = directionWords(asset.kind, value ?? 0)[direction]
  return (
    <StepDialog
      title={`Test pulse of ${asset.name}`}
      steps={['Choose', 'Confirm', 'Watch']}
      at={1}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>Back</Button>
          <ActButton
            isPrimary
            obstacle={obstacle}
            onClick={() => onGive({ assetId: asset.id, byKW, seconds, reason: draft.reason.trim() })}
          >
            Move by {powerText(sizeKW)} for {span}
          </ActButton>
        </>
      }
    >
      <EffectLines
        lines={[
          { label: 'Asked', words: `${words}, by ${powerText(sizeKW)}` },
          { label: asset.name, words: value === null ? 'no value' : fromTo(asset.kind, value, byKW) },
          { label: 'At the connection', words: atTheConnection(grid.value, byKW) },
          { label: 'Lasts', words: `${span}, then it goes back; Stop ends it at once` },
          { label: 'Reason', words: draft.reason.trim() },
        ]}
      />
      {obstacle !== undefined && <p role="alert">{obstacle}</p>}
    </StepDialog>
  )
}

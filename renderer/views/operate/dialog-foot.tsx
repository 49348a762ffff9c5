import { Button } from '@mantine/core'
import type { Asset } from '../../../domain/asset.ts'
import type { Instruction } from '../../../domain/instruction.ts'
import { KeyHint } from '../../components/layout/key-hint.tsx'
import { formatDuration } from '../../format/duration.ts'
import { powerText } from '../../format/power.ts'
import { useLiveStore, useNow, useSite } from '../../state/live.ts'
import { ActButton } from './act-button.tsx'
import { askedPowerOf, isCeiling } from './asked-power.ts'
import { type Draft, draftKW, type Obstacle } from './draft.ts'
import { endOf } from './end-times.ts'
import css from './operate.module.css'
import type { Operation } from './use-operation.ts'
import type { Selection } from './use-reservation.ts'

/** Gives focus to what appears, once. */
const takeFocus = (element: HTMLElement | null) => element?.focus()

/** The act and the value, as the button says them. */
function actLabel(asset: Asset, draft: Draft): string {
  if (draft.sizeKW === undefined) return 'Operate'
  const { directions } = askedPowerOf(asset)
  if (isCeiling(asset)) return `Limit to ${powerText(draft.sizeKW)}`
  const hasChoice = directions.in !== undefined && directions.out !== undefined
  return `${hasChoice ? directions[draft.direction] : 'Operate'} ${powerText(draft.sizeKW)}`
}

/** Cancel, or the one button that changes power. */
export function CheckFoot(props: {
  asset: Asset
  draft: Draft
  operation: Operation
  reservationId: string
  obstacle: Obstacle
  onClose: () => void
}) {
  const { asset, draft, operation, reservationId, obstacle, onClose } = props
  const { timeZone } = useSite()
  const store = useLiveStore()
  const press = () => {
    const powerKW = draftKW(draft)
    const until = endOf(draft.end, { now: store.now(), timeZone, custom: draft.custom })
    if (powerKW === undefined || until === undefined || operation.isSending) return
    void operation.press({ reservationId, powerKW, reason: draft.reason.trim(), until: Math.round(until) })
  }
  return (
    <footer className={css.foot}>
      <span className={css.note}>Cancels if value, limits or user change</span>
      <Button onClick={onClose} rightSection={<KeyHint keys="Esc" />}>
        Cancel
      </Button>
      <ActButton isPrimary isBusy={operation.isSending} obstacle={obstacle.power ?? obstacle.other} onClick={press}>
        {actLabel(asset, draft)}
      </ActButton>
    </footer>
  )
}

/** Nothing was sent: close, or begin again. */
export function EndedFoot(props: { selection: Selection; onAgain: () => void; onClose: () => void }) {
  const { selection, onAgain, onClose } = props
  return (
    <footer className={css.foot}>
      <Button onClick={onClose}>Close</Button>
      {selection.state === 'ended' && (
        <Button variant="filled" ref={takeFocus} onClick={onAgain}>
          Select again
        </Button>
      )}
    </footer>
  )
}

/** While the meter is watched, how long already; afterwards close, and never by itself. */
export function ResultFoot({ instruction, onClose }: { instruction: Instruction; onClose: () => void }) {
  const now = useNow()
  if (instruction.outcome === 'pending')
    return (
      <footer className={css.foot}>
        <output className={css.busy}>Verifying {formatDuration(now - instruction.from)}</output>
        <Button ref={takeFocus} onClick={onClose}>
          Close, it goes on
        </Button>
      </footer>
    )
  return (
    <footer className={css.foot}>
      <Button key="done" variant="filled" ref={takeFocus} onClick={onClose}>
        Close
      </Button>
    </footer>
  )
}

import { FocusTrap } from '@mantine/core'
import { Timer } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Asset } from '../../../domain/asset.ts'
import { Chip } from '../../components/chip.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { formatDuration } from '../../format/duration.ts'
import { useLiveStore, useNow, useSite } from '../../state/live.ts'
import { directionOf, isCeiling } from './asked-power.ts'
import { CheckStep } from './check-step.tsx'
import { CheckFoot, EndedFoot, ResultFoot } from './dialog-foot.tsx'
import { type Draft, draftKW, obstacleOf, outsideText } from './draft.ts'
import css from './operate.module.css'
import { ResultStep } from './result-step.tsx'
import { useCheck } from './use-check.ts'
import { useOperation } from './use-operation.ts'
import { type Selection, useReservation } from './use-reservation.ts'

interface OperateProps {
  asset: Asset
  /** Choose a power, or keep the one of now. */
  intent: 'setPower' | 'hold'
  onClose: () => void
}

const steps = ['Select', 'Check', 'Operate', 'Verify'] as const

/** Codes after which the reservation is worth nothing: the dialog ends with the engine's sentence. */
const endingCodes = new Set(['Dispatch.ReservationExpired', 'Dispatch.ReservationChanged', 'Dispatch.StaleData'])

/** Select, check, operate, verify: the one way a person changes power. Nothing is sent before the last button. */
export function OperateDialog(props: OperateProps) {
  const { asset, intent, onClose } = props
  const [attempt, setAttempt] = useState(0)
  const [draft, setDraft] = useDraft(asset)
  useFocusBack()
  const act = isCeiling(asset) ? 'Set ceiling' : 'Set power'
  return (
    <div
      className={css.scrim}
      role="presentation"
      onKeyDown={(event) => {
        event.stopPropagation()
        // An open list takes the key for itself.
        const hasList = event.target instanceof Element && event.target.getAttribute('aria-expanded') === 'true'
        if (event.key === 'Escape' && !hasList) onClose()
      }}
    >
      <FocusTrap>
        <dialog open className={css.dialog} aria-modal="true" aria-labelledby="operate-title">
          <Session
            {...props}
            key={attempt}
            title={intent === 'hold' ? `Hold ${asset.name}` : `${act} of ${asset.name}`}
            draft={draft}
            onDraft={setDraft}
            onAgain={() => setAttempt(attempt + 1)}
          />
        </dialog>
      </FocusTrap>
    </div>
  )
}

/** Gives focus back to what had it, when the dialog goes. */
function useFocusBack(): void {
  useEffect(() => {
    const before = document.activeElement
    return () => {
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
}

function useDraft(asset: Asset): [Draft, (change: Partial<Draft>) => void] {
  const store = useLiveStore()
  const [draft, setDraft] = useState<Draft>(() => {
    const now = store.reading(asset.id, 'activePowerKW').value ?? 0
    return { sizeKW: Math.abs(Math.round(now)), direction: directionOf(asset, now), reason: '', end: '1h', custom: '' }
  })
  return [draft, (change) => setDraft((before) => ({ ...before, ...change }))]
}

interface SessionProps extends OperateProps {
  title: string
  draft: Draft
  onDraft: (change: Partial<Draft>) => void
  onAgain: () => void
}

/** One reservation from its beginning to the outcome of its command. */
function Session({ asset, intent, onClose, title, draft, onDraft, onAgain }: SessionProps) {
  const { timeZone } = useSite()
  const now = useNow()
  const operation = useOperation(asset.id)
  const { problem, instruction, isSending } = operation
  const selection = useSelection(asset.id, operation)
  const held = selection.state === 'held' && !instruction ? selection.reservation : undefined
  const check = useCheck(held?.id, draftKW(draft))
  const obstacle = obstacleOf(draft, check, { now, timeZone })
  if (instruction)
    return (
      <Frame title={title} at={3} foot={<ResultFoot instruction={instruction} onClose={onClose} />}>
        <ResultStep asset={asset} instruction={instruction} measured={operation.measured} />
      </Frame>
    )
  if (!held)
    return (
      <Frame title={title} at={0} foot={<EndedFoot selection={selection} onAgain={onAgain} onClose={onClose} />}>
        <Unheld selection={selection} />
      </Frame>
    )
  const error = obstacle.power ?? outsideText(draft, held) ?? problem?.message
  const foot = { asset, draft, operation, reservationId: held.id, obstacle, onClose }
  return (
    <Frame title={title} at={isSending ? 2 : 1} selection={selection} foot={<CheckFoot {...foot} />}>
      <CheckStep
        asset={asset}
        reservation={held}
        draft={draft}
        onDraft={onDraft}
        check={check}
        error={error}
        isHold={intent === 'hold'}
      />
    </Frame>
  )
}

/** The reservation; ended also when the engine said with its refusal that it is worth nothing any more. */
function useSelection(assetId: string, { problem }: { problem: { code: string; message: string } | undefined }) {
  const selection = useReservation(assetId)
  if (problem && endingCodes.has(problem.code)) return { state: 'ended', why: problem.message } satisfies Selection
  return selection
}

function Frame(props: {
  title: string
  at: number
  selection?: Selection
  children: React.ReactNode
  foot: React.ReactNode
}) {
  const { title, at, selection, children, foot } = props
  return (
    <>
      <header className={css.head}>
        <h2 id="operate-title">{title}</h2>
        {selection?.state === 'held' && (
          <Chip kind="accent">
            <Timer size={12} aria-hidden /> reserved for you, {formatDuration(selection.leftMs)} left
          </Chip>
        )}
      </header>
      <ol className={css.steps}>
        {steps.map((step, i) => (
          <li
            key={step}
            data-place={i < at ? 'past' : i === at ? 'now' : 'ahead'}
            aria-current={i === at ? 'step' : undefined}
          >
            {i + 1} {step}
          </li>
        ))}
      </ol>
      <div className={css.body}>{children}</div>
      {foot}
    </>
  )
}

function Unheld({ selection }: { selection: Selection }) {
  if (selection.state !== 'ended') return <p className={css.quiet}>Reserving the asset for you</p>
  return (
    <EmptyState title="Cancelled, nothing was sent">
      <span role="alert">{selection.why}</span>
    </EmptyState>
  )
}

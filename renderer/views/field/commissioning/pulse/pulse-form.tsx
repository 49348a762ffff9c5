import { NumberInput, SegmentedControl, TextInput } from '@mantine/core'
import { type FormEvent, useMemo, useState } from 'react'
import { type Asset, ratedRange } from '../../../../../domain/asset.ts'
import { usable } from '../../../../../domain/reading.ts'
import type { KW } from '../../../../../domain/units.ts'
import { Value } from '../../../../components/value.tsx'
import { formatPower, powerWord } from '../../../../format/power.ts'
import { useDecision, useReading } from '../../../../state/live.ts'
import { useObstacle } from '../../../../state/use-obstacle.ts'
import { ActButton } from '../../../operate/act-button.tsx'
import { PulseConfirm } from './pulse-confirm.tsx'
import type { PulseOrder } from './pulse-desk.ts'
import {
  directionWords,
  draftObstacle,
  type PulseDirection,
  type PulseDraft,
  pulseKW,
  pulseRange,
  restObstacle,
  roomKW,
  roomWords,
} from './pulse-words.ts'
import css from './pulse.module.css'

interface FormProps {
  asset: Asset
  onGive: (order: PulseOrder) => void
}

/** Why no pulse may be given now, whatever is typed; `undefined` when one may. */
function useStandingObstacle(asset: Asset): string | undefined {
  const role = useObstacle('engineer')
  const power = useReading(asset.id, 'activePowerKW')
  const authority = useDecision(asset.id)?.authority
  if (role !== undefined) return role
  if (authority === 'monitor' || authority === 'handedOver') return 'It is not ours to steer now; see its faceplate.'
  return usable(power) === undefined ? 'No good power reading; nothing may be decided on it' : undefined
}

/** First step of a pulse: which way, by how much, how long, and why. */
export function PulseForm({ asset, onGive }: FormProps) {
  const [draft, setDraft] = useState<PulseDraft>({ direction: 'in', sizeKW: undefined, seconds: 30, reason: '' })
  const [isConfirming, setConfirming] = useState(false)
  const standing = useStandingObstacle(asset)
  const { value } = useReading(asset.id, 'activePowerKW')
  const decision = useDecision(asset.id)
  const range = useMemo(() => pulseRange(asset, decision?.range), [asset, decision])
  const room = roomKW(range, value ?? 0, draft.direction)
  const byKW = pulseKW(draft.sizeKW ?? 0, draft.direction)
  const obstacle = standing ?? draftObstacle(draft, room) ?? restObstacle(asset, (value ?? 0) + byKW)
  const change = (part: Partial<PulseDraft>) => setDraft((before) => ({ ...before, ...part }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (obstacle === undefined) setConfirming(true)
  }
  return (
    <form className={css.pulse} onSubmit={submit}>
      <p className={css.quiet}>
        Changes the power of {asset.name} for some seconds and watches its own meter and the one at the connection.
        Protection and limits hold; afterwards it goes back.
      </p>
      <Way asset={asset} powerKW={value} draft={draft} onChange={change} />
      <Sizes
        draft={draft}
        onChange={change}
        hint={roomWords(room, draft.direction, range, ratedRange(asset), decision?.limitedBy ?? '')}
      />
      <TextInput
        label="Reason (kept in the audit trail)"
        placeholder="Why is this needed?"
        required
        withAsterisk={false}
        maxLength={300}
        value={draft.reason}
        onChange={(event) => change({ reason: event.currentTarget.value })}
      />
      <footer className={css.foot}>
        <span className={css.why}>{standing ?? (draft.sizeKW === undefined ? '' : obstacle)}</span>
        <ActButton type="submit" obstacle={obstacle}>
          What it will do…
        </ActButton>
      </footer>
      {isConfirming && (
        <PulseConfirm
          asset={asset}
          draft={draft}
          obstacle={obstacle}
          onClose={() => setConfirming(false)}
          onGive={onGive}
        />
      )}
    </form>
  )
}

interface PartProps {
  draft: PulseDraft
  onChange: (part: Partial<PulseDraft>) => void
}

function Way({ asset, powerKW, draft, onChange }: PartProps & { asset: Asset; powerKW: KW | null }) {
  const { quality } = useReading(asset.id, 'activePowerKW')
  const words = directionWords(asset.kind, powerKW ?? 0)
  const shown = powerKW === null ? undefined : formatPower(powerKW)
  return (
    <div className={css.way}>
      <div>
        <span className={css.label}>Now</span>
        <Value
          value={shown?.number}
          unit={shown?.unit ?? ''}
          quality={quality}
          word={powerKW === null ? undefined : powerWord(asset.kind, powerKW)}
        />
      </div>
      <SegmentedControl
        role="radiogroup"
        aria-label="Which way"
        value={draft.direction}
        onChange={(value) => onChange({ direction: value as PulseDirection })}
        data={[
          { value: 'in', label: capital(words.in) },
          { value: 'out', label: capital(words.out) },
        ]}
      />
    </div>
  )
}

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

const number = (value: string | number) => (typeof value === 'number' ? value : undefined)

function unit(word: string) {
  return {
    rightSection: <span className={css.unit}>{word}</span>,
    rightSectionWidth: 34,
    rightSectionPointerEvents: 'none',
  } as const
}

function Sizes({ draft, onChange, hint }: PartProps & { hint: string }) {
  return (
    <div className={css.sizes}>
      <NumberInput
        label="By how much"
        description={hint}
        inputWrapperOrder={['label', 'input', 'description']}
        min={0}
        allowNegative={false}
        decimalScale={1}
        clampBehavior="none"
        value={draft.sizeKW ?? ''}
        onChange={(value) => onChange({ sizeKW: number(value) })}
        {...unit('kW')}
      />
      <NumberInput
        label="For how long"
        description="5 to 120 s"
        inputWrapperOrder={['label', 'input', 'description']}
        min={0}
        allowNegative={false}
        allowDecimal={false}
        clampBehavior="none"
        value={draft.seconds ?? ''}
        onChange={(value) => onChange({ seconds: number(value) })}
        {...unit('s')}
      />
    </div>
  )
}

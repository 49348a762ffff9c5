import { NumberInput, SegmentedControl, TextInput } from '@mantine/core'
import { ArrowRight } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { Asset } from '../../../domain/asset.ts'
import type { Reservation } from '../../../domain/rpc/dispatch/desk.ts'
import { AnalogBar } from '../../components/analog-bar.tsx'
import { powerBar } from '../../components/assets/asset-scale.ts'
import { Value } from '../../components/value.tsx'
import { causeText } from '../../format/cause.ts'
import { formatAge, formatDuration } from '../../format/duration.ts'
import { formatPower, powerPhrase, powerWord } from '../../format/power.ts'
import { useLiveStore, useReading, useSite } from '../../state/live.ts'
import { allowedWords, askedPowerOf, type Direction } from './asked-power.ts'
import { type Draft, draftKW } from './draft.ts'
import { effectLines } from './effect-words.ts'
import { EndField } from './end-field.tsx'
import css from './operate.module.css'
import type { CheckState } from './use-check.ts'

interface CheckStepProps {
  asset: Asset
  reservation: Reservation
  draft: Draft
  onDraft: (change: Partial<Draft>) => void
  check: CheckState
  /** Sentence under the power field. */
  error: string | undefined
  isHold: boolean
}

function Now({ asset }: { asset: Asset }) {
  const { value, quality } = useReading(asset.id, 'activePowerKW')
  const shown = value === null ? undefined : formatPower(value)
  return (
    <div className={css.now}>
      <span className={css.label}>Now</span>
      <Value value={shown?.number} unit={shown?.unit ?? ''} quality={quality} size="small" />
      <span className={css.label}>{value === null ? '' : powerWord(asset.kind, value)}</span>
    </div>
  )
}

function NewPower({ asset, draft, onDraft, error, isHold }: CheckStepProps) {
  const field = useRef<HTMLInputElement>(null)
  const { label, directions } = askedPowerOf(asset)
  useEffect(() => {
    if (!isHold) field.current?.select()
  }, [isHold])
  return (
    <div className={css.field}>
      <NumberInput
        ref={field}
        label={label}
        aria-describedby="allowed"
        data-autofocus={isHold ? undefined : true}
        min={0}
        allowNegative={false}
        decimalScale={1}
        clampBehavior="none"
        value={draft.sizeKW ?? ''}
        onChange={(value) => onDraft({ sizeKW: typeof value === 'number' ? value : undefined })}
        rightSection={<span className={css.unit}>kW</span>}
        rightSectionWidth={34}
        rightSectionPointerEvents="none"
        error={error !== undefined}
      />
      {directions.in !== undefined && directions.out !== undefined && (
        <SegmentedControl
          role="radiogroup"
          aria-label="Direction"
          value={draft.direction}
          onChange={(value) => onDraft({ direction: value as Direction })}
          data={[
            { value: 'out', label: directions.out },
            { value: 'in', label: directions.in },
          ]}
        />
      )}
    </div>
  )
}

function Power(props: CheckStepProps) {
  const { asset, reservation, draft, error } = props
  const { value } = useReading(asset.id, 'activePowerKW')
  const words = allowedWords(asset, reservation.range, draft.direction)
  return (
    <div className={css.power}>
      <Now asset={asset} />
      <ArrowRight className={css.arrow} size={14} aria-hidden />
      <NewPower {...props} />
      <div className={css.allowed}>
        <span className={css.label} id="allowed">
          {words}
          {reservation.limitedBy === '' ? '' : `: ${causeText(reservation.limitedBy)}`}
        </span>
        <AskedBar asset={asset} reservation={reservation} powerKW={value} askedKW={draftKW(draft)} label={words} />
        <span className={css.error} role="alert">
          {error}
        </span>
      </div>
    </div>
  )
}

function AskedBar(props: {
  asset: Asset
  reservation: Reservation
  powerKW: number | null
  askedKW: number | undefined
  label: string
}) {
  const { asset, reservation, powerKW, askedKW, label } = props
  const { connection } = useSite()
  const bar = powerBar(asset, connection, powerKW, {
    assetId: asset.id,
    range: reservation.range,
    limitedBy: reservation.limitedBy,
    setpointKW: askedKW ?? null,
    setAt: null,
    because: [],
    verification: null,
    commander: 'operator',
    authority: 'control',
  })
  return <AnalogBar {...bar} label={`${label}; triangle at the new value`} />
}

function Effects({ asset, check }: Pick<CheckStepProps, 'asset' | 'check'>) {
  const store = useLiveStore()
  const reading = useReading(asset.id, 'activePowerKW')
  const lines = check.check ? effectLines(check.check, asset) : []
  const used = reading.value === null ? 'no value' : powerPhrase(asset.kind, reading.value)
  return (
    <dl className={css.effects} data-pending={!check.isCurrent || undefined}>
      <div>
        <dt>Value used</dt>
        <dd>
          {used}, {reading.quality}
        </dd>
        <dd>{formatAge(store.now() - reading.at)} old</dd>
      </div>
      {lines.map((line) => (
        <div key={line.label}>
          <dt>{line.label}</dt>
          <dd>{line.change}</dd>
          <dd>{line.limit}</dd>
        </div>
      ))}
      <div>
        <dt>Expected</dt>
        <dd>{check.check ? `done in ${formatDuration(check.check.expectedMs)}` : 'not known yet'}</dd>
        <dd />
      </div>
    </dl>
  )
}

/** The second step: what is asked, what it would change, why, and until when. */
export function CheckStep(props: CheckStepProps) {
  const { asset, draft, onDraft, check, isHold } = props
  const reason = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (isHold) reason.current?.focus()
  }, [isHold])
  return (
    <>
      <Power {...props} />
      <Effects asset={asset} check={check} />
      <div className={css.why}>
        <TextInput
          ref={reason}
          label="Reason (kept in the audit trail)"
          placeholder="Why is this needed?"
          required
          withAsterisk={false}
          maxLength={300}
          data-autofocus={isHold || undefined}
          value={draft.reason}
          onChange={(event) => onDraft({ reason: event.currentTarget.value })}
        />
        <EndField draft={draft} onDraft={onDraft} />
      </div>
    </>
  )
}

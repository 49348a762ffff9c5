import { NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core'
import { type InstructionSubject, instructionSubjects } from '../../../../../domain/instruction.ts'
import { useSite } from '../../../../state/live.ts'
import type { Direction } from '../../../operate/asked-power.ts'
import css from '../instructions.module.css'
import { askable, directionsOf, type InstructionDraft } from './draft.ts'

interface StepProps {
  draft: InstructionDraft
  onDraft: (change: Partial<InstructionDraft>) => void
}

const subjects = (Object.keys(instructionSubjects) as InstructionSubject[]).map((value) => ({
  value,
  label: instructionSubjects[value],
}))

/** First step: who asks, what it is measured at, and how much. */
export function WhatStep({ draft, onDraft }: StepProps) {
  const { feeders } = useSite()
  return (
    <>
      <SegmentedControl
        role="radiogroup"
        aria-label="Who asks"
        value={draft.source}
        onChange={(value) => onDraft({ source: value as InstructionDraft['source'] })}
        data={[
          { value: 'operator', label: 'We decide ourselves' },
          { value: 'grid', label: 'Received from the grid or market' },
        ]}
      />
      {draft.source === 'grid' && <Sender draft={draft} onDraft={onDraft} />}
      <div className={css.fields}>
        <Select
          label="Measured at"
          data-autofocus
          allowDeselect={false}
          data={feeders.length === 0 ? subjects.filter((s) => s.value !== 'feederLimit') : subjects}
          value={draft.subject}
          onChange={(value) => value && onDraft({ subject: value as InstructionSubject })}
          comboboxProps={{ withinPortal: false }}
        />
        <Which draft={draft} onDraft={onDraft} />
      </div>
      <Power draft={draft} onDraft={onDraft} />
    </>
  )
}

function Sender({ draft, onDraft }: StepProps) {
  return (
    <div className={css.fields}>
      <TextInput
        label="Sender"
        placeholder="Grid operator or aggregator"
        maxLength={100}
        value={draft.sender}
        onChange={(event) => onDraft({ sender: event.currentTarget.value })}
      />
      <TextInput
        label="Its number at the sender"
        maxLength={100}
        value={draft.reference}
        onChange={(event) => onDraft({ reference: event.currentTarget.value })}
      />
    </div>
  )
}

function Which({ draft, onDraft }: StepProps) {
  const site = useSite()
  if (draft.subject === 'asset')
    return (
      <Select
        label="Asset"
        searchable
        placeholder="Choose"
        data={askable(site).map((a) => ({ value: a.id, label: a.name }))}
        value={draft.assetId ?? null}
        onChange={(value) => onDraft({ assetId: value ?? undefined })}
        comboboxProps={{ withinPortal: false }}
      />
    )
  if (draft.subject === 'feederLimit')
    return (
      <Select
        label="Feeder"
        placeholder="Choose"
        data={site.feeders.map((f) => ({ value: f.id, label: f.name }))}
        value={draft.feederId ?? null}
        onChange={(value) => onDraft({ feederId: value ?? undefined })}
        comboboxProps={{ withinPortal: false }}
      />
    )
  return null
}

function Power({ draft, onDraft }: StepProps) {
  const { assets } = useSite()
  const directions = directionsOf(draft, assets)
  const hasChoice = directions.in !== undefined && directions.out !== undefined
  return (
    <div className={css.fields}>
      <NumberInput
        label={draft.kind === 'limit' ? 'At most' : 'Power'}
        min={0}
        allowNegative={false}
        decimalScale={1}
        clampBehavior="none"
        value={draft.sizeKW ?? ''}
        onChange={(value) => onDraft({ sizeKW: typeof value === 'number' ? value : undefined })}
        rightSection={<span className={css.unit}>kW</span>}
        rightSectionWidth={34}
        rightSectionPointerEvents="none"
      />
      <div className={css.choices}>
        {draft.subject === 'asset' && (
          <SegmentedControl
            role="radiogroup"
            aria-label="Limit or dispatch"
            value={draft.kind}
            onChange={(value) => onDraft({ kind: value as InstructionDraft['kind'] })}
            data={[
              { value: 'limit', label: 'Limit: at most' },
              { value: 'setpoint', label: 'Dispatch: exactly' },
            ]}
          />
        )}
        {hasChoice && (
          <SegmentedControl
            role="radiogroup"
            aria-label="Direction"
            value={draft.direction}
            onChange={(value) => onDraft({ direction: value as Direction })}
            data={[
              { value: 'out', label: directions.out ?? '' },
              { value: 'in', label: directions.in ?? '' },
            ]}
          />
        )}
        {draft.subject !== 'asset' && (
          <span className={css.said}>
            {draft.kind === 'limit' ? 'Limit: a ceiling, never a value to reach' : 'Dispatch: a value to reach'}
          </span>
        )}
      </div>
    </div>
  )
}

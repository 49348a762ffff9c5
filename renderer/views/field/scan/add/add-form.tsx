import { Select, TextInput } from '@mantine/core'
import type { AssetKind } from '../../../../../domain/asset.ts'
import { useSite } from '../../../../state/live.ts'
import { kindWords } from '../../models/kind-words.ts'
import type { PreviewOf } from '../use-preview.ts'
import { type AddDraft, type RatingField, requiredRatings } from './add-draft.ts'
import css from './add-dialog.module.css'

const modes: readonly { value: AddDraft['mode']; label: string }[] = [
  { value: 'commissioning', label: 'Commissioning: only test pulses until accepted' },
  { value: 'monitor', label: 'Only watched: never written to' },
  { value: 'control', label: 'Steered from the next start on' },
]

interface AddFormProps {
  draft: AddDraft
  onChange: (draft: AddDraft) => void
  kind: AssetKind
  faults: Record<string, string>
  of: PreviewOf
}

/** What the site file has to know of a new device, and no more. */
export function AddForm({ draft, onChange, kind, faults, of }: AddFormProps) {
  const set = (change: Partial<AddDraft>) => onChange({ ...draft, ...change })
  // A field that is empty says what it wants by its label; a wrong one says it in red.
  const faultOf = (name: string, typed: string) => (typed === '' ? undefined : faults[name])
  return (
    <div className={css.form}>
      <p className={css.wide}>
        {kindWords[kind]} at <span className={css.path}>{of.endpoint}</span>
        {of.unit === undefined ? '' : `, unit ${of.unit}`}
      </p>
      <TextInput
        label="Id of device and asset"
        value={draft.id}
        onChange={(event) => set({ id: event.currentTarget.value })}
        error={faultOf('id', draft.id)}
        spellCheck={false}
      />
      <TextInput
        label="Name on the screens"
        maxLength={60}
        value={draft.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      {requiredRatings(kind).map((field, i) => (
        <Rating
          key={field.name}
          field={field}
          isFirst={i === 0}
          value={draft.ratings[field.name] ?? ''}
          fault={faultOf(field.name, draft.ratings[field.name] ?? '')}
          onChange={(value) => set({ ratings: { ...draft.ratings, [field.name]: value } })}
        />
      ))}
      <FeederChoice value={draft.feeder} onChange={(feeder) => set({ feeder })} />
      <TextInput
        label="Serial number it must have"
        placeholder="not checked"
        value={draft.serial}
        onChange={(event) => set({ serial: event.currentTarget.value })}
      />
      <Select
        className={css.wide}
        label="May we write to it"
        comboboxProps={{ withinPortal: false }}
        allowDeselect={false}
        data={[...modes]}
        value={draft.mode}
        onChange={(value) => set({ mode: modes.find((mode) => mode.value === value)?.value ?? 'commissioning' })}
      />
    </div>
  )
}

function FeederChoice({ value, onChange }: { value: string; onChange: (feeder: string) => void }) {
  const { feeders } = useSite()
  if (feeders.length === 0) return null
  return (
    <Select
      label="Feeder, where several assets share one"
      placeholder="none"
      clearable
      comboboxProps={{ withinPortal: false }}
      data={feeders.map(({ id, name }) => ({ value: id, label: name }))}
      value={value || null}
      onChange={(chosen) => onChange(chosen ?? '')}
    />
  )
}

function Rating(props: {
  field: RatingField
  value: string
  fault: string | undefined
  isFirst: boolean
  onChange: (value: string) => void
}) {
  const { field, value, fault, isFirst, onChange } = props
  if (field.choices)
    return (
      <Select
        label={field.label}
        placeholder="Choose"
        comboboxProps={{ withinPortal: false }}
        data={[...field.choices]}
        value={value || null}
        onChange={(chosen) => onChange(chosen ?? '')}
      />
    )
  return (
    <TextInput
      label={field.label}
      inputMode="decimal"
      data-autofocus={isFirst || undefined}
      rightSection={<span className={css.unit}>{field.unit}</span>}
      rightSectionWidth={40}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value.replace(',', '.'))}
      error={fault}
    />
  )
}

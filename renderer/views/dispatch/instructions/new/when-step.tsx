import { NumberInput, Select, TextInput } from '@mantine/core'
import { useNow, useSite } from '../../../../state/live.ts'
import { siteLocal } from '../../../operate/end-times.ts'
import css from '../instructions.module.css'
import { type InstructionDraft, lastings } from './draft.ts'

interface StepProps {
  draft: InstructionDraft
  onDraft: (change: Partial<InstructionDraft>) => void
}

/** Second step: from when, how long, how softly, what comes afterwards, and why. */
export function WhenStep({ draft, onDraft }: StepProps) {
  return (
    <>
      <div className={css.fields}>
        <Begin draft={draft} onDraft={onDraft} />
        <End draft={draft} onDraft={onDraft} />
      </div>
      <div className={css.fields}>
        <Minutes
          label="Ramp at the begin"
          value={draft.rampMin}
          most={60}
          onChange={(rampMin) => onDraft({ rampMin })}
        />
        {draft.source === 'grid' ? (
          <Minutes
            label="Random delay of the begin, at most"
            value={draft.randomMin}
            most={60}
            onChange={(randomMin) => onDraft({ randomMin })}
          />
        ) : (
          <Select
            label="Afterwards"
            allowDeselect={false}
            data={[
              { value: 'automatic', label: 'Automatic control' },
              { value: 'previous', label: 'The command that it covers' },
            ]}
            value={draft.afterwards}
            onChange={(value) => value && onDraft({ afterwards: value as InstructionDraft['afterwards'] })}
            comboboxProps={{ withinPortal: false }}
          />
        )}
      </div>
      <TextInput
        label="Reason (kept in the audit trail)"
        placeholder="Why is this needed?"
        maxLength={300}
        value={draft.reason}
        onChange={(event) => onDraft({ reason: event.currentTarget.value })}
      />
    </>
  )
}

function Begin({ draft, onDraft }: StepProps) {
  const { timeZone } = useSite()
  const now = useNow(60_000)
  return (
    <div className={css.choices}>
      <Select
        label="Begins"
        data-autofocus
        allowDeselect={false}
        data={[
          { value: 'now', label: 'At once' },
          { value: 'custom', label: 'At a time' },
        ]}
        value={draft.begin}
        onChange={(value) =>
          value &&
          onDraft({
            begin: value as InstructionDraft['begin'],
            beginAt: draft.beginAt || siteLocal(Math.ceil((now + 900_000) / 900_000) * 900_000, timeZone),
          })
        }
        comboboxProps={{ withinPortal: false }}
      />
      {draft.begin === 'custom' && (
        <TextInput
          type="datetime-local"
          aria-label="Begin, time at the site"
          value={draft.beginAt}
          onChange={(event) => onDraft({ beginAt: event.currentTarget.value })}
        />
      )}
    </div>
  )
}

function End({ draft, onDraft }: StepProps) {
  const { timeZone } = useSite()
  const now = useNow(60_000)
  return (
    <div className={css.choices}>
      <Select
        label="Lasts"
        allowDeselect={false}
        data={lastings.map((value) => ({ value, label: value === 'custom' ? 'Until a time' : value }))}
        value={draft.lasts}
        onChange={(value) =>
          value &&
          onDraft({
            lasts: value as InstructionDraft['lasts'],
            endAt: draft.endAt || siteLocal(Math.ceil((now + 4_500_000) / 900_000) * 900_000, timeZone),
          })
        }
        comboboxProps={{ withinPortal: false }}
      />
      {draft.lasts === 'custom' && (
        <TextInput
          type="datetime-local"
          aria-label="End, time at the site"
          value={draft.endAt}
          onChange={(event) => onDraft({ endAt: event.currentTarget.value })}
        />
      )}
    </div>
  )
}

function Minutes(props: { label: string; value: number; most: number; onChange: (value: number) => void }) {
  const { label, value, most, onChange } = props
  return (
    <NumberInput
      label={label}
      min={0}
      max={most}
      allowNegative={false}
      decimalScale={0}
      value={value}
      onChange={(next) => onChange(typeof next === 'number' ? next : 0)}
      rightSection={<span className={css.unit}>min</span>}
      rightSectionWidth={38}
      rightSectionPointerEvents="none"
    />
  )
}

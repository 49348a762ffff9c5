import { Button, NumberInput, TextInput } from '@mantine/core'
import { Plus, Trash2 } from 'lucide-react'
import type { PartDraft } from './order-draft.ts'
import css from './work.module.css'

/** Parts that the work needs, with how many. */
export function PartsField(props: { parts: readonly PartDraft[]; onParts: (parts: readonly PartDraft[]) => void }) {
  const { parts, onParts } = props
  const put = (place: number, fields: Partial<PartDraft>) =>
    onParts(parts.map((part, i) => (i === place ? { ...part, ...fields } : part)))
  return (
    <fieldset className={css.parts}>
      <legend>Parts</legend>
      {parts.map(({ name, count }, i) => (
        // Parts keep their places while they are typed.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={i} className={css.part}>
          <TextInput
            aria-label={`Part ${i + 1}`}
            maxLength={80}
            value={name}
            onChange={(event) => put(i, { name: event.currentTarget.value })}
          />
          <NumberInput
            aria-label={`How many of part ${i + 1}`}
            min={1}
            max={999}
            allowDecimal={false}
            value={count}
            onChange={(value) => put(i, { count: Math.max(1, Number(value) || 1) })}
          />
          <Button
            className={css.icon}
            aria-label={`Take part ${i + 1} out`}
            onClick={() => onParts(parts.filter((_, n) => n !== i))}
          >
            <Trash2 size={14} aria-hidden />
          </Button>
        </div>
      ))}
      <Button
        leftSection={<Plus size={14} aria-hidden />}
        disabled={parts.length >= 40}
        onClick={() => onParts([...parts, { name: '', count: 1 }])}
      >
        Part
      </Button>
    </fieldset>
  )
}

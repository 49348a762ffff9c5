import { Select, TextInput } from '@mantine/core'
import { formatWhen } from '../../format/time.ts'
import { useNow, useSite } from '../../state/live.ts'
import { type EndChoice, endOf, siteLocal } from './end-times.ts'
import css from './operate.module.css'

const endWords: Record<EndChoice, string> = {
  '15min': 'in 15 min',
  '1h': 'in 1 h',
  '4h': 'in 4 h',
  morning: 'tomorrow 06:00',
  custom: 'at a time of your choice',
}

/** What the person has chosen of an end. */
export interface EndDraft {
  end: EndChoice
  /** Time at the site, `2026-04-14T15:30`; counts when `end` is `custom`. */
  custom: string
}

/** When a command ends by itself. */
export function EndField({ draft, onDraft }: { draft: EndDraft; onDraft: (change: Partial<EndDraft>) => void }) {
  const { timeZone } = useSite()
  const now = useNow()
  const option = (value: EndChoice) => {
    const at = value === 'custom' ? undefined : endOf(value, { now, timeZone, custom: '' })
    const clock = at === undefined || value === 'morning' ? '' : `${formatWhen(at, now, timeZone)}, `
    return { value, label: `${clock}${endWords[value]}` }
  }
  return (
    <div className={css.ends}>
      <Select
        label="Ends, then back to automatic"
        value={draft.end}
        allowDeselect={false}
        onChange={(value) => value && onDraft({ end: value as EndChoice })}
        data={(Object.keys(endWords) as EndChoice[]).map(option)}
        comboboxProps={{ withinPortal: false }}
      />
      {draft.end === 'custom' && (
        <TextInput
          type="datetime-local"
          aria-label="End, time at the site"
          min={siteLocal(now, timeZone)}
          value={draft.custom}
          onChange={(event) => onDraft({ custom: event.currentTarget.value })}
        />
      )}
    </div>
  )
}

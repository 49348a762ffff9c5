import { Button, Checkbox, Popover, Select, TextInput } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { ChevronDown, ListFilter } from 'lucide-react'
import { useRef } from 'react'
import type { AlarmPriority } from '../../../../domain/alarm.ts'
import type { AssetKind } from '../../../../domain/asset.ts'
import { PriorityMark, priorityWords } from '../../../components/priority-mark.tsx'
import { useSite } from '../../../state/live.ts'
import type { AlarmFilter } from './alarm-rows.ts'
import css from './filter-bar.module.css'

const states: { value: AlarmFilter['state']; label: string }[] = [
  { value: 'all', label: 'Every state' },
  { value: 'waiting', label: 'Not acknowledged' },
  { value: 'acknowledged', label: 'Acknowledged' },
  { value: 'normal', label: 'Back to normal' },
]

const kindNames: Record<AssetKind, string> = {
  grid: 'Grid connection',
  pv: 'PV',
  wind: 'Wind',
  load: 'Loads',
  genset: 'Generators',
  battery: 'Batteries',
  flywheel: 'Flywheels',
  hydrogen: 'Hydrogen',
  container: 'Containers',
}

interface FilterProps {
  filter: AlarmFilter
  onFilter: (filter: AlarmFilter) => void
}

/** What narrows the list: words, priority, state, kind of asset, mine. */
export function FilterBar({ filter, onFilter }: FilterProps) {
  const { person } = useSite()
  return (
    <div className={css.filters}>
      <Words filter={filter} onFilter={onFilter} />
      <Priorities filter={filter} onFilter={onFilter} />
      <Select
        className={css.state}
        aria-label="State"
        data={states}
        value={filter.state}
        allowDeselect={false}
        onChange={(value) => onFilter({ ...filter, state: (value ?? 'all') as AlarmFilter['state'] })}
      />
      <Kinds filter={filter} onFilter={onFilter} />
      <Checkbox
        size="xs"
        label="Mine"
        title="Those I acknowledged"
        checked={filter.person !== undefined}
        onChange={(event) => {
          const { person: _, ...rest } = filter
          onFilter(event.currentTarget.checked ? { ...rest, person: person.name } : rest)
        }}
      />
    </div>
  )
}

function Words({ filter, onFilter }: FilterProps) {
  const box = useRef<HTMLInputElement>(null)
  useHotkeys([['/', () => box.current?.focus()]])
  return (
    <TextInput
      ref={box}
      className={css.words}
      aria-label="Filter alarms"
      aria-keyshortcuts="/"
      placeholder="Source, text, code"
      leftSection={<ListFilter size={14} aria-hidden />}
      value={filter.text}
      onChange={(event) => onFilter({ ...filter, text: event.currentTarget.value })}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        onFilter({ ...filter, text: '' })
        event.currentTarget.blur()
      }}
    />
  )
}

function Priorities({ filter, onFilter }: FilterProps) {
  const flip = (priority: AlarmPriority) => {
    const isOn = filter.priorities.includes(priority)
    const priorities = isOn ? filter.priorities.filter((p) => p !== priority) : [...filter.priorities, priority]
    onFilter({ ...filter, priorities })
  }
  return (
    <fieldset aria-label="Priorities" className={css.priorities}>
      {([1, 2, 3, 4] as const).map((priority) => (
        <button
          key={priority}
          type="button"
          className={css.priority}
          aria-pressed={filter.priorities.includes(priority)}
          aria-label={`Only priority ${priority}, ${priorityWords[priority]}`}
          title={priorityWords[priority]}
          onClick={() => flip(priority)}
        >
          <PriorityMark priority={priority} state="activeAcknowledged" isSteady />
        </button>
      ))}
    </fieldset>
  )
}

function Kinds({ filter, onFilter }: FilterProps) {
  const { assets } = useSite()
  const kinds = [...new Set(assets.map((asset) => asset.kind))]
  const { length } = filter.kinds
  return (
    <Popover position="bottom-start" trapFocus returnFocus withinPortal>
      <Popover.Target>
        <Button rightSection={<ChevronDown size={14} aria-hidden />}>
          {length === 0 ? 'Every kind' : length === 1 ? kindNames[filter.kinds[0] ?? 'grid'] : `${length} kinds`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Kinds of asset">
        <Checkbox.Group
          aria-label="Kinds of asset"
          value={[...filter.kinds]}
          onChange={(values) => onFilter({ ...filter, kinds: values as AssetKind[] })}
        >
          <div className={css.kinds}>
            {kinds.map((kind) => (
              <Checkbox key={kind} size="xs" value={kind} label={kindNames[kind]} />
            ))}
          </div>
        </Checkbox.Group>
      </Popover.Dropdown>
    </Popover>
  )
}

import { Button, Checkbox, Popover, SegmentedControl, TextInput } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { ListFilter } from 'lucide-react'
import { useRef } from 'react'
import css from './assets.module.css'
import { assetColumns } from './grid-columns.ts'

/** Which assets the table holds. */
export type Mode = 'all' | 'abnormal' | 'mine'

interface ToolbarProps {
  filter: string
  onFilter: (filter: string) => void
  mode: Mode
  onMode: (mode: Mode) => void
  counts: Record<Mode, number>
  hiddenColumns: readonly string[]
  onHiddenColumns: (hidden: string[]) => void
  onExport: () => void
}

function Segment({ word, count }: { word: string; count: number }) {
  return (
    <span className={css.segment}>
      {word} <span>{count}</span>
    </span>
  )
}

function Columns({ hidden, onChange }: { hidden: readonly string[]; onChange: (hidden: string[]) => void }) {
  const optional = assetColumns.filter((column) => !column.lockVisible)
  const shown = optional.map((column) => column.colId).filter((id) => !hidden.includes(id))
  return (
    <Popover position="bottom-end" trapFocus returnFocus withinPortal={false}>
      <Popover.Target>
        <Button>Columns</Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Columns">
        <Checkbox.Group
          aria-label="Columns shown"
          value={shown}
          onChange={(ids) => onChange(optional.map((column) => column.colId).filter((id) => !ids.includes(id)))}
        >
          <div className={css.columns}>
            {optional.map(({ colId, headerName }) => (
              <Checkbox key={colId} size="xs" value={colId} label={headerName} />
            ))}
          </div>
        </Checkbox.Group>
      </Popover.Dropdown>
    </Popover>
  )
}

/** What narrows, shapes and exports the table. */
export function Toolbar(props: ToolbarProps) {
  const { filter, onFilter, mode, onMode, counts, hiddenColumns, onHiddenColumns, onExport } = props
  const box = useRef<HTMLInputElement>(null)
  useHotkeys([
    ['/', () => box.current?.focus()],
    ['mod+E', onExport],
  ])
  return (
    <>
      <TextInput
        ref={box}
        className={css.filter}
        aria-label="Filter assets"
        aria-keyshortcuts="/"
        placeholder={`Filter ${counts.all} assets`}
        leftSection={<ListFilter size={14} aria-hidden />}
        value={filter}
        onChange={(event) => onFilter(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          onFilter('')
          event.currentTarget.blur()
        }}
      />
      <SegmentedControl
        role="radiogroup"
        aria-label="Which assets"
        value={mode}
        onChange={(value) => onMode(value as Mode)}
        data={[
          { value: 'all', label: <Segment word="All" count={counts.all} /> },
          { value: 'abnormal', label: <Segment word="Abnormal" count={counts.abnormal} /> },
          { value: 'mine', label: <Segment word="Mine" count={counts.mine} /> },
        ]}
      />
      <Columns hidden={hiddenColumns} onChange={onHiddenColumns} />
      <Button onClick={onExport} aria-keyshortcuts="Control+E Meta+E">
        Export
      </Button>
    </>
  )
}

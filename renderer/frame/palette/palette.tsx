import { Modal } from '@mantine/core'
import { Search } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import { KeyHint } from '../../components/layout/key-hint.tsx'
import type { Overlay } from '../overlay.ts'
import { findEntries, type PaletteEntry } from './entries.ts'
import css from './palette.module.css'
import { useEntries } from './use-entries.ts'

interface PaletteProps {
  isOpen: boolean
  onClose: () => void
  open: (overlay: Overlay) => void
}

/** Search over assets, screens and commands. */
export function Palette({ isOpen, onClose, open }: PaletteProps) {
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      withCloseButton={false}
      padding={0}
      size={560}
      attributes={{ content: { 'aria-label': 'Search or command' } }}
    >
      <Finder onClose={onClose} open={open} />
    </Modal>
  )
}

function Finder({ onClose, open }: Omit<PaletteProps, 'isOpen'>) {
  const entries = useEntries({ open })
  const [typed, setTyped] = useState('')
  const [place, setPlace] = useState(0)
  const listId = useId()
  const found = useMemo(() => findEntries(entries, typed), [entries, typed])
  const chosen = Math.min(place, found.length - 1)
  const run = (entry: PaletteEntry | undefined) => {
    if (!entry) return
    onClose()
    entry.run()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) setPlace((chosen + step + found.length) % Math.max(found.length, 1))
    else if (event.key === 'Enter') run(found[chosen])
    else return
    event.preventDefault()
  }
  return (
    <>
      <div className={css.field}>
        <Search size={16} aria-hidden />
        <input
          className={css.input}
          role="combobox"
          aria-label="Search assets, screens and commands"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={found[chosen] ? `${listId}-${chosen}` : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder="Asset, screen or command"
          value={typed}
          data-autofocus
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            setPlace(0)
          }}
          onKeyDown={onKeyDown}
        />
        <KeyHint keys="Esc" />
      </div>
      <Results id={listId} found={found} chosen={chosen} onRun={run} />
    </>
  )
}

function Results(props: { id: string; found: PaletteEntry[]; chosen: number; onRun: (entry: PaletteEntry) => void }) {
  const { id, found, chosen, onRun } = props
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.children[chosen]?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    // A native select can't hold rows with keys and notes.
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
    <div ref={list} className={css.results} id={id} role="listbox" aria-label="Found">
      {found.map((entry, i) => (
        <button
          key={entry.id}
          type="button"
          id={`${id}-${i}`}
          className={css.result}
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
          role="option"
          aria-selected={i === chosen}
          tabIndex={-1}
          onClick={() => onRun(entry)}
        >
          <entry.icon size={14} strokeWidth={1.5} aria-hidden />
          <span className={css.title}>{entry.title}</span>
          <span className={css.note}>{entry.note}</span>
          {entry.keys !== undefined && <KeyHint keys={entry.keys} />}
        </button>
      ))}
      {found.length === 0 && (
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
        <div className={css.nothing} role="option" aria-selected={false} aria-disabled="true" tabIndex={-1}>
          Nothing by that name on this site
        </div>
      )}
    </div>
  )
}

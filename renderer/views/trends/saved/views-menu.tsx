import { ActionIcon, Button, Popover, TextInput } from '@mantine/core'
import { ChevronDown, Pencil, Trash2 } from 'lucide-react'
import { type FormEvent, useMemo, useState } from 'react'
import type { TrendViewSaved } from '../../../../domain/rpc/trends.ts'
import { useSite } from '../../../state/live.ts'
import { useObstacle } from '../../../state/use-obstacle.ts'
import type { PanePoints } from '../model/arrange.ts'
import { type PreparedView, preparedViews } from '../model/prepared.ts'
import css from './views-menu.module.css'
import { useViews } from './use-views.ts'

interface ViewsProps {
  panes: PanePoints
  spanMs: number
  onOpen: (view: PreparedView) => void
}

/** Views to open: those of every site, and those that people saved; saves what is in view. */
export function ViewsMenu(props: ViewsProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={320} trapFocus returnFocus>
      <Popover.Target>
        <Button rightSection={<ChevronDown size={14} aria-hidden />} onClick={() => setOpen(!isOpen)}>
          Views
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label="Views">
        <List
          {...props}
          onOpen={(view) => {
            props.onOpen(view)
            setOpen(false)
          }}
        />
      </Popover.Dropdown>
    </Popover>
  )
}

function List({ panes, spanMs, onOpen }: ViewsProps) {
  const site = useSite()
  const prepared = useMemo(() => preparedViews(site), [site])
  const { views, problem, isBusy, save, remove, removed, undo } = useViews()
  const obstacle = useObstacle('operator')
  const [renaming, setRenaming] = useState<TrendViewSaved>()
  const keep = async (name: string) => {
    const { savedBy: _, ...before } = renaming ?? { savedBy: '', panes: panes.map((pane) => [...pane]), spanMs }
    const saved = await save({ ...before, name })
    if (saved) setRenaming(undefined)
    return saved !== undefined
  }
  return (
    <div className={css.menu}>
      <section aria-label="Prepared views">
        {prepared.map((view) => (
          <Open key={view.name} view={view} onOpen={onOpen} />
        ))}
      </section>
      <section aria-label="Saved views">
        <h3 className={css.group}>Saved at this site</h3>
        {views.length === 0 && <p className={css.note}>None yet. A view keeps its points, panes and span.</p>}
        {views.map((view) => (
          <Saved
            key={view.id}
            {...{ view, onOpen }}
            isLocked={obstacle !== undefined}
            onRename={() => setRenaming(view)}
            onRemove={() => void remove(view)}
          />
        ))}
        {removed && (
          <output className={css.undo}>
            Deleted “{removed.name}”. <Button onClick={() => void undo()}>Undo</Button>
          </output>
        )}
      </section>
      <NameForm
        key={renaming?.id ?? 'new'}
        first={renaming?.name ?? ''}
        act={renaming ? 'Rename' : 'Save'}
        obstacle={obstacle ?? (panes.length === 0 ? 'There are no points to save' : undefined)}
        isBusy={isBusy}
        problem={problem?.message}
        onName={keep}
      />
    </div>
  )
}

function Saved(props: {
  view: TrendViewSaved
  onOpen: (view: PreparedView) => void
  isLocked: boolean
  onRename: () => void
  onRemove: () => void
}) {
  const { view, onOpen, isLocked, onRename, onRemove } = props
  const look = { variant: 'subtle', color: 'gray', size: 24, disabled: isLocked } as const
  return (
    <div className={css.row}>
      <Open view={view} onOpen={onOpen} note={view.savedBy} />
      <ActionIcon {...look} aria-label={`Rename ${view.name}`} onClick={onRename}>
        <Pencil size={13} aria-hidden />
      </ActionIcon>
      <ActionIcon {...look} aria-label={`Delete ${view.name}`} onClick={onRemove}>
        <Trash2 size={13} aria-hidden />
      </ActionIcon>
    </div>
  )
}

function Open({ view, note, onOpen }: { view: PreparedView; note?: string; onOpen: (view: PreparedView) => void }) {
  return (
    <button type="button" className={css.open} onClick={() => onOpen(view)}>
      <span className={css.name}>{view.name}</span>
      {note !== undefined && <span className={css.by}>{note}</span>}
    </button>
  )
}

function NameForm(props: {
  first: string
  act: string
  obstacle: string | undefined
  isBusy: boolean
  problem: string | undefined
  onName: (name: string) => Promise<boolean>
}) {
  const { first, act, obstacle, isBusy, problem, onName } = props
  const [name, setName] = useState(first)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() !== '' && (await onName(name.trim()))) setName('')
  }
  return (
    <form className={css.form} onSubmit={(event) => void submit(event)}>
      <TextInput
        className={css.field}
        aria-label="Name of the view"
        placeholder="Name for what is in view"
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={problem}
        disabled={obstacle !== undefined}
        title={obstacle}
      />
      <Button type="submit" loading={isBusy} disabled={obstacle !== undefined || name.trim() === ''}>
        {act}
      </Button>
    </form>
  )
}

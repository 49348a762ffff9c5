import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { ListFilter } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import { EmptyState } from '../../../components/empty-state.tsx'
import { Panel } from '../../../components/panel.tsx'
import { useLinks, useNow, useSite } from '../../../state/live.ts'
import css from '../field.module.css'
import { type LinkRow, linkRows, matchesLink, needsSomebody } from './link-words.ts'
import { LinkTableRow } from './link-row.tsx'

type Which = 'all' | 'problems'

const heads = ['Device', 'Model and serial', 'Address and security', 'Link', 'Since', 'Authority'] as const
const numberHeads = ['Answering, %', 'Latency, ms', 'Times lost'] as const

/** Every device and how it is reached; what needs a person first. */
export function LinksTab() {
  const site = useSite()
  const links = useLinks()
  const minute = useNow(10_000)
  const [filter, setFilter] = useState('')
  const [which, setWhich] = useState<Which>('all')
  const rows = useMemo(() => linkRows(site, links, minute), [site, links, minute])
  const matching = rows.filter((row) => matchesLink(row, filter))
  const problems = matching.filter(needsSomebody)
  const others = which === 'all' ? matching.filter((row) => !needsSomebody(row)) : []
  const answering = rows.filter((row) => row.link?.state === 'connected').length
  const showAll = () => {
    setFilter('')
    setWhich('all')
  }
  return (
    <Panel
      title="Devices"
      note={`${answering} of ${rows.length} answer`}
      link={
        <Tools
          filter={filter}
          onFilter={setFilter}
          which={which}
          onWhich={setWhich}
          counts={{ all: rows.length, problems: rows.filter(needsSomebody).length }}
        />
      }
      isFilling
    >
      {/* Focusable, so that the keyboard can scroll it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className={css.scroll} tabIndex={0} aria-label="Links of devices">
        <LinkTable problems={problems} others={others} />
        {problems.length + others.length === 0 && <Nothing filter={filter} onAll={showAll} />}
      </section>
    </Panel>
  )
}

function LinkTable({ problems, others }: { problems: LinkRow[]; others: LinkRow[] }) {
  const hasGroups = problems.length > 0 && others.length > 0
  return (
    <table className={css.table}>
      <thead>
        <tr>
          {heads.slice(0, 5).map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
          {numberHeads.map((head) => (
            <th key={head} scope="col" className={css.right}>
              {head}
            </th>
          ))}
          {heads.slice(5).map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      {problems.length > 0 && (
        <tbody>
          <GroupHead title="Need somebody" count={problems.length} />
          {problems.map((row) => (
            <LinkTableRow key={row.device.id} row={row} />
          ))}
        </tbody>
      )}
      {others.length > 0 && (
        <tbody>
          {hasGroups && <GroupHead title="In order" count={others.length} />}
          {others.map((row) => (
            <LinkTableRow key={row.device.id} row={row} />
          ))}
        </tbody>
      )}
    </table>
  )
}

function GroupHead({ title, count }: { title: string; count: number }) {
  return (
    <tr className={css.group}>
      <th scope="rowgroup" colSpan={heads.length + numberHeads.length}>
        {title} <span className={css.count}>{count}</span>
      </th>
    </tr>
  )
}

function Tools(props: {
  filter: string
  onFilter: (filter: string) => void
  which: Which
  onWhich: (which: Which) => void
  counts: Record<Which, number>
}) {
  const { filter, onFilter, which, onWhich, counts } = props
  const box = useRef<HTMLInputElement>(null)
  useHotkeys([['/', () => box.current?.focus()]])
  return (
    <>
      <TextInput
        ref={box}
        className={css.filter}
        aria-label="Filter devices"
        aria-keyshortcuts="/"
        placeholder={`Filter ${counts.all} devices`}
        leftSection={<ListFilter size={14} aria-hidden />}
        value={filter}
        onChange={(event) => onFilter(event.currentTarget.value)}
      />
      <SegmentedControl
        role="radiogroup"
        aria-label="Which devices"
        value={which}
        onChange={(value) => onWhich(value as Which)}
        data={[
          { value: 'all', label: `All ${counts.all}` },
          { value: 'problems', label: `Need somebody ${counts.problems}` },
        ]}
      />
    </>
  )
}

function Nothing({ filter, onAll }: { filter: string; onAll: () => void }) {
  return (
    <div className={css.empty}>
      <EmptyState
        title={filter === '' ? 'Every link is in order' : 'Nothing found'}
        action={<Button onClick={onAll}>Show all devices</Button>}
      >
        {filter === '' ? 'Each device answers, and each is the one the site file names.' : `None matches “${filter}”.`}{' '}
        <Link to="/field/add">Add a device</Link>
      </EmptyState>
    </div>
  )
}

import { Button, Select, TextInput } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { ListFilter } from 'lucide-react'
import { useMemo, useState } from 'react'
import { alarmEvents } from '../../../../domain/alarm.ts'
import type { JournalRow } from '../../../../domain/rpc/alarms.ts'
import { EmptyState } from '../../../components/empty-state.tsx'
import { priorityWords } from '../../../components/priority-mark.tsx'
import { useClient } from '../../../connection/connected.tsx'
import { problemOf } from '../../../connection/problem.ts'
import { formatNumber } from '../../../format/number.ts'
import { useSite } from '../../../state/live.ts'
import { FileMenu } from '../../field/file-menu.tsx'
import { siteInstant, siteLocal } from '../../operate/end-times.ts'
import css from '../alarms.module.css'
import { eventWords } from '../alarm-words.ts'
import { journalSearch, type JournalSearch } from '../search.ts'
import { JournalGrid } from './journal-grid.tsx'
import { matchesWords } from './journal-text.ts'
import own from './journal.module.css'

const pageRows = 200

function useJournal(search: JournalSearch) {
  const client = useClient()
  return useInfiniteQuery({
    queryKey: ['alarms', 'journal', search],
    queryFn: ({ pageParam }) => client.alarms.journal({ ...search, ...pageParam, limit: pageRows }),
    initialPageParam: {} as { before?: number },
    getNextPageParam: (page) => {
      const last = page.at(-1)
      return page.length === pageRows && last ? { before: last.n } : undefined
    },
  })
}

/** Rows that were read, and of those the ones that hold the words typed. */
function useFound(
  pages: readonly JournalRow[][] | undefined,
  { names, text }: { names: ReadonlyMap<string, string>; text: string },
) {
  const { name } = useSite()
  const loaded = useMemo(() => pages?.flat() ?? [], [pages])
  const rows = useMemo(
    () => loaded.filter((row) => matchesWords(row, names.get(row.assetId ?? '') ?? name, text)),
    [loaded, names, name, text],
  )
  return { loaded, rows }
}

/** What happened to alarms and who did what, row by row, the newest first. */
export function JournalTab() {
  const search = useSearch({ from: '/alarms/journal' })
  const navigate = useNavigate()
  const { assets, name, timeZone } = useSite()
  const [text, setText] = useState('')
  const { data, error, fetchNextPage, hasNextPage, isFetching, refetch } = useJournal(search)
  const names = useMemo(() => new Map(assets.map((asset) => [asset.id, asset.name])), [assets])
  const { loaded, rows } = useFound(data?.pages, { names, text })
  const more = () => {
    if (hasNextPage && !isFetching) void fetchNextPage()
  }
  const onSearch = (next: JournalSearch) => void navigate({ to: '/alarms/journal', search: next, replace: true })
  return (
    <section className={css.panel} aria-label="Journal of alarms">
      <div className={css.tools}>
        <TextInput
          className={own.words}
          label="Words, in the rows read"
          leftSection={<ListFilter size={14} aria-hidden />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Filters search={search} onSearch={onSearch} />
        <span className={own.end}>
          <Button onClick={() => void refetch()} loading={isFetching}>
            Read again
          </Button>
          <FileMenu
            label="Export"
            formats={{ csv: 'CSV', xlsx: 'Excel' }}
            make={(client, format) => client.alarms.export({ what: 'journal', format, ...search })}
          />
        </span>
      </div>
      {error && (
        <p className={css.problem} role="alert">
          The journal could not be read: {problemOf(error).message}
        </p>
      )}
      {data && loaded.length === 0 ? (
        <div className={css.empty}>
          <EmptyState title="Nothing found" action={<Button onClick={() => onSearch({})}>Show everything</Button>}>
            No step of an alarm fits the filter.
          </EmptyState>
        </div>
      ) : (
        <JournalGrid rows={rows} names={names} siteName={name} timeZone={timeZone} onNearEnd={more} />
      )}
      <Foot
        read={loaded.length}
        found={text === '' ? undefined : rows.length}
        hasMore={hasNextPage}
        isFetching={isFetching}
        onMore={more}
      />
    </section>
  )
}

function Foot(props: {
  read: number
  found: number | undefined
  hasMore: boolean
  isFetching: boolean
  onMore: () => void
}) {
  const { read, found, hasMore, isFetching, onMore } = props
  return (
    <p className={`${css.note} ${own.note}`}>
      {formatNumber(read)} rows read{hasMore ? ', older ones follow as you scroll' : ', all there are'}
      {found !== undefined && `; ${formatNumber(found)} hold the words`}
      {found !== undefined && hasMore && (
        <Button className={own.further ?? ''} onClick={onMore} loading={isFetching}>
          Search further back
        </Button>
      )}
    </p>
  )
}

function Filters({ search, onSearch }: { search: JournalSearch; onSearch: (search: JournalSearch) => void }) {
  const { assets, timeZone } = useSite()
  const set = (fields: Partial<Record<keyof JournalSearch, unknown>>) =>
    onSearch(journalSearch({ ...search, ...fields }))
  const time = (field: 'from' | 'to', label: string) => (
    <TextInput
      className={own.time}
      type="datetime-local"
      label={label}
      value={search[field] === undefined ? '' : siteLocal(search[field], timeZone)}
      onChange={(event) => set({ [field]: siteInstant(event.currentTarget.value, timeZone) })}
    />
  )
  return (
    <>
      {time('from', 'From')}
      {time('to', 'Until')}
      <Select
        className={own.asset}
        label="Asset"
        placeholder="Every asset"
        searchable
        clearable
        data={assets.map((asset) => ({ value: asset.id, label: asset.name }))}
        value={search.assetId ?? null}
        onChange={(value) => set({ assetId: value ?? undefined })}
      />
      <Select
        className={own.priority}
        label="Priority"
        placeholder="Every"
        clearable
        data={([1, 2, 3, 4] as const).map((p) => ({ value: String(p), label: `${p} ${priorityWords[p]}` }))}
        value={search.priority === undefined ? null : String(search.priority)}
        onChange={(value) => set({ priority: value ?? undefined })}
      />
      <Select
        className={own.event}
        label="What"
        placeholder="Every step"
        clearable
        data={alarmEvents.map((event) => ({ value: event, label: eventWords[event] }))}
        value={search.event ?? null}
        onChange={(value) => set({ event: value ?? undefined })}
      />
      {search.code !== undefined && (
        <Button title="Show every alarm" onClick={() => set({ code: undefined })}>
          only {search.code} ✕
        </Button>
      )}
    </>
  )
}

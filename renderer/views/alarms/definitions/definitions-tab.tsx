import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ListFilter } from 'lucide-react'
import { useMemo, useState } from 'react'
import { EmptyState } from '../../../components/empty-state.tsx'
import { useClient } from '../../../connection/connected.tsx'
import { problemOf } from '../../../connection/problem.ts'
import { formatNumber } from '../../../format/number.ts'
import { useSite } from '../../../state/live.ts'
import { FileMenu } from '../../field/file-menu.tsx'
import css from '../alarms.module.css'
import { DefinitionsGrid } from './definitions-grid.tsx'
import { matchesDefinition } from './definition-words.ts'

/** Every alarm as it was thought through: why it comes, what it means, what to do, and how often it came. */
export function DefinitionsTab() {
  const client = useClient()
  const { assets, name } = useSite()
  const [text, setText] = useState('')
  const { data, error } = useQuery({
    queryKey: ['alarms', 'rationalisation'],
    queryFn: () => client.alarms.rationalisation(),
  })
  const names = useMemo(() => new Map(assets.map((asset) => [asset.id, asset.name])), [assets])
  const rows = useMemo(
    () => (data ?? []).filter((row) => matchesDefinition(row, names.get(row.assetId ?? '') ?? '', text)),
    [data, names, text],
  )
  return (
    <section className={css.panel} aria-label="Definitions of alarms">
      <div className={css.tools}>
        <TextInput
          aria-label="Search definitions"
          placeholder="Code, asset, words"
          leftSection={<ListFilter size={14} aria-hidden />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <FileMenu
          label="Export"
          formats={{ csv: 'CSV', xlsx: 'Excel' }}
          make={(caller, format) => caller.alarms.export({ what: 'rationalisation', format })}
        />
      </div>
      {error && !data && <EmptyState title="The definitions could not be read">{problemOf(error).message}</EmptyState>}
      {data && rows.length === 0 && (
        <div className={css.empty}>
          <EmptyState title="Nothing found">No definition holds these words.</EmptyState>
        </div>
      )}
      {rows.length > 0 && <DefinitionsGrid rows={rows} names={names} siteName={name} />}
      {data && (
        <p className={css.note} style={{ margin: 0 }}>
          {formatNumber(rows.length)} of {formatNumber(data.length)} definitions; an outlined word says that the site
          file changes it
        </p>
      )}
    </section>
  )
}

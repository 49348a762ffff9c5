import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { QualificationRow } from '../../../../../domain/rpc/dispatch/proof.ts'
import { EmptyState } from '../../../../components/empty-state.tsx'
import { Panel } from '../../../../components/panel.tsx'
import { useClient } from '../../../../connection/connected.tsx'
import { problemOf } from '../../../../connection/problem.ts'
import { formatNumber } from '../../../../format/number.ts'
import { formatWhen } from '../../../../format/time.ts'
import { useNow, useSite } from '../../../../state/live.ts'
import { FileMenu } from '../../../field/file-menu.tsx'
import css from '../../dispatch.module.css'
import { QualificationTable } from './qualification-table.tsx'

const together = 'together'
const everything = 'all'

/** Which assets, and all together, qualify for which service in which direction, and why or why not. */
export function QualificationPanel() {
  const { timeZone } = useSite()
  const now = useNow(60_000)
  const client = useClient()
  const { data, error } = useQuery({ queryKey: ['qualification'], queryFn: () => client.proof.qualification() })
  const [who, setWho] = useState(together)
  const [service, setService] = useState(everything)
  const rows = (data?.rows ?? []).filter((row) => isShown(row, who, service))
  return (
    <Panel
      title="Who qualifies"
      note={data && `as measured until ${formatWhen(data.at, now, timeZone)}, ${formatNumber(rows.length)} rows`}
      link={
        <>
          <Choices rows={data?.rows ?? []} {...{ who, setWho, service, setService }} />
          <FileMenu
            label="Export"
            formats={{ csv: 'Table (CSV)', xlsx: 'Table (XLSX)' }}
            make={(engine, format) => engine.proof.exportQualification({ format })}
          />
        </>
      }
      isFilling
    >
      {error && !data && <EmptyState title="It cannot be read">{problemOf(error).message}</EmptyState>}
      {!error && !data && <p className={css.quiet}>Reading what every asset has shown…</p>}
      {data && <QualificationTable rows={rows} />}
    </Panel>
  )
}

function isShown(row: QualificationRow, who: string, service: string): boolean {
  const isWho = who === everything || (row.assetId ?? together) === who
  return isWho && (service === everything || row.service === service)
}

function Choices(props: {
  rows: readonly QualificationRow[]
  who: string
  setWho: (who: string) => void
  service: string
  setService: (service: string) => void
}) {
  const { rows, who, setWho, service, setService } = props
  const { assets } = useSite()
  const ids = [...new Set(rows.flatMap((row) => row.assetId ?? []))]
  const names = new Map(assets.map((a) => [a.id, a.name]))
  const services = new Map(rows.map((row) => [row.service, row.serviceLabel]))
  return (
    <>
      <Select
        aria-label="Who"
        className={css.picker}
        searchable
        allowDeselect={false}
        value={who}
        onChange={(value) => value && setWho(value)}
        data={[
          { value: together, label: 'All assets together' },
          { value: everything, label: 'Each of them' },
          ...ids.map((value) => ({ value, label: names.get(value) ?? value })),
        ]}
      />
      <Select
        aria-label="Service"
        className={css.picker}
        searchable
        allowDeselect={false}
        value={service}
        onChange={(value) => value && setService(value)}
        data={[
          { value: everything, label: 'Every service' },
          ...[...services].map(([value, label]) => ({ value, label })),
        ]}
      />
    </>
  )
}

import { Button, TextInput } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { ListFilter } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import type { OfferedPoint } from '../../../../domain/rpc/field/northbound.ts'
import { EmptyState } from '../../../components/empty-state.tsx'
import { Panel } from '../../../components/panel.tsx'
import { useClient } from '../../../connection/connected.tsx'
import { problemOf } from '../../../connection/problem.ts'
import { formatNumber } from '../../../format/number.ts'
import { useSite } from '../../../state/live.ts'
import { FileMenu } from '../file-menu.tsx'
import { MapGrid } from './map-grid.tsx'
import { matchesRow, nodeParts } from './northbound-words.ts'
import css from './northbound.module.css'
import { ServerCard } from './server-card.tsx'

/** What other systems can read of us, and where. */
export function NorthboundTab() {
  const client = useClient()
  const { data, error, refetch } = useQuery({
    queryKey: ['northbound'],
    queryFn: () => client.northbound.describe(),
    refetchInterval: 5_000,
  })
  if (!data)
    return error ? (
      <EmptyState title="The map cannot be read" action={<Button onClick={() => void refetch()}>Read again</Button>}>
        {problemOf(error).message}
      </EmptyState>
    ) : (
      <p className={css.quiet}>Reading what is offered</p>
    )
  return (
    <div className={css.body}>
      <div className={css.servers}>
        <ServerCard name="modbus" server={data.modbus} />
        <ServerCard name="opcUa" server={data.opcUa} />
      </div>
      <PointMap points={data.points} />
    </div>
  )
}

const exports = (
  <FileMenu
    label="Export"
    formats={{ csv: 'CSV', xlsx: 'Excel (XLSX)' }}
    make={(client, format) => client.northbound.exportMap({ format })}
  />
)

function PointMap({ points }: { points: readonly OfferedPoint[] }) {
  const { assets } = useSite()
  const [typed, setTyped] = useState('')
  const box = useRef<HTMLInputElement>(null)
  useHotkeys([['/', () => box.current?.focus()]])
  const all = useMemo(() => {
    const names = new Map(assets.map(({ id, name }) => [id, name]))
    return points.map((point) => ({
      ...point,
      assetName: names.get(point.assetId) ?? point.assetId,
      nodeName: nodeParts(point.node).name,
    }))
  }, [points, assets])
  const rows = useMemo(() => all.filter((row) => matchesRow(row, typed)), [all, typed])
  const namespaces = [...new Set(points.map(({ node }) => nodeParts(node).namespace))].join(', ')
  return (
    <Panel
      title="Map"
      note="float32 in two input registers, high word first; the same value as a node"
      link={
        <>
          <TextInput
            ref={box}
            className={css.filter}
            aria-label="Filter the map"
            aria-keyshortcuts="/"
            placeholder={`Filter ${formatNumber(points.length)} values`}
            leftSection={<ListFilter size={14} aria-hidden />}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          {exports}
        </>
      }
      isFilling
      className={css.map}
    >
      <MapGrid rows={rows} />
      {rows.length === 0 && (
        <div className={css.none}>
          <EmptyState title={points.length === 0 ? 'Nothing is offered' : 'Nothing found'}>
            {points.length === 0
              ? 'Values appear here with the first asset of the site file.'
              : `None matches “${typed}”.`}
          </EmptyState>
        </div>
      )}
      <p className={css.key}>
        Quality register: 0 good, 1 stale, 2 suspect, 3 bad, 4 missing, 5 put in by hand. Use a value only while its
        quality is 0.{namespaces !== '' && ` Nodes are in the namespace ${namespaces}.`}
      </p>
    </Panel>
  )
}

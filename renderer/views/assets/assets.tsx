import { useHotkeys, useLocalStorage } from '@mantine/hooks'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react'
import type { Asset } from '../../../domain/asset.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { formatClock, formatDay, formatOffset } from '../../format/time.ts'
import { useLiveStore, useSite } from '../../state/live.ts'
import { Faceplate, type OperateIntent } from '../faceplate/faceplate.tsx'
import { OperateDialog } from '../operate/operate-dialog.tsx'
import { useWords } from './asset-cells.tsx'
import { AssetGrid, type AssetGridHandle } from './asset-grid.tsx'
import { groupAssets, matchesFilter, tableRows } from './asset-rows.ts'
import { isAbnormal } from './asset-words.ts'
import css from './assets.module.css'
import { type Mode, Toolbar } from './toolbar.tsx'

const hiddenKey = 'powerchain-assets-hidden-columns'

const idsOf = (list: string) => new Set(list.split(' ').filter((id) => id !== ''))

/** Ids of the assets that are abnormal, and of those the person commands; new only when they change. */
function useMembers(): Record<'abnormal' | 'mine', ReadonlySet<string>> {
  const site = useSite()
  const abnormal = useWords((store) =>
    site.assets
      .filter((asset) => isAbnormal(store, asset))
      .map((asset) => asset.id)
      .join(' '),
  )
  const mine = useWords((store) =>
    store
      .instructions()
      .filter((i) => i.state === 'active' && i.owner === site.person.name)
      .map((i) => i.assetId)
      .join(' '),
  )
  return useMemo(() => ({ abnormal: idsOf(abnormal), mine: idsOf(mine) }), [abnormal, mine])
}

function useRows(mode: Mode, filter: string, members: ReturnType<typeof useMembers>) {
  const site = useSite()
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  const groups = useMemo(() => groupAssets(site), [site])
  const wanted = mode === 'all' ? undefined : members[mode]
  const rows = useMemo(
    () =>
      tableRows(
        groups,
        (asset) => matchesFilter(asset, filter) && (wanted === undefined || wanted.has(asset.id)),
        closed,
      ),
    [groups, filter, wanted, closed],
  )
  const toggle = useCallback((id: string) => {
    setClosed((before) => {
      const after = new Set(before)
      if (!after.delete(id)) after.add(id)
      return after
    })
  }, [])
  return { rows, toggle }
}

function usePath(asset: Asset | undefined) {
  const site = useSite()
  const feeder = site.feeders.find((f) => f.id === asset?.feeder)?.name
  return [
    <Link key="site" to="/">
      {site.name}
    </Link>,
    ...(asset
      ? [
          <Link key="assets" to="/assets">
            {feeder ?? 'Assets'}
          </Link>,
          asset.name,
        ]
      : []),
  ]
}

function useExport() {
  const grid = useRef<AssetGridHandle>(null)
  const site = useSite()
  const store = useLiveStore()
  const exportCsv = useCallback(() => {
    const now = store.now()
    const when = `${formatDay(now, site.timeZone)} ${formatClock(now, site.timeZone)}`
    const head = `${site.name}, assets, ${when} ${formatOffset(now, site.timeZone)}`
    grid.current?.exportCsv(`assets ${new Date(now).toISOString().slice(0, 16).replace(':', '-')}Z.csv`, head)
  }, [site, store])
  return { grid, exportCsv }
}

/** Every asset in one live table; one of them opened at the side. */
export function AssetsView() {
  const { assetId } = useParams({ strict: false })
  const site = useSite()
  const asset = site.assets.find((a) => a.id === assetId)
  const [filter, setFilter] = useState('')
  const [mode, setMode] = useState<Mode>('all')
  const [hiddenColumns, setHiddenColumns] = useLocalStorage<string[]>({ key: hiddenKey, defaultValue: [] })
  const members = useMembers()
  const { rows, toggle } = useRows(mode, filter, members)
  const { grid, exportCsv } = useExport()
  const { open, close } = useOpening()
  return (
    <div className={css.page}>
      <PageHead title="Assets" level={asset ? 3 : 2} path={usePath(asset)}>
        <Toolbar
          filter={filter}
          onFilter={setFilter}
          mode={mode}
          onMode={setMode}
          counts={{ all: site.assets.length, abnormal: members.abnormal.size, mine: members.mine.size }}
          hiddenColumns={hiddenColumns}
          onHiddenColumns={setHiddenColumns}
          onExport={exportCsv}
        />
      </PageHead>
      <TableAndFaceplate
        asset={asset}
        onClose={close}
        empty={rows.length === 0 ? <NoRows mode={mode} filter={filter} /> : undefined}
      >
        <AssetGrid
          ref={grid}
          rows={rows}
          selectedId={assetId}
          hiddenColumns={hiddenColumns}
          onOpen={open}
          onToggleGroup={toggle}
        />
      </TableAndFaceplate>
    </div>
  )
}

function useOpening() {
  const navigate = useNavigate()
  const open = useCallback(
    (id: string) => void navigate({ to: '/assets/$assetId', params: { assetId: id } }),
    [navigate],
  )
  const close = useCallback(() => void navigate({ to: '/assets' }), [navigate])
  return { open, close }
}

/** The table with the dialog above it, and beside it the faceplate, which stays clear while a dialog is open. */
function TableAndFaceplate(props: {
  asset: Asset | undefined
  onClose: () => void
  empty: ReactNode
  children: ReactNode
}) {
  const { asset, onClose, empty, children } = props
  const [operating, setOperating] = useState<{ assetId: string; intent: OperateIntent }>()
  useHotkeys([['Escape', onClose]])
  return (
    <div className={css.body} data-open={asset ? true : undefined}>
      <section className={css.table} aria-label="Assets">
        {children}
        {empty}
        {asset && operating?.assetId === asset.id && (
          <OperateDialog
            key={`${asset.id} ${operating.intent}`}
            asset={asset}
            intent={operating.intent}
            onClose={() => setOperating(undefined)}
          />
        )}
      </section>
      {asset && (
        <Faceplate
          key={asset.id}
          asset={asset}
          onClose={onClose}
          onOperate={(intent) => setOperating({ assetId: asset.id, intent })}
        />
      )}
    </div>
  )
}

function NoRows({ mode, filter }: { mode: Mode; filter: string }) {
  const why =
    filter !== ''
      ? `None matches “${filter}”.`
      : mode === 'mine'
        ? 'You command no asset now.'
        : 'No alarm, every value good, every setpoint followed.'
  return (
    <div className={css.empty}>
      <EmptyState title={filter !== '' ? 'Nothing found' : mode === 'mine' ? 'None of yours' : 'Nothing abnormal'}>
        {why}
      </EmptyState>
    </div>
  )
}

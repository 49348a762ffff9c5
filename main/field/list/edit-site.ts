import { type Document, isMap, isSeq, type YAMLMap } from 'yaml'
import type { ListChange } from '../../../domain/rpc/field/field.ts'
import type { SiteConfig } from '../../../domain/site.ts'
import { type Column, type ListRow, rowsOf, valueOf } from './columns.ts'
import { cellOf, type GivenList, type GivenRow, type ListFault } from './read-list.ts'

/** What a device list does to a site file. */
export interface Edit {
  changes: ListChange[]
  faults: ListFault[]
  /** The rows behind the entries of `devices` and `assets` as they stand afterwards, for faults found there. */
  rows: { devices: (GivenRow | undefined)[]; assets: (GivenRow | undefined)[] }
}

/**
 * Changes the sections `devices` and `assets` of a site file to what the list says, in place: what the list does not
 * mention, comments and order stay. The list is the whole of the site; what is not in it goes.
 */
export function editSite(document: Document, site: SiteConfig, list: GivenList): Edit {
  const before = new Map(rowsOf(site).map((row) => [row.device.id, row]))
  const hasAssets = list.columns.some(({ name }) => name === 'asset')
  const sections = { device: sectionOf(document, 'devices'), asset: sectionOf(document, 'assets') }
  const changes: ListChange[] = []
  const faults: ListFault[] = []
  for (const row of list.rows) {
    const id = String(cellOf(row, 'device'))
    const former = before.get(id)
    const details = editRow({ row, former, hasAssets, site, list, faults }, sections)
    if (!former) changes.push({ deviceId: id, what: 'added', details })
    else if (details.length > 0) changes.push({ deviceId: id, what: 'changed', details })
  }
  const ids = new Set(list.rows.map((row) => String(cellOf(row, 'device'))))
  const assetIds = new Set(list.rows.map((row) => String(cellOf(row, 'asset'))))
  for (const id of before.keys()) if (!ids.has(id)) changes.push({ deviceId: id, what: 'removed', details: [] })
  sections.device.keep((id) => ids.has(id))
  if (hasAssets) sections.asset.keep((id) => assetIds.has(id))
  else sections.asset.keep((_id, device) => ids.has(device))
  const rowBy = (name: string) => (id: string) => list.rows.find((row) => cellOf(row, name) === id)
  return {
    changes,
    faults,
    rows: { devices: sections.device.ids().map(rowBy('device')), assets: sections.asset.ids().map(rowBy('asset')) },
  }
}

interface RowEdit {
  row: GivenRow
  former: ListRow | undefined
  hasAssets: boolean
  site: SiteConfig
  list: GivenList
  faults: ListFault[]
}

/** Changes of one row, each in words. */
function editRow(edit: RowEdit, sections: { device: Section; asset: Section }): string[] {
  const { row, former, hasAssets, site } = edit
  const deviceId = String(cellOf(row, 'device'))
  const assetId = cellOf(row, 'asset')
  const details = setFields(edit, 'device', sections.device.entry(deviceId), former)
  if (!former)
    sections.device.entry(deviceId).set('mode', cellOf(row, 'mode') === 'monitor' ? 'monitor' : 'commissioning')
  if (former && hasAssets && former.asset && former.asset.id !== assetId)
    details.push(`asset ${former.asset.id}: removed`)
  if (!hasAssets || assetId === undefined) return details
  const asset = site.assets.find(({ id }) => id === assetId)
  const entry = sections.asset.entry(String(assetId))
  details.push(...setFields(edit, 'asset', entry, asset && former && { device: former.device, asset }))
  if (asset?.device !== deviceId) entry.set('device', deviceId)
  return details
}

/** Sets what differs from what holds now, so that a default which nobody wrote stays unwritten. */
function setFields(
  { row, list, faults }: RowEdit,
  of: Column['of'],
  entry: YAMLMap,
  former: ListRow | undefined,
): string[] {
  return list.columns
    .filter((column) => column.of === of)
    .flatMap((column) => {
      const value = row.cells.get(column)
      const before = former ? (valueOf(former, column) ?? undefined) : undefined
      if (column.name === 'mode' && !former) return value === 'monitor' ? [] : [newMode(value)]
      if (String(value) === String(before)) return []
      if (column.name === 'mode' && value === 'control')
        faults.push({
          row: row.row,
          column: 'mode',
          expected: 'commissioning; control comes with the acceptance of the device',
        })
      if (value === undefined) entry.delete(column.field)
      else entry.set(column.field, value)
      return [`${of === 'asset' ? 'asset ' : ''}${column.field}: ${words(before)} to ${words(value)}`]
    })
}

function newMode(asked: string | number | undefined): string {
  return asked === 'control' ? 'mode: commissioning first, as for every new device' : 'mode: commissioning'
}

function words(value: string | number | undefined): string {
  return value === undefined ? '(none)' : String(value)
}

interface Section {
  /** The entry with this id, added at the end when there is none. */
  entry(id: string): YAMLMap
  keep(isWanted: (id: string, device: string) => boolean): void
  ids(): string[]
}

function sectionOf(document: Document, name: 'devices' | 'assets'): Section {
  const list = document.get(name)
  if (!isSeq(list)) throw new TypeError(`${name} of a checked site file is a list`)
  return {
    entry(id) {
      const found = list.items.find((entry) => idOf(entry) === id)
      if (isMap(found)) return found as YAMLMap
      const added = document.createNode({ id }) as YAMLMap
      const last = list.items.at(-1)
      if (isMap(last) && last.flow === true) added.flow = true
      list.add(added)
      return added
    },
    keep(isWanted) {
      list.items = list.items.filter((entry) => isWanted(idOf(entry), idOf(entry, 'device')))
    },
    ids: () => list.items.map((entry) => idOf(entry)),
  }
}

function idOf(entry: unknown, field = 'id'): string {
  return isMap(entry) ? String(entry.get(field)) : ''
}

import { type Asset, assetStateOf } from '../../../../domain/asset.ts'
import type { PointName } from '../../../../domain/points.ts'
import type { PointRef } from '../../../../domain/rpc/site.ts'
import type { EpochMs, Ms } from '../../../../domain/units.ts'
import { createMemory, type Memory } from '../stream/memory.ts'
import { type AssetWatch, createAssetWatch } from './asset-watch.ts'
import { createBalanceWatch } from './balance-watch.ts'
import { createBlocks } from './blocks.ts'
import { peerWatchesOf } from './peer-watch.ts'
import type { Kept } from './point-watch.ts'
import type { SeesVerdicts } from './verdict-book.ts'

const minuteMs: Ms = 60_000
const rowMs: Ms = 5 * minuteMs
/** Hours of assets begin so much apart, that not all of them work at once. */
const apartMs: Ms = 3 * minuteMs
const hourMs: Ms = 60 * minuteMs

/** An asset with its columns in the scans. */
export interface Unit {
  asset: Asset
  watch: AssetWatch
  columns: readonly number[]
  /** Column of its state; undefined when it has none. */
  stateColumn: number | undefined
  /** Since when it counts as settled, epoch ms. */
  settled: Float64Array
}

/** Assets that have points, each with its watch. */
export function unitsOf(needs: {
  assets: readonly Asset[]
  points: readonly PointRef[]
  book: SeesVerdicts
  memory: Memory
}): Unit[] {
  const { assets, points, book, memory } = needs
  return assets.map((asset, i) => {
    const columns = points.flatMap(({ assetId }, column) => (assetId === asset.id ? [column] : []))
    const names = columns.map((column) => (points[column] as PointRef).point)
    const state = names.indexOf('state')
    return {
      asset,
      watch: createAssetWatch({ asset, points: names, offsetMs: (i * apartMs) % hourMs, book }),
      columns,
      stateColumn: state < 0 ? undefined : columns[state],
      settled: memory.take(1),
    }
  })
}

/** True while an asset is ready or at work: not stopped, not starting, not in a fault. A missing state tells nothing. */
export function isAtWork(code: number): boolean {
  if (Number.isNaN(code)) return true
  const state = assetStateOf(code)
  return state === 'standby' || state === 'running' || state === 'throttled'
}

/** Rows of five minutes for everything that compares: models, peers, balance. */
export interface SiteRows {
  /** Means of a minute around `at`, one for each column. */
  push(at: EpochMs, means: Float64Array): void
  parts: Readonly<Record<string, Kept>>
}

/** Makes the rows and gives them to the watches. */
export function createSiteRows(needs: {
  points: readonly PointRef[]
  units: readonly Unit[]
  book: SeesVerdicts
}): SiteRows {
  const { points, units, book } = needs
  const memory = createMemory()
  const rowAt = memory.take(1, Number.NEGATIVE_INFINITY)
  const rests = new Float64Array(points.length)
  const columnOf = (assetId: string, point: PointName) =>
    points.findIndex((ref) => ref.assetId === assetId && ref.point === point)
  const has = (assetId: string, point: PointName) => columnOf(assetId, point) >= 0
  const assets = units.map(({ asset }) => asset)
  const finest = (assetId: string, point: PointName) =>
    units.find(({ asset }) => asset.id === assetId)?.watch.finest(point) ?? 0
  const peers = peerWatchesOf({ assets, has, finest, book }).map((watch) => ({
    watch,
    columns: watch.members.map(({ id }) => columnOf(id, watch.point)),
  }))
  const powers = assets.map(({ id }) => columnOf(id, 'activePowerKW')).filter((column) => column >= 0)
  const grid = assets.find(({ kind }) => kind === 'grid')
  const balance = grid && has(grid.id, 'activePowerKW') ? createBalanceWatch(grid.id, book) : undefined

  const rows = createBlocks(memory, points.length, { blockMs: rowMs }, ({ at, mean }) => {
    const elapsedMs = Math.min(hourMs, at - (rowAt[0] as number))
    rowAt[0] = at
    for (const { watch, columns, settled } of units) {
      const own = watch.row(at, elapsedMs, gathered(mean, columns), at - rowMs >= (settled[0] as number))
      columns.forEach((column, i) => (rests[column] = own[i] as number))
    }
    for (const { watch, columns } of peers) watch.row(at - 1, gathered(rests, columns))
    balance?.row(at - 1, gathered(mean, powers))
  })
  return {
    push: rows.push,
    parts: {
      rows: memory,
      ...named(units.map(({ asset, watch }) => [asset.id, watch.parts])),
      ...named(peers.map(({ watch }) => [`peers ${watch.members[0]?.kind ?? ''} ${watch.point}`, watch.parts])),
      ...(balance ? named([['balance', balance.parts]]) : {}),
    },
  }
}

function gathered(values: Float64Array, columns: readonly number[]): Float64Array {
  return Float64Array.from(columns, (column) => values[column] as number)
}

function named(
  groups: readonly (readonly [name: string, parts: Readonly<Record<string, Kept>>])[],
): Record<string, Kept> {
  return Object.fromEntries(
    groups.flatMap(([name, parts]) => Object.entries(parts).map(([part, kept]) => [`${name} ${part}`, kept])),
  )
}

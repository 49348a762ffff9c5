import { powerWords } from '../../../domain/asset.ts'
import { type Instruction, subjectOf } from '../../../domain/instruction.ts'
import type { DryRun } from '../../../domain/rpc/dispatch/instructions.ts'
import { nearest } from '../../../domain/setpoint.ts'
import type { KW } from '../../../domain/units.ts'
import type { Controller } from '../controllers/controller.ts'
import { rule, type Ruling } from '../controllers/order.ts'
import type { Picture } from '../loop.ts'
import { sheddingRank } from '../merit.ts'
import { expectedMs, lowestDrawKW } from '../ramps.ts'
import { storedEnergyFor } from '../services/readiness.ts'
import { subjectPowerKW } from '../services/subject-power.ts'
import type { AssetSight } from '../sight.ts'
import { costOf, type Moved } from './cost.ts'
import { supersessions } from './succession.ts'

/** What a dry run needs beside the picture of the last turn. */
export interface DryRunNeeds {
  order: readonly Controller[]
  /** What one MWh drawn by a container earns, EUR. */
  worthOf(assetId: string): number | undefined
}

/** Power still missing below this is noise. */
const metKW: KW = 25

/**
 * What an instruction would do if it held now: the controllers run once with it on the picture of the last turn, and the
 * power they leave is shared as it would be in the end - mining and electrolyser carry it, storage what they can't. Nothing
 * is changed: memory is a copy.
 */
export function dryRun(instruction: Instruction, picture: Picture | undefined, needs: DryRunNeeds): DryRun {
  if (!picture) return refusedRun('The engine has not looked at the site yet.')
  const holding: Instruction = { ...instruction, state: 'active' }
  const { rampMs: _, ...atOnce } = holding
  const covered = supersessions([...picture.input.instructions, holding])
  const instructions = [...picture.input.instructions, atOnce].filter((i) => !covered.has(i.id))
  const { trips, ...memory } = picture.input.memory
  const copy = {
    ...structuredClone(memory),
    trips: { get: (id: string) => trips.get(id), set: () => {}, delete: () => {} },
  }
  const ruling = rule({ ...picture.input, instructions, memory: copy }, needs.order, new Map())
  const isCovered = covered.has(instruction.id)
  const { gridKW } = picture.input
  const moved = shared(picture, ruling)
  const changeKW = moved.reduce((sum, m) => sum + m.afterKW - m.beforeKW, 0)
  const gridAfterKW = gridKW === undefined ? null : gridKW - changeKW
  const short = shortOf(holding, picture, moved, gridAfterKW)
  const moves = moved.filter((m) => Math.abs(m.afterKW - m.beforeKW) >= 1).toSorted((a, b) => size(b) - size(a))
  const cost = costOf(moves, gridKW, gridAfterKW, {
    instruction,
    plan: picture.input.outside.plan,
    worthOf: needs.worthOf,
  })
  return {
    refusal: '',
    canBeMet: !isCovered && short <= metKW,
    shortKW: Math.round(short),
    limitedBy: isCovered
      ? `${covered.get(instruction.id)?.owner ?? ''} is stronger`
      : short > metKW
        ? limitOf(ruling, moved)
        : '',
    gridBeforeKW: gridKW === undefined ? null : Math.round(gridKW),
    gridAfterKW: gridAfterKW === null ? null : Math.round(gridAfterKW),
    moves: moves.map((m) => ({
      assetId: m.sight.asset.id,
      beforeKW: Math.round(m.beforeKW),
      afterKW: Math.round(m.afterKW),
      withinMs: Math.round(expectedMs(m.sight.asset, m.beforeKW, m.afterKW)),
      limitedBy: heldBy(ruling, m),
    })),
    withinMs: Math.round(withinMs(moves)),
    lastsMs: lastsMs(moves, instruction),
    ...cost,
    covers: [...covered].filter(([, by]) => by.id === instruction.id).map(([id]) => id),
  }
}

/** A dry run of what may not be given. */
export function refusedRun(refusal: string): DryRun {
  return { ...empty, refusal }
}

const empty: DryRun = {
  refusal: '',
  canBeMet: false,
  shortKW: 0,
  limitedBy: '',
  gridBeforeKW: null,
  gridAfterKW: null,
  moves: [],
  withinMs: 0,
  lastsMs: null,
  costEur: null,
  costDetail: '',
  covers: [],
}

function size({ afterKW, beforeKW }: Moved): KW {
  return Math.abs(afterKW - beforeKW)
}

/** First what ranges force; then what the band asks, from those that can carry it longest to those that can't. */
function shared({ input }: Picture, ruling: Ruling): Moved[] {
  const moved = input.sight.assets.flatMap((sight): Moved[] => {
    const range = ruling.ranges.get(sight.asset.id)
    const { powerKW } = sight
    if (!range || powerKW === undefined || ruling.out.has(sight.asset.id)) return []
    return [{ sight, range, beforeKW: powerKW, afterKW: settable(sight, nearest(range, powerKW)) }]
  })
  const { gridKW } = input
  if (gridKW === undefined || !ruling.band) return moved
  const free = moved.filter((m) => m.range.minKW < m.range.maxKW && m.sight.isFollowing && isShared(m.sight))
  const { range } = ruling.band
  const needKW = (): KW => {
    const now = gridKW - moved.reduce((sum, m) => sum + m.afterKW - m.beforeKW, 0)
    return now - nearest(range, now)
  }
  const isTaking = needKW() < 0
  const byEnd = free.toSorted((a, b) => lasting(a.sight, isTaking) - lasting(b.sight, isTaking))
  // mining is throttled before any of it is stopped
  for (const m of byEnd.filter((u) => lowestDrawKW(u.sight.asset) > 0))
    m.afterKW = nearest(m.range, running(m, m.afterKW + needKW()))
  for (const m of byEnd) m.afterKW = settable(m.sight, nearest(m.range, m.afterKW + needKW()), m.afterKW)
  // a container that can only stop gives more than asked: storage takes the rest
  for (const m of byEnd.filter((u) => u.sight.asset.kind === 'battery' || u.sight.asset.kind === 'flywheel'))
    m.afterKW = nearest(m.range, m.afterKW + needKW())
  return moved
}

/** Not below the lowest draw of what runs. */
function running({ sight, afterKW }: Moved, powerKW: KW): KW {
  const lowest = lowestDrawKW(sight.asset)
  return afterKW <= -lowest ? Math.min(powerKW, -lowest) : afterKW
}

function isShared({ asset, powerKW = 0 }: AssetSight): boolean {
  const isSun = (asset.kind === 'pv' || asset.kind === 'wind') && powerKW > 0
  return (
    isSun ||
    asset.kind === 'battery' ||
    asset.kind === 'flywheel' ||
    asset.kind === 'container' ||
    asset.kind === 'hydrogen'
  )
}

/**
 * Order in which assets carry a lasting order: mining, the least efficient first when it lets go and last when it takes,
 * electrolyser, storage; sun and wind last.
 */
function lasting({ asset }: AssetSight, isTaking: boolean): number {
  if (asset.kind === 'container') return (isTaking ? -1 : 1) * sheddingRank(asset) - 100
  if (asset.kind === 'hydrogen') return -50
  if (asset.kind === 'pv' || asset.kind === 'wind') return 100
  return asset.kind === 'flywheel' ? 90 : sheddingRank(asset)
}

/** A container can't stand between nothing and its lowest draw: towards less it stops, towards more it stays. */
function settable({ asset }: AssetSight, powerKW: KW, fromKW = powerKW): KW {
  // sun and wind are asked for less only
  if (asset.kind === 'pv' || asset.kind === 'wind') return Math.min(powerKW, fromKW)
  const lowest = lowestDrawKW(asset)
  if (powerKW >= 0 || powerKW <= -lowest) return powerKW
  return powerKW > fromKW ? 0 : fromKW <= -lowest ? -lowest : 0
}

function shortOf(instruction: Instruction, { input }: Picture, moved: readonly Moved[], gridAfterKW: KW | null): KW {
  const { powerKW, kind } = instruction
  const by = (actual: KW) => (kind === 'limit' ? Math.max(0, actual - Math.abs(powerKW)) : Math.abs(actual - powerKW))
  if (gridAfterKW === null) return Math.abs(powerKW)
  const after = new Map(moved.map((m) => [m.sight.asset.id, m.afterKW]))
  const image = {
    ...input.image,
    reading: input.image.reading,
    value: (id: string, point: Parameters<typeof input.image.value>[1]) =>
      point === 'activePowerKW' ? (after.get(id) ?? input.image.value(id, point)) : input.image.value(id, point),
  }
  const actual = subjectPowerKW(instruction, { site: input.site, image, gridKW: gridAfterKW })
  if (actual === undefined) return Math.abs(powerKW)
  return by(
    subjectOf(instruction) === 'asset' && kind === 'limit' ? Math.max(0, actual * Math.sign(powerKW || 1)) : actual,
  )
}

/** What stands in the way: the band's own end when an earlier controller set it, else that every asset is at its end. */
function limitOf({ band, ranges }: Ruling, moved: readonly Moved[]): string {
  const atEnd = moved.filter((m) => m.afterKW === ranges.get(m.sight.asset.id)?.maxKW || m.afterKW === m.range.minKW)
  if (band && (band.upper.controller === 'siteLimits' || band.lower.controller === 'siteLimits') && atEnd.length === 0)
    return band.upper.words
  const names = atEnd.map((m) => `${m.sight.asset.name} ${powerWords(m.afterKW)}`)
  return names.length > 0 ? `at their limits: ${names.slice(0, 4).join(', ')}` : 'no asset can move'
}

function heldBy({ chains }: Ruling, { sight, afterKW, range }: Moved): string {
  if (afterKW !== range.minKW && afterKW !== range.maxKW) return ''
  const links = chains.get(sight.asset.id) ?? []
  const isLow = afterKW === range.minKW
  return links.find((l) => (isLow ? l.after.minKW >= range.minKW : l.after.maxKW <= range.maxKW))?.reason ?? ''
}

/** The storage takes the whole at once where it can; otherwise the slowest of those that carry it decides. */
function withinMs(moves: readonly Moved[]): number {
  const total = Math.abs(moves.reduce((sum, m) => sum + m.afterKW - m.beforeKW, 0))
  const fast = moves.filter((m) => m.sight.asset.kind === 'battery' || m.sight.asset.kind === 'flywheel')
  const isGiving = moves.reduce((sum, m) => sum + m.afterKW - m.beforeKW, 0) > 0
  const roomKW = fast.reduce((sum, m) => sum + (isGiving ? m.range.maxKW - m.beforeKW : m.beforeKW - m.range.minKW), 0)
  const times = (roomKW >= total && fast.length > 0 ? fast : moves).map((m) =>
    expectedMs(m.sight.asset, m.beforeKW, m.afterKW),
  )
  return Math.max(0, ...times)
}

/** Until the first storage that carries it is at its limit; `null` = to the end of the instruction. */
function lastsMs(moves: readonly Moved[], { from, until }: Instruction): number | null {
  const times = moves.flatMap(({ sight, afterKW }) => {
    const energyKWh = storedEnergyFor(sight, afterKW > 0 ? 'up' : 'down')
    return energyKWh === undefined || Math.abs(afterKW) < 1 ? [] : [(energyKWh / Math.abs(afterKW)) * 3_600_000]
  })
  const least = Math.min(...times)
  return least < until - from ? Math.round(least) : null
}

import type { AssetOf } from '../../../domain/asset.ts'
import { clamp, type EpochMs, type KW, type Ms } from '../../../domain/units.ts'
import type { Unit } from './unit.ts'

/** A hydrogen storage under automatic control; only its electrolyser is used by itself. */
export type HydrogenUnit = Unit<AssetOf<'hydrogen'>>

/** Surplus that must last so long for a start; too little of it so long for a stop. */
const wanted = { startMs: 20_000, stopMs: 60_000, marginKW: 50 }
/** A stack ages with every start: it stays on or off at least so long. */
const heldMs: Ms = 600_000
/** Written when this share of the rating away and so long after the last write. */
const writing = { share: 0.02, everyMs: 5_000 }

/** What the layer keeps per electrolyser; instants epoch ms UTC. */
export interface ElectrolyserMemory {
  startWantedSince: EpochMs | undefined
  stopWantedSince: EpochMs | undefined
  switchedAt: EpochMs
  writtenAt: EpochMs
}

/** An electrolyser that may start as soon as surplus has lasted. */
export function newElectrolyser(): ElectrolyserMemory {
  return { startWantedSince: undefined, stopWantedSince: undefined, switchedAt: -Infinity, writtenAt: -Infinity }
}

/** What is asked of hydrogen storage in this cycle. */
export interface HydrogenAsk {
  now: EpochMs
  /** Surplus that neither mining nor the batteries can take. */
  leftKW: KW
  /** Other storage can't give what the grid band needs. */
  isShort: boolean
}

/**
 * Power of one hydrogen storage into the bus, kW. What is foreseen for it, else the electrolyser takes the surplus that is
 * left. It is slow: it runs from its lowest draw up, and keeps its minimum times. When storage is short it gives way.
 */
export function hydrogenPower(unit: HydrogenUnit, ask: HydrogenAsk, memory: ElectrolyserMemory): KW {
  const { base, range, asset } = unit
  if (base && base.powerKW > 0) return Math.min(base.powerKW, range.maxKW)
  const draw = base ? foreseenDraw(unit, -base.powerKW, ask, memory) : surplusDraw(unit, ask, memory)
  return -(ask.isShort && draw > 0 ? Math.min(draw, asset.electrolyserMinKW) : draw)
}

function foreseenDraw(unit: HydrogenUnit, wantedKW: KW, { now }: HydrogenAsk, memory: ElectrolyserMemory): KW {
  const { electrolyserMinKW } = unit.asset
  const standing = standingDraw(unit)
  const isOn = wantedKW >= electrolyserMinKW
  if (-unit.range.minKW < electrolyserMinKW) return 0
  if (isOn !== standing > 0 && now - memory.switchedAt < heldMs) return standing > 0 ? electrolyserMinKW : 0
  if (isOn !== standing > 0) memory.switchedAt = now
  return isOn ? Math.min(wantedKW, -unit.range.minKW) : 0
}

function standingDraw({ asset, setKW, range }: HydrogenUnit): KW {
  return -setKW < asset.electrolyserMinKW / 2 ? 0 : clamp(-setKW, 0, -range.minKW)
}

function surplusDraw(unit: HydrogenUnit, { leftKW, now }: HydrogenAsk, memory: ElectrolyserMemory): KW {
  const { asset, range } = unit
  const mostKW = -range.minKW
  const standing = standingDraw(unit)
  if (mostKW < asset.electrolyserMinKW) return 0
  const isHeld = now - memory.switchedAt < heldMs
  const since = (held: EpochMs | undefined, is: boolean) => (is ? (held ?? now) : undefined)
  memory.startWantedSince = since(
    memory.startWantedSince,
    standing === 0 && leftKW > asset.electrolyserMinKW + wanted.marginKW,
  )
  memory.stopWantedSince = since(memory.stopWantedSince, standing > 0 && leftKW < asset.electrolyserMinKW)
  if (standing === 0) {
    if (isHeld || memory.startWantedSince === undefined || now - memory.startWantedSince < wanted.startMs) return 0
    return write(asset.electrolyserMinKW, now, memory, true)
  }
  if (!isHeld && memory.stopWantedSince !== undefined && now - memory.stopWantedSince >= wanted.stopMs)
    return write(0, now, memory, true)
  const goal = clamp(leftKW, asset.electrolyserMinKW, mostKW)
  const isSmall = Math.abs(goal - standing) <= writing.share * asset.electrolyserKW
  if (isSmall || now - memory.writtenAt < writing.everyMs) return standing
  return write(goal, now, memory, false)
}

function write(draw: KW, now: EpochMs, memory: ElectrolyserMemory, isSwitch: boolean): KW {
  memory.writtenAt = now
  if (isSwitch) memory.switchedAt = now
  return draw
}

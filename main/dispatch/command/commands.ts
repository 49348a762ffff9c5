import { type Asset, assetStateOf } from '../../../domain/asset.ts'
import { nearest, type Verification } from '../../../domain/setpoint.ts'
import type { SiteConfig } from '../../../domain/site.ts'
import type { EpochMs, KW, Ms } from '../../../domain/units.ts'
import type { Image } from '../../image.ts'
import { ask, type Follow, watch } from './follow.ts'
import type { Change } from './guard.ts'
import { ratingKW } from '../ramps.ts'
import type { OwnCommand } from '../sight.ts'
import type { WriteResult } from './writer.ts'

/** Read-back that differs for so long after the device took the setpoint. */
const differsMs: Ms = 2_000
/** A write without an answer is tried again after this; one the device refused later. */
const againMs = { unanswered: 2_000, refused: 10_000 }

/** What the loop knows of its commands to one asset. */
export interface Command {
  asset: Asset
  /** Value last handed to the writer. */
  sentKW: KW | undefined
  sentAt: EpochMs
  /** Since when the value is this one. */
  setAt: EpochMs
  changes: Change[]
  /** Set once the device took `sentKW`. */
  takenAt: EpochMs | undefined
  failed: { at: EpochMs; isRefused: boolean; detail: string } | undefined
  follow: Follow | undefined
  /** Why the gate held the last setpoint back. */
  guarded: Verification | undefined
  hasMatched: boolean
  differsSince: EpochMs | undefined
  /** What the device holds instead of ours, when that was never ours. */
  torn: string | undefined
  otherMasterSince: EpochMs | undefined
}

/** One empty record per asset of a site. */
export function newCommands(site: SiteConfig): Map<string, Command> {
  return new Map(site.assets.map((asset) => [asset.id, newCommand(asset)]))
}

function newCommand(asset: Asset): Command {
  return {
    asset,
    sentKW: undefined,
    sentAt: 0,
    setAt: 0,
    changes: [],
    takenAt: undefined,
    failed: undefined,
    follow: undefined,
    guarded: undefined,
    hasMatched: false,
    differsSince: undefined,
    torn: undefined,
    otherMasterSince: undefined,
  }
}

/** What the controllers may know of it. A device that refuses counts as not following. */
export function ownCommand(command: Command | undefined): OwnCommand {
  return {
    setpointKW: command?.sentKW,
    isFollowing: (command?.follow?.isFollowing ?? true) && !command?.failed?.isRefused,
    otherMasterSince: command?.otherMasterSince,
  }
}

/** Whether this value has to go to the wire now: it is new, an attempt failed, or the device's watchdog wants it again. */
export function isDue(command: Command, powerKW: KW, now: EpochMs, watchdogMs: Ms | undefined): boolean {
  const { sentKW, sentAt, failed } = command
  // the device held our value and now holds another: look first who commands it, write later
  if (command.hasMatched && command.differsSince !== undefined) return false
  if (sentKW === undefined || Math.abs(powerKW - sentKW) >= 0.05) return true
  if (failed) return now - failed.at >= (failed.isRefused ? againMs.refused : againMs.unanswered)
  return watchdogMs !== undefined && now - sentAt >= watchdogMs / 3
}

/** Notes that a value goes to the wire. */
export function noteSent(command: Command, powerKW: KW, measuredKW: KW, now: EpochMs): void {
  const isNew = command.sentKW === undefined || Math.abs(powerKW - command.sentKW) >= 0.05
  command.sentAt = now
  command.guarded = undefined
  if (!isNew) return
  command.changes = command.changes.filter((c) => now - c.at < 1_000)
  command.changes.push({ at: now, byKW: powerKW - (command.sentKW ?? measuredKW) })
  command.follow = ask(command.asset, command.follow, powerKW, measuredKW, now)
  Object.assign(command, {
    sentKW: powerKW,
    setAt: now,
    takenAt: undefined,
    hasMatched: false,
    differsSince: undefined,
  })
}

/** Notes how a write ended; results of values since replaced don't count. */
export function noteResult(command: Command, result: WriteResult): void {
  if (result.powerKW !== command.sentKW) return
  if (!result.error) {
    command.takenAt ??= result.at
    command.failed = undefined
    return
  }
  const { code, message } = result.error
  const isRefused = code === 'Device.Illegal' || code === 'Device.NotWritable' || code === 'Device.WrongIdentity'
  command.failed = { at: result.at, isRefused, detail: message }
}

/** Forgets what was sent: the asset is out of contact or in its safe state, so nothing of it can be relied on. */
export function forget(command: Command): void {
  const { otherMasterSince } = command
  Object.assign(command, { ...newCommand(command.asset), otherMasterSince })
}

/** Forgets all of it, also who else commanded the asset: that is no business of ours while it isn't ours to steer. */
export function letGo(command: Command): void {
  Object.assign(command, newCommand(command.asset))
}

/** Compares the device's own setpoint and the meter with what was asked. */
export function verify(command: Command, image: Image, cycleMs: Ms): void {
  const { asset, follow } = command
  compareReadBack(command, image)
  if (follow) watch(asset, follow, image.value(asset.id, 'activePowerKW'), image.at, cycleMs)
}

function compareReadBack(command: Command, image: Image): void {
  const { asset, sentKW, failed } = command
  const readBack = image.reading(asset.id, 'setpointKW')
  const value = image.value(asset.id, 'setpointKW')
  if (sentKW === undefined || value === undefined) return
  const slackKW = Math.max(1, 0.005 * ratingKW(asset))
  // only the answer to the write was lost: the device holds the value, so it is not written again
  if (failed && !failed.isRefused && readBack.at > failed.at && Math.abs(value - sentKW) <= slackKW)
    Object.assign(command, { failed: undefined, takenAt: failed.at })
  const { takenAt } = command
  if (takenAt === undefined || readBack.at <= takenAt) return
  // a device in its safe state, or at its own limit, sets its value itself: nobody else does
  if (assetStateOf(image.value(asset.id, 'state')) === 'fail-safe') return
  const own = {
    minKW: image.value(asset.id, 'minPowerKW') ?? -Infinity,
    maxKW: image.value(asset.id, 'maxPowerKW') ?? Infinity,
  }
  if (Math.abs(value - sentKW) <= slackKW || Math.abs(value - nearest(own, sentKW)) <= slackKW) {
    Object.assign(command, { hasMatched: true, differsSince: undefined, torn: undefined, otherMasterSince: undefined })
    return
  }
  command.differsSince ??= image.at
  if (image.at - command.differsSince < differsMs) return
  if (command.hasMatched) command.otherMasterSince ??= image.at
  else command.torn = `the device holds ${Math.round(value)} kW, asked ${Math.round(sentKW)} kW`
}

/** The outcome as people see it: the gate's and the device's refusals first, then what the meter says. */
export function verificationOf(command: Command): Verification | undefined {
  const { guarded, failed, follow, torn } = command
  if (guarded) return guarded
  if (failed) return { outcome: failed.isRefused ? 'refused' : 'unknown', at: failed.at, detail: failed.detail }
  if (torn !== undefined && follow) return { outcome: 'refused', at: follow.askedAt, detail: torn }
  return follow?.verification
}

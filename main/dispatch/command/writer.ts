import type { Clock } from '../../../domain/clock.ts'
import type { Device } from '../../../domain/device.ts'
import { PowerchainError } from '../../../domain/errors.ts'
import type { SiteConfig } from '../../../domain/site.ts'
import type { EpochMs, KW, Ms } from '../../../domain/units.ts'

/** How a write ended. */
export interface WriteResult {
  assetId: string
  powerKW: KW
  at: EpochMs
  /** Absent when the device took it. */
  error?: PowerchainError
}

/** Writes in the background: one in flight per device, and of what waits only the newest. */
export interface Writer {
  put(assetId: string, device: Device, powerKW: KW): void
  /** Drops what waits for an asset, if something does; what is on the wire already can't be called back. */
  drop(assetId: string, device: Device): boolean
  /** Writes the heartbeat where its watchdog asks for it; a beat still under way is not doubled. */
  beat(deviceId: string, device: Device): void
  /** Takes no more, waits for what is under way. */
  stop(): Promise<void>
}

interface Lane {
  running: boolean
  next: { assetId: string; powerKW: KW } | undefined
}

interface Beats {
  running: boolean
  at: Ms
}

/** A heartbeat comes at least five times within the device's time-out. */
const beatsPerWatchdog = 5

/**
 * What keeps us from beating often enough: a device's watchdog shorter than so many cycles. `undefined` when nothing does.
 * Devices that are only monitored hear no heartbeat.
 */
export function tooShortWatchdog(site: SiteConfig, devices: ReadonlyMap<string, Device>): string | undefined {
  const { cycleMs } = site
  for (const { id, mode } of site.devices) {
    const { watchdogMs, definition } = devices.get(id)?.traits ?? {}
    if (mode === 'monitor' || watchdogMs === undefined || watchdogMs >= beatsPerWatchdog * cycleMs) continue
    const least = `${beatsPerWatchdog} control cycles of ${cycleMs} ms`
    return `${id}: the watchdog of ${definition} (${watchdogMs} ms) is shorter than ${least}; shorten cycleMs or set the device to monitor`
  }
  return undefined
}

/** Writer over the devices of a site; `onResult` is called for each write that ended. */
export function createWriter({
  clock,
  cycleMs,
  onResult,
}: {
  clock: Clock
  cycleMs: Ms
  onResult: (result: WriteResult) => void
}): Writer {
  const lanes = new Map<Device, Lane>()
  const beats = new Map<string, Beats>()
  const running = new Set<Promise<void>>()
  const state = { isStopped: false }

  const track = (work: Promise<void>) => {
    const done = work.finally(() => running.delete(done))
    running.add(done)
  }
  const write = async (device: Device, lane: Lane): Promise<void> => {
    lane.running = true
    while (lane.next && !state.isStopped) {
      const { assetId, powerKW } = lane.next
      lane.next = undefined
      try {
        await device.writeSetpoint(powerKW)
        onResult({ assetId, powerKW, at: clock.now() })
      } catch (error) {
        onResult({ assetId, powerKW, at: clock.now(), error: asError(error) })
      }
    }
    lane.running = false
  }

  return {
    put(assetId, device, powerKW) {
      if (state.isStopped) return
      const lane = lanes.get(device) ?? { running: false, next: undefined }
      lanes.set(device, lane)
      lane.next = { assetId, powerKW }
      if (!lane.running) track(write(device, lane))
    },
    drop(assetId, device) {
      const lane = lanes.get(device)
      const isWaiting = lane?.next?.assetId === assetId
      if (isWaiting) lane.next = undefined
      return isWaiting
    },
    beat(deviceId, device) {
      const last = beats.get(deviceId) ?? { running: false, at: -Infinity }
      beats.set(deviceId, last)
      if (state.isStopped || !isBeatDue(last, device.traits.watchdogMs, clock.monotonicMs(), cycleMs)) return
      Object.assign(last, { running: true, at: clock.monotonicMs() })
      track(beatOnce(device, last))
    },
    async stop() {
      state.isStopped = true
      await Promise.all(running)
    },
  }
}

/** The next turn comes a cycle later: it is time now when it would be too late then. */
function isBeatDue(last: Beats, watchdogMs: Ms | undefined, now: Ms, cycleMs: Ms): boolean {
  return watchdogMs !== undefined && !last.running && now - last.at + cycleMs > watchdogMs / beatsPerWatchdog
}

async function beatOnce(device: Device, last: Beats): Promise<void> {
  try {
    await device.beat()
  } catch {
    // a lost link shows in the device's own status
  } finally {
    last.running = false
  }
}

function asError(error: unknown): PowerchainError {
  if (error instanceof PowerchainError) return error
  return new PowerchainError('Device.BadAnswer', error instanceof Error ? error.message : String(error), {
    cause: error,
  })
}

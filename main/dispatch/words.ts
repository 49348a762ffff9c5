import { type Asset, powerWords } from '../../domain/asset.ts'
import type { Authority } from '../../domain/setpoint.ts'
import type { EpochMs, KW, Ms } from '../../domain/units.ts'

/** What an asset does at this power, without a sign: `draws 650 kW`, `charges at 300 kW`. */
export function doing(asset: Asset, powerKW: KW): string {
  if (Math.abs(powerKW) < 0.5) return 'rests'
  const size = powerWords(powerKW)
  if (asset.kind === 'battery' || asset.kind === 'flywheel' || asset.kind === 'hydrogen')
    return powerKW > 0 ? `discharges ${size}` : `charges ${size}`
  return powerKW > 0 ? `delivers ${size}` : `draws ${size}`
}

/** Why we write nothing to an asset that is not ours to steer. */
export const notOurs: Record<Exclude<Authority, 'control'>, string> = {
  monitor: 'monitor-only: we do not write to it',
  handedOver: 'handed over: somebody else steers it',
  commissioning: 'in commissioning: only test pulses are written',
}

/** Sun and wind are asked for no more than a setpoint, never for as much. */
export function isCeiling(asset: Asset): boolean {
  return asset.kind === 'pv' || asset.kind === 'wind'
}

/** What an asset is asked to do; a setpoint of sun and wind is a ceiling: `delivers at most 2.00 MW`. */
export function asked(asset: Asset, powerKW: KW): string {
  return isCeiling(asset) ? `delivers at most ${powerWords(powerKW)}` : doing(asset, powerKW)
}

/** Power rounded for a reason: exact enough to understand a decision, and not another text in every cycle. */
export function roughWords(powerKW: KW): string {
  const step = Math.abs(powerKW) < 200 ? 20 : 50
  return powerWords(Math.round(powerKW / step) * step)
}

/** Grid power in rough words: `import 3.20 MW`, `export 200 kW`. */
export function gridWords(gridKW: KW): string {
  return `${gridKW <= -10 ? 'export' : 'import'} ${roughWords(gridKW)}`
}

/** A span in words: `7.9 s`, `12 min`, `3.5 h`. */
export function spanWords(ms: Ms): string {
  if (ms < 10_000) return `${(ms / 1_000).toFixed(1)} s`
  if (ms < 120_000) return `${Math.round(ms / 1_000)} s`
  return ms < 7_200_000 ? `${Math.round(ms / 60_000)} min` : `${(ms / 3_600_000).toFixed(1)} h`
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** Local time of an instant, `15:00`, with the day when it is not within 24 h of `now`. */
export function timeWords(at: EpochMs, now: EpochMs, timeZone: string): string {
  const isNear = Math.abs(at - now) < 86_400_000
  const key = `${timeZone} ${isNear}`
  const format =
    formats.get(key) ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hour: '2-digit',
      minute: '2-digit',
      ...(isNear ? {} : { day: 'numeric', month: 'short' }),
    })
  formats.set(key, format)
  return format.format(at)
}

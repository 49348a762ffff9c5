import { type AssetOf, powerWords, safeRange, socLimits, storedEnergyAtFullKWh } from '../../../domain/asset.ts'
import { pointSpec } from '../../../domain/points.ts'
import { intersect, type PowerRange } from '../../../domain/setpoint.ts'
import { clamp, type Ms, type Pct } from '../../../domain/units.ts'
import type { Image } from '../../image.ts'
import type { AssetSight } from '../sight.ts'
import { notOurs, spanWords } from '../words.ts'
import type { Claim, Controller } from './controller.ts'
import type { TripBook } from './memory.ts'

/**
 * Storage may use no more power than leaves this much time until its energy limit: the power tapers off, and the limit
 * is approached and never passed. A flywheel turns within seconds, a stack needs minutes.
 */
const taperMs: Record<'battery' | 'flywheel' | 'hydrogen', Ms> = {
  flywheel: 10_000,
  battery: 120_000,
  hydrogen: 300_000,
}
/** Kept between the energy limit and where discharge ends, for the error of the reading. */
const socMarginPct = 0.1
/** A container begins to give way this far below its highest ambient temperature. */
const ambientTaperK = 2

/** What the asset itself can stand, by its own readings. Without them, or without contact, it gets no command. */
export const deviceProtection: Controller = {
  name: 'deviceProtection',
  run: ({ sight, image, memory }) => ({ claims: sight.assets.map((a) => protect(a, image, memory.trips)) }),
}

function protect(sight: AssetSight, image: Image, trips: TripBook): Claim {
  const assetId = sight.asset.id
  noteTrip(sight, image, trips)
  const out = whyOut(sight, image, trips)
  if (out !== undefined) return { assetId, reason: out, isOut: true }
  if (sight.state === 'fail-safe') {
    // the device fell back while we were away: no jump to an old setpoint, it starts again from its safe state
    return { assetId, reason: 'in fail-safe: starts again from its safe state', range: safeRange(sight.asset) }
  }
  const narrowest = limitsOf(sight, image).reduce<Limit>(
    (left, limit) => {
      const range = intersect(left.range, limit.range)
      const isNarrower = range.minKW !== left.range.minKW || range.maxKW !== left.range.maxKW
      return { range, reason: isNarrower ? limit.reason : left.reason }
    },
    { range: sight.rated, reason: `rated ${powerWords(Math.max(-sight.rated.minKW, sight.rated.maxKW))}` },
  )
  return { assetId, ...narrowest }
}

/** Why no command may go to the asset at all; `undefined` when one may. */
function whyOut(sight: AssetSight, image: Image, trips: TripBook): string | undefined {
  const { asset, link, state, authority } = sight
  if (authority === 'monitor' || authority === 'handedOver') return notOurs[authority]
  if (link === undefined) return 'no device speaks for it'
  if (link.state === 'wrongIdentity') return link.detail
  if (link.state !== 'connected') return `no link to its device for ${spanWords(image.at - link.since)}`
  if (sight.powerKW === undefined)
    return sight.power.at === 0
      ? 'its power was never read'
      : `its power is not to be trusted: ${sight.power.quality}, ${spanWords(image.at - sight.power.at)} old`
  if (isStorage(asset) && sight.socPct === undefined) {
    const soc = image.reading(asset.id, 'socPct')
    return soc.at === 0
      ? 'its charge was never read'
      : `its charge is ${soc.quality}, ${spanWords(image.at - soc.at)} old`
  }
  if (state === 'fault') return `fault${codeWords(image, asset.id)}`
  if (state === 'out of service') return 'out of service'
  const trip = trips.get(asset.id)
  if (trip) return `${trip.text}: waits for a person's reset`
  // what the breaker says counts, not what we last asked for
  if (image.value(asset.id, 'breakerClosed') === 0) return 'its breaker is open'
  if (sight.otherMasterSince !== undefined) return 'commanded by another master: we hold off'
  if (authority === 'commissioning' && !sight.isControlled) return notOurs[authority]
  return undefined
}

/**
 * A flywheel that stopped itself (overspeed, vibration, vacuum) stays out after its fault is gone, until a person has found
 * the cause: what was measured at the first sight of it is kept.
 */
function noteTrip({ asset, state }: AssetSight, image: Image, trips: TripBook): void {
  if (asset.kind !== 'flywheel' || state !== 'fault' || trips.get(asset.id)) return
  const measured = (['speedRpm', 'vibrationMmPerS', 'vacuumPa', 'bearingDegC'] as const).flatMap((point) => {
    const value = image.value(asset.id, point)
    return value === undefined ? [] : [`${pointSpec(point).label.toLowerCase()} ${value} ${pointSpec(point).unit}`]
  })
  const found = measured.length > 0 ? ` (${measured.join(', ')})` : ''
  trips.set(asset.id, { at: image.at, text: `tripped with fault${codeWords(image, asset.id)}${found}` })
}

function codeWords(image: Image, assetId: string): string {
  const code = image.value(assetId, 'faultCode')
  return code ? `, code ${code}` : ''
}

interface Limit {
  range: PowerRange
  reason: string
}

function limitsOf(sight: AssetSight, image: Image): Limit[] {
  const { asset, own } = sight
  // what sun and wind can give now is no limit: a ceiling there would hold them down when there is more
  if (asset.kind === 'pv' || asset.kind === 'wind') return []
  // a container's highest power now may be its lowest draw while hashing; sleeping is always allowed
  const maxKW = asset.kind === 'container' ? 0 : own.maxKW
  const limits: Limit[] = [{ range: { minKW: own.minKW, maxKW }, reason: "the device's own limit now" }]
  if (isStorage(asset)) limits.push(...energyLimits(asset, chargesOf(sight, image)))
  if (asset.kind === 'container') limits.push(...ambientLimits(asset, image.value(asset.id, 'ambientDegC')))
  return limits
}

function isStorage(asset: AssetSight['asset']): asset is AssetOf<'battery' | 'flywheel' | 'hydrogen'> {
  return asset.kind === 'battery' || asset.kind === 'flywheel' || asset.kind === 'hydrogen'
}

/** Lowest and highest of what its sources say of the charge: the careful one counts in each direction. */
function chargesOf({ asset, socPct = 0 }: AssetSight, image: Image): { lowPct: Pct; highPct: Pct } {
  const second = image.value(asset.id, 'secondSocPct') ?? socPct
  return { lowPct: Math.min(socPct, second), highPct: Math.max(socPct, second) }
}

function energyLimits(
  asset: AssetOf<'battery' | 'flywheel' | 'hydrogen'>,
  { lowPct, highPct }: { lowPct: Pct; highPct: Pct },
): Limit[] {
  const { minSocPct, maxSocPct } = socLimits(asset)
  const kWPerPct = ((storedEnergyAtFullKWh(asset) ?? 0) / 100) * (3_600_000 / taperMs[asset.kind])
  const outKW = Math.max(0, Math.floor((lowPct - minSocPct - socMarginPct) * kWPerPct))
  const inKW = Math.max(0, Math.floor((maxSocPct - highPct) * kWPerPct))
  return [
    {
      range: { minKW: -Infinity, maxKW: outKW },
      reason: `charge ${lowPct.toFixed(1)} %, not below ${minSocPct} %`,
    },
    {
      range: { minKW: -inKW, maxKW: Infinity },
      reason: `charge ${highPct.toFixed(1)} %, not above ${maxSocPct} %`,
    },
  ]
}

function ambientLimits(asset: AssetOf<'container'>, ambientDegC: number | undefined): Limit[] {
  if (ambientDegC === undefined) return []
  const share = clamp((asset.maxAmbientDegC - ambientDegC) / ambientTaperK, 0, 1)
  const drawKW = Math.round(asset.minPowerKW + share * (asset.ratedPowerKW - asset.minPowerKW))
  const isTooCold = ambientDegC < asset.minAmbientDegC
  return [
    {
      range: { minKW: isTooCold ? 0 : -drawKW, maxKW: 0 },
      reason: isTooCold
        ? `ambient ${ambientDegC.toFixed(0)} °C, not below ${asset.minAmbientDegC} °C`
        : `ambient ${ambientDegC.toFixed(0)} °C near its limit of ${asset.maxAmbientDegC} °C`,
    },
  ]
}

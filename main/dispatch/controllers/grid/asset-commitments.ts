import { type Asset, socLimits, storedEnergyAtFullKWh } from '../../../../domain/asset.ts'
import type { Commitment } from '../../../../domain/dispatch/commitment.ts'
import type { KW, KWh } from '../../../../domain/units.ts'
import { lowestDrawKW } from '../../ramps.ts'
import { doing, timeWords } from '../../words.ts'
import type { Claim, ControllerInput } from '../controller.ts'

/**
 * Power and energy promised at some assets, such as a storage that keeps an agreement: each gives its share by the room it
 * has. More in the same direction stays free, and energy held for others is not discharged for other ends.
 */
export function assetCommitments(input: ControllerInput, holding: readonly Commitment[]): Claim[] {
  return holding.flatMap((one) => [...powerClaims(input, one), ...heldClaims(input, one)])
}

function powerClaims({ ranges, out, site, now }: ControllerInput, commitment: Commitment): Claim[] {
  const { assets = [], powerKW, counterparty, label, until } = commitment
  if (powerKW === 0) return []
  const rooms = site.assets
    .filter(({ id }) => assets.includes(id) && !out.has(id))
    .map((asset) => ({ asset, roomKW: roomOf(ranges.get(asset.id), powerKW) }))
    .filter(({ roomKW }) => roomKW > 0)
  return sharesOf(rooms, powerKW).map(({ asset, shareKW }): Claim => {
    const range = powerKW < 0 ? { minKW: -Infinity, maxKW: shareKW } : { minKW: shareKW, maxKW: Infinity }
    const words = `${counterparty}: ${doing(asset, shareKW)} until ${timeWords(until, now, site.timeZone)}`
    return { assetId: asset.id, reason: `${words} (${label})`, range }
  })
}

interface Room {
  asset: Asset
  roomKW: KW
}

/** Shares by the room each has; who can't run as low as its share leaves it to the others, and the last one runs at its lowest. */
function sharesOf(rooms: readonly Room[], powerKW: KW): { asset: Asset; shareKW: KW }[] {
  const totalKW = rooms.reduce((sum, { roomKW }) => sum + roomKW, 0)
  const share = ({ roomKW }: Room): KW => powerKW * Math.min(1 / totalKW, 1 / Math.abs(powerKW)) * roomKW
  const missing = (room: Room): KW => (powerKW < 0 ? lowestDrawKW(room.asset) + share(room) : 0)
  const [worst] = rooms.filter((room) => missing(room) > 0).toSorted((a, b) => missing(b) - missing(a))
  if (!worst) return rooms.map((room) => ({ asset: room.asset, shareKW: share(room) }))
  if (rooms.length > 1)
    return sharesOf(
      rooms.filter((room) => room !== worst),
      powerKW,
    )
  return [{ asset: worst.asset, shareKW: -Math.min(worst.roomKW, lowestDrawKW(worst.asset)) }]
}

/** Power left in the direction that is promised, kW. */
function roomOf(range: { minKW: KW; maxKW: KW } | undefined, powerKW: KW): KW {
  return range ? Math.max(0, powerKW < 0 ? -range.minKW : range.maxKW) : 0
}

/** While less is stored than is held for others, nothing is discharged but what is promised. */
function heldClaims({ image, site }: ControllerInput, commitment: Commitment): Claim[] {
  const { assets = [], heldKWh = 0, powerKW, counterparty, label } = commitment
  if (heldKWh <= 0 || powerKW > 0) return []
  const stored = site.assets.filter(({ id }) => assets.includes(id))
  const usableKWh = stored.reduce((sum, asset) => {
    const { value } = image.reading(asset.id, 'socPct')
    return value === null ? sum : sum + usableAt(asset, value)
  }, 0)
  if (usableKWh > heldKWh) return []
  const reason = `${counterparty}: ${Math.round(heldKWh)} kWh are held for them (${label})`
  return stored.map(({ id }) => ({ assetId: id, reason, range: { minKW: -Infinity, maxKW: 0 } }))
}

/** Energy above the lowest state of charge. */
function usableAt(asset: Asset, socPct: number): KWh {
  if (asset.kind !== 'battery' && asset.kind !== 'flywheel' && asset.kind !== 'hydrogen') return 0
  return ((storedEnergyAtFullKWh(asset) ?? 0) * Math.max(0, socPct - socLimits(asset).minSocPct)) / 100
}

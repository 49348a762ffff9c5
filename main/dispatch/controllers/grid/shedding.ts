import type { ControllersConfig } from '../../../../domain/dispatch/controller-settings.ts'
import type { Ms } from '../../../../domain/units.ts'
import { sheddingRank } from '../../merit.ts'
import { isAtRest } from '../../ramps.ts'
import type { AssetSight } from '../../sight.ts'
import type { Claim, ControllerInput } from '../controller.ts'
import { frequencySight } from './frequency-share.ts'

type Settings = NonNullable<ControllersConfig['frequencyResponse']>

/** Mining comes back over this span, so that a grid that has just recovered is not hit by it. */
const restoringMs: Ms = 300_000

/**
 * Containers let go at once below each stage's frequency, the least efficient first, and stay so until the frequency has
 * been back for long: no swing of the frequency brings them back and lets them go again.
 */
export function sheddingClaims(input: ControllerInput, settings: Settings): Claim[] {
  const { frequency } = input.memory
  const { frequencyHz } = frequencySight(input)
  const containers = input.sight.assets.filter((a) => a.asset.kind === 'container' && !input.out.has(a.asset.id))
  const stage = stageAt(settings, frequencyHz)
  if (stage > frequency.shedShare) {
    frequency.shedIds = chosen(containers, stage)
    Object.assign(frequency, { shedShare: stage, restoringSince: undefined, backSince: undefined })
  }
  if (frequency.shedShare > 0) noteBack(input, settings, frequencyHz)
  if (frequency.shedShare > 0) {
    const reason = `frequency was below ${lowestOf(settings, frequency.shedShare)} Hz: mining lets go`
    return containers
      .filter((c) => frequency.shedIds.includes(c.asset.id))
      .map((c) => ({ assetId: c.asset.id, range: { minKW: 0, maxKW: 0 }, reason }))
  }
  return restoringClaims(input, containers)
}

function stageAt({ shedding }: Settings, frequencyHz: number | undefined): number {
  if (frequencyHz === undefined) return 0
  return shedding.reduce((most, s) => (frequencyHz < s.belowHz ? Math.max(most, s.sharePct / 100) : most), 0)
}

function lowestOf({ shedding }: Settings, share: number): number {
  return shedding.find((s) => s.sharePct / 100 === share)?.belowHz ?? 0
}

/** The least efficient first, those that draw before those that rest, until their share of the rating is reached. */
function chosen(containers: readonly AssetSight[], share: number): string[] {
  const order = containers.toSorted(
    (a, b) =>
      Number(isAtRest(a.asset, a.powerKW ?? 0)) - Number(isAtRest(b.asset, b.powerKW ?? 0)) ||
      sheddingRank(a.asset) - sheddingRank(b.asset),
  )
  const wanted = share * order.reduce((sum, c) => sum - c.rated.minKW, 0)
  let sum = 0
  return order.flatMap((c) => {
    if (sum >= wanted - 0.5) return []
    sum -= c.rated.minKW
    return [c.asset.id]
  })
}

/** Steady again for the whole time asked: from here mining comes back. Without a frequency nothing comes back. */
function noteBack({ memory, now, site }: ControllerInput, settings: Settings, frequencyHz: number | undefined): void {
  const { frequency } = memory
  const nominalHz = site.connection.nominalFrequencyHz ?? 50
  const isBack = frequencyHz !== undefined && frequencyHz >= (settings.restoreAboveHz ?? nominalHz - 0.1)
  frequency.backSince = isBack ? (frequency.backSince ?? now) : undefined
  if (frequency.backSince === undefined || now - frequency.backSince < settings.restoreAfterMin * 60_000) return
  Object.assign(frequency, { shedShare: 0, backSince: undefined, restoringSince: now })
}

function restoringClaims({ memory, now }: ControllerInput, containers: readonly AssetSight[]): Claim[] {
  const { frequency } = memory
  const { restoringSince } = frequency
  if (restoringSince === undefined) return []
  const share = (now - restoringSince) / restoringMs
  if (share >= 1) {
    Object.assign(frequency, { restoringSince: undefined, shedIds: [] })
    return []
  }
  const reason = 'frequency is back: mining returns little by little'
  return containers
    .filter((c) => frequency.shedIds.includes(c.asset.id))
    .map((c) => ({ assetId: c.asset.id, range: { minKW: c.rated.minKW * share, maxKW: 0 }, reason }))
}

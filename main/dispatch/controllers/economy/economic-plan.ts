import type { PlanNow } from '../../../../domain/dispatch/plan.ts'
import { type StorageAsset, storageModel } from '../../../../domain/models/storage.ts'
import type { AssetSight } from '../../sight.ts'
import { spanWords, timeWords } from '../../words.ts'
import type { Controller, ControllerInput, ScheduledPower } from '../controller.ts'
import { usablePlan } from './usable-plan.ts'

/**
 * The plan's power for each asset, as a base that limits and band correct. Storage acts on the price of this moment where
 * it is known: it gives when the price is above what the stored energy is worth with losses and wear, and takes when it is
 * below. Without a plan the safe rules hold: peak shaving and surplus absorption.
 */
export const economicPlan: Controller = {
  name: 'economicPlan',
  run(input) {
    const { memory, mode, now, site } = input
    const { plan, why } = usablePlan(input)
    if (mode === 'manual') return { claims: [] }
    if (!plan) return why === '' ? { claims: [] } : { claims: [], note: why }
    memory.plan = { id: plan.planId, until: plan.stepUntil }
    const price = knownPrice(input, plan)
    const until = timeWords(plan.stepUntil, now, site.timeZone)
    const schedule = new Map<string, ScheduledPower>()
    for (const sight of input.sight.assets) {
      const powerKW = plan.powerKW[sight.asset.id]
      if (powerKW === undefined) continue
      const byPrice = isStorage(sight) ? storageByPrice(sight, plan, price.eurPerMWh, input) : undefined
      schedule.set(sight.asset.id, byPrice ?? { powerKW, reason: `plan until ${until}` })
    }
    const aim = `plan until ${until}: grid at ${Math.round(plan.gridKW)} kW`
    return {
      claims: [],
      schedule,
      miningAim: { gridKW: plan.gridKW, reason: aim },
      ...(price.why === '' ? {} : { note: price.why }),
    }
  },
}

/** A plan at this share of a limit of the connection is bound by it: the price outside is not the price on the bus. */
const boundShare = 0.97
/** Prices that differ from the worth of stored energy by less are no reason to move. */
const indifferentEurPerMWh = 0.5

const instead = ": the plan's power alone holds"

/** What a kWh more or less is paid at: that of import while the plan imports, else that of export. */
function knownPrice(
  { outside, now, site }: ControllerInput,
  plan: PlanNow,
): { eurPerMWh: number | undefined; why: string } {
  const { price } = outside
  const { priceMaxAgeMin, highestPriceEurPerMWh } = site.controllers.economicPlan
  if (!price) return { eurPerMWh: undefined, why: '' }
  const ageMs = now - price.at
  const eurPerMWh = plan.gridKW >= 0 ? price.importEurPerMWh : price.exportEurPerMWh
  if (!Number.isFinite(eurPerMWh) || Math.abs(eurPerMWh) > highestPriceEurPerMWh)
    return { eurPerMWh: undefined, why: `price of ${eurPerMWh} €/MWh is not believed${instead}` }
  if (ageMs > priceMaxAgeMin * 60_000)
    return { eurPerMWh: undefined, why: `price is ${spanWords(ageMs)} old${instead}` }
  return { eurPerMWh, why: '' }
}

function isStorage(sight: AssetSight): sight is AssetSight & { asset: StorageAsset } {
  const { kind } = sight.asset
  // a stack is not started and stopped with each price
  return kind === 'battery' || kind === 'flywheel'
}

function storageByPrice(
  { asset, rated }: AssetSight & { asset: StorageAsset },
  plan: PlanNow,
  priceEurPerMWh: number | undefined,
  { site }: ControllerInput,
): ScheduledPower | undefined {
  const value = plan.storedValueEurPerMWh[asset.id]
  const { importLimitKW, exportLimitKW } = site.connection
  const isAtLimit = plan.gridKW >= boundShare * importLimitKW || -plan.gridKW >= boundShare * exportLimitKW
  const isBound = isAtLimit || plan.isBound === true
  if (value === undefined || priceEurPerMWh === undefined || isBound) return undefined
  const { chargeRatio, dischargeRatio, wearEurPerMWh } = storageModel(asset)
  const giveAbove = value / dischargeRatio + wearEurPerMWh
  const takeBelow = value * chargeRatio
  const words = (what: string, worth: number): string =>
    `price ${priceEurPerMWh.toFixed(0)} €/MWh, ${what} ${worth.toFixed(0)}`
  if (priceEurPerMWh > giveAbove + indifferentEurPerMWh)
    return { powerKW: rated.maxKW, reason: words('gives above', giveAbove) }
  if (priceEurPerMWh < takeBelow - indifferentEurPerMWh)
    return { powerKW: rated.minKW, reason: words('takes below', takeBelow) }
  const isNear = priceEurPerMWh > giveAbove - indifferentEurPerMWh || priceEurPerMWh < takeBelow + indifferentEurPerMWh
  return isNear ? undefined : { powerKW: 0, reason: words('rests up to', giveAbove) }
}

import type { PlanNow } from '../../../domain/dispatch/plan.ts'
import type { Instruction } from '../../../domain/instruction.ts'
import { storageModel } from '../../../domain/models/storage.ts'
import type { DryRun } from '../../../domain/rpc/dispatch/instructions.ts'
import type { PowerRange } from '../../../domain/setpoint.ts'
import type { KW } from '../../../domain/units.ts'
import type { AssetSight } from '../sight.ts'

/** An asset with the power it would come to. */
export interface Moved {
  sight: AssetSight
  range: PowerRange
  beforeKW: KW
  afterKW: KW
}

/** What prices are known by. */
export interface CostInput {
  instruction: Instruction
  plan: PlanNow | undefined
  /** What one MWh drawn by a container earns, EUR. */
  worthOf(assetId: string): number | undefined
}

/**
 * What an order costs over its time by the plan's prices of this moment: energy at the connection, what stored energy is
 * worth with losses and wear, and what mining would have earned.
 */
export function costOf(
  moves: readonly Moved[],
  gridBeforeKW: KW | undefined,
  gridAfterKW: KW | null,
  { instruction, plan, worthOf }: CostInput,
): Pick<DryRun, 'costEur' | 'costDetail'> {
  if (!plan || gridBeforeKW === undefined || gridAfterKW === null)
    return { costEur: null, costDetail: plan ? 'grid power unknown' : 'no plan, so no prices' }
  const mwhPerKW = (instruction.until - instruction.from) / 3_600_000 / 1_000
  const energy = (gridAfterKW - gridBeforeKW) * mwhPerKW * plan.busPriceEurPerMWh
  let [storage, mining, isWhole] = [0, 0, true]
  for (const { sight, beforeKW, afterKW } of moves) {
    const { asset } = sight
    const mwh = (afterKW - beforeKW) * mwhPerKW
    if (asset.kind === 'battery' || asset.kind === 'flywheel' || asset.kind === 'hydrogen')
      storage += storageCost(asset, mwh, plan.storedValueEurPerMWh[asset.id] ?? 0)
    else if (asset.kind === 'container') {
      const worth = worthOf(asset.id)
      if (worth === undefined) isWhole = false
      else mining += mwh * worth
    }
  }
  const parts = [
    `energy ${euros(energy)}`,
    `storage ${euros(storage)}`,
    isWhole ? `mining ${euros(mining)}` : 'mining not known',
  ]
  return { costEur: Math.round((energy + storage + mining) * 100) / 100, costDetail: parts.join(', ') }
}

function storageCost(asset: Parameters<typeof storageModel>[0], mwh: number, valueEurPerMWh: number): number {
  const { chargeRatio, dischargeRatio, wearEurPerMWh } = storageModel(asset)
  return mwh > 0 ? mwh * (valueEurPerMWh / dischargeRatio + wearEurPerMWh) : mwh * valueEurPerMWh * chargeRatio
}

function euros(value: number): string {
  return `${value.toFixed(2)} €`
}

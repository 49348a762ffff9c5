import type { Person } from '../../domain/access.ts'
import type { Asset } from '../../domain/asset.ts'
import type { Clock } from '../../domain/clock.ts'
import { PowerchainError } from '../../domain/errors.ts'
import { type Accepted, type Learned, type LearnedRow, learnedQuantities } from '../../domain/models/learned.ts'
import type { WriteAudit } from '../audit/audit.ts'

/** Keeps what was accepted, by asset and quantity. */
export interface AcceptedTable {
  get(id: string): Accepted | undefined
  /** On the disk when it returns. */
  set(id: string, accepted: Accepted): void
}

/** What was learned, and an engineer's word on it. */
export interface LearningDesk {
  list(): LearnedRow[]
  /**
   * From the next start on the control loop goes by this value. Only ramps of containers are used by it.
   * @throws PowerchainError `Config.NotFound` when it is not known (any more), `Store.Failed`
   */
  accept(person: Person, asked: { assetId: string; quantity: Learned['quantity']; reason: string }): void
}

/** The desk of a site; every acceptance is in the audit trail. */
export function createLearningDesk(given: {
  learned: () => Learned[]
  accepted: AcceptedTable
  audit: WriteAudit
  clock: Clock
}): LearningDesk {
  const { learned, accepted, audit, clock } = given
  return {
    list: () => learned().map((one) => Object.assign(one, { accepted: accepted.get(keyOf(one)) ?? null })),
    accept(person, { assetId, quantity, reason }) {
      const found = learned().find((one) => one.assetId === assetId && one.quantity === quantity)
      if (!found) throw new PowerchainError('Config.NotFound', `Nothing is known of ${quantity} of ${assetId} yet.`)
      const { value, low, high, count } = found
      const { label, unit } = learnedQuantities[quantity]
      const words = `${value.toPrecision(4)} (${low.toPrecision(4)} to ${high.toPrecision(4)}) ${unit} from ${count}`
      const detail = `${label}: ${words}, from the next start on: ${reason}`
      audit({ person: person.name, action: 'LearnedAccepted', assetId, detail })
      accepted.set(keyOf(found), { value, low, high, by: person.name, at: clock.now() })
    },
  }
}

/** The assets with the ramps that an engineer accepted in place of those of the site file. */
export function withAccepted(assets: readonly Asset[], accepted: Pick<AcceptedTable, 'get'>): Asset[] {
  return assets.map((asset) => {
    if (asset.kind !== 'container') return asset
    const of = (quantity: Learned['quantity']) => accepted.get(keyOf({ assetId: asset.id, quantity }))?.value
    const rampUpKWPerS = of('rampUpKWPerS') ?? asset.rampUpKWPerS
    const rampDownKWPerS = of('rampDownKWPerS') ?? asset.rampDownKWPerS
    return Object.assign({}, asset, { rampUpKWPerS, rampDownKWPerS })
  })
}

function keyOf({ assetId, quantity }: Pick<Learned, 'assetId' | 'quantity'>): string {
  return `${assetId} ${quantity}`
}

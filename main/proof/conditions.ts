import type { AlarmCondition } from '../../domain/alarm.ts'
import { powerWords } from '../../domain/asset.ts'
import type { OrderKind } from '../../domain/dispatch/proof.ts'
import type { SiteConfig } from '../../domain/site.ts'
import type { EpochMs, Ms } from '../../domain/units.ts'
import type { OpenProof } from './recorder/open-proof.ts'
import { spanWords } from './words.ts'

/** Outside what the order allows for so long, after the time it allows for each step, is worth a person. */
const patienceMs: Ms = 10_000

const kindWords: Record<OrderKind, string> = {
  setpoint: '',
  atMost: 'at most ',
  atLeast: 'at least ',
  within: 'within ',
}

/** Orders that run and are not delivered, and records that can't be kept. */
export function conditionsOf(known: {
  site: SiteConfig
  running: readonly OpenProof[]
  /** Whether an alarm of the control loop says already why an asset does not do what it is asked. */
  isExplained: (assetId: string) => boolean
  /** Why the disk takes nothing. */
  trouble: string | undefined
  now: EpochMs
}): AlarmCondition[] {
  const { site, running, isExplained, trouble, now } = known
  const list = running.flatMap((proof): AlarmCondition[] => {
    const outside = proof.outside()
    if (!outside || now - outside.since < patienceMs) return []
    const { assetId, owner, kind } = proof.order()
    if (isExplained(assetId)) return []
    const name = site.assets.find(({ id }) => id === assetId)?.name ?? assetId
    return [
      {
        code: 'order.notDelivered',
        priority: 2,
        assetId,
        text:
          `${name}: ${owner} ordered ${kindWords[kind]}${powerWords(outside.orderedKW)}, measured ` +
          `${powerWords(outside.powerKW)}, ${powerWords(outside.byKW)} outside the tolerance for ${spanWords(now - outside.since)}`,
        response: 'See on Dispatch what holds it back; release other assets, or tell whoever ordered it.',
      },
    ]
  })
  if (trouble !== undefined)
    list.push({
      code: 'proof.failing',
      priority: 3,
      text: `Proofs of response can't be kept: ${trouble}`,
      response: 'Free space on the disk of the data folder, or restore its key; what waits is then kept by itself.',
    })
  return list
}

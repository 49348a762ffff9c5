import { isControllable } from '../../../domain/asset.ts'
import type { Plan } from '../../../domain/dispatch/plan.ts'
import { usable } from '../../../domain/reading.ts'
import type { SiteConfig } from '../../../domain/site.ts'
import type { EpochMs, KW } from '../../../domain/units.ts'
import type { Image } from '../../image.ts'
import type { ProofStore } from '../keep/proof-store.ts'
import { measure, measuredKey, measuredOf, noSum } from './measure.ts'
import { createOpenProof, interrupted, type OpenBody, type OpenProof } from './open-proof.ts'
import { createPowerMemory, meanOf, type PowerMemory } from './power-memory.ts'
import { plannedBaseline } from './planned-baseline.ts'
import type { RunningOrder, TermsOf } from './running-order.ts'
import type { Saving } from './saving.ts'

/** What of a running order is not on the disk is lost when the engine is killed: so much at most. */
const saveEveryMs = 5_000

/** Follows every order from its begin to its end. */
export interface Recorder {
  /** Takes what one cycle measured and ordered. */
  observe(image: Image, orders: readonly RunningOrder[]): void
  running(): readonly OpenProof[]
  memory: PowerMemory
  /** Writes what is not on the disk yet. */
  save(): void
}

/** What a recorder needs. */
export interface RecorderNeeds {
  site: SiteConfig
  store: Pick<ProofStore, 'loadOpen' | 'samples'>
  saving: Saving
  termsOf: TermsOf
  /** The plan that is followed now; absent = nobody plans. */
  plan?: () => Plan | undefined
}

/** A recorder that goes on with the orders of before the last stop. */
export function createRecorder(needs: RecorderNeeds): Recorder {
  const { site, store, saving } = needs
  const measured = measuredOf(site)
  const memory = createPowerMemory(measured)
  const open = new Map<string, OpenProof>()
  /** Orders that are over and still listed: one that comes back begins anew. */
  const over = new Set<string>()
  let isResumed = false
  let savedAt: EpochMs = 0

  const resume = (now: EpochMs): void => {
    isResumed = true
    for (const saved of store.loadOpen<OpenBody>()) {
      const start = interrupted(saved, store.samples(saved.id), now)
      open.set(saved.order.orderId, createOpenProof(start, measured.get(measuredKey(saved.order)) ?? noSum))
    }
  }
  const begin = (asked: RunningOrder, image: Image): void => {
    const order = over.has(asked.orderId) ? { ...asked, from: image.at } : asked
    const key = measuredKey(order)
    const sum = measured.get(key) ?? noSum
    const nowKW = usable(measure(image, sum))
    const body = bodyOf(order, { ...needs, memory, now: image.at, nowKW })
    open.set(order.orderId, createOpenProof({ body, samples: memory.before(key, order.from), savedCount: 0 }, sum))
  }
  const settle = (now: EpochMs): void => {
    for (const [orderId, proof] of open)
      if (proof.isReady(now) && (proof.isWorthKeeping() ? saving.finish(proof) : saving.drop(proof))) {
        open.delete(orderId)
        over.add(orderId)
      }
    saving.save(open.values())
  }

  return {
    memory,
    running: () => [...open.values()],
    save: () => saving.save(open.values()),
    observe(image, orders) {
      if (!isResumed) resume(image.at)
      const wanted = new Map(orders.map((order) => [order.orderId, order]))
      for (const orderId of over) if (!wanted.has(orderId)) over.delete(orderId)
      for (const order of orders) if (order.ended === undefined && !open.has(order.orderId)) begin(order, image)
      for (const [orderId, proof] of open) proof.observe(image, wanted.get(orderId))
      const busy = new Set([...open.values()].map((proof) => measuredKey(proof.order())))
      memory.observe(image, (key) => busy.has(key))
      if (image.at - savedAt < saveEveryMs && image.at >= savedAt) return
      savedAt = image.at
      settle(image.at)
    },
  }
}

function bodyOf(
  running: RunningOrder,
  known: Pick<RecorderNeeds, 'site' | 'termsOf' | 'plan'> & {
    memory: PowerMemory
    now: EpochMs
    nowKW: KW | undefined
  },
): OpenBody {
  const { site, termsOf, plan, memory, now, nowKW } = known
  const { powerKW, ended: _ended, agreed: _agreed, givenAt: _givenAt, leastChangeKW = 0, ...order } = running
  const before = (key: string) => meanOf(memory.before(key, order.from).powerKW)
  const startKW = before(measuredKey(order))
  const isSite = site.assets.some(({ id, kind }) => id === order.assetId && kind === 'grid')
  const others = isSite ? site.assets.filter(({ kind }) => isControllable(kind)) : []
  // Less than two cycles late is how an order always begins.
  const isLate = now - order.from > 2 * site.cycleMs
  return {
    id: `${order.orderId}@${now}`,
    order: {
      ...order,
      steps: [{ from: order.from, powerKW }],
      startKW,
      baseline: plannedBaseline(plan?.(), running) ?? memory.baseline(measuredKey(order), order.from),
      terms: termsOf(running, startKW ?? nowKW),
    },
    leastChangeKW,
    gaps: isLate ? [{ from: order.from, until: now, reason: 'the engine was not there' }] : [],
    contributions: others.map(({ id }) => ({ assetId: id, beforeKW: before(id), sumKW: 0, count: 0 })),
  }
}

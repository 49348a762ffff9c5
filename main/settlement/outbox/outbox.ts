import type { AlarmCondition } from '../../../domain/alarm.ts'
import type { Intent, OutboxRow } from '../../../domain/settlement/outbox.ts'
import { checkLane } from './lane.ts'
import type { OutboxNeeds } from './needs.ts'
import { raiseFees } from './replace.ts'
import { resend, sendNext } from './send.ts'
import { track } from './track.ts'

/** Brings intents to the chain, each exactly once, in order, however long that takes. */
export interface Outbox {
  /** Keeps an intent; on the disk when it returns. Gives whether it is new. */
  add(intent: Intent): boolean
  /** One round: look, lane, receipts, fees, next. Rounds never overlap; a call during one does nothing. Never rejects. */
  turn(): Promise<void>
  list(limit: number): OutboxRow[]
  /** A person wants a reverted intent tried again, or given up. */
  decide(intentId: string, decision: 'retry' | 'giveUp'): void
  /** A person has looked why the lane stopped: it goes on behind what the chain has. Rejects when no node answers. */
  resume(): Promise<void>
  conditions(): AlarmCondition[]
}

/** The outbox over its store and one chain. */
export function createOutbox(needs: OutboxNeeds): Outbox {
  const { chain, store, key, log } = needs
  let isTurning = false

  async function round(): Promise<void> {
    const view = await chain.look()
    if (view.state !== 'sure' && view.state !== 'single') return
    if (needs.stands && !(await needs.stands())) return
    await track(needs, view)
    if (key.address() === undefined) return
    if (!(await checkLane(needs))) return
    await resend(needs)
    await raiseFees(needs, view)
    needs.gather?.()
    await sendNext(needs, view)
  }

  return {
    add: store.add,
    async turn() {
      if (isTurning) return
      isTurning = true
      try {
        await round()
      } catch (error) {
        // a node that falls silent half-way: what was stored stands, the next round goes on from there
        log.warn('outbox: the round ended early', { reason: error instanceof Error ? error.message : String(error) })
      } finally {
        isTurning = false
      }
    },
    list: store.list,
    decide(intentId, decision) {
      const row = store.get(intentId)
      if (row?.state !== 'reverted') return
      store.durable(() => {
        if (decision === 'giveUp') store.settle(intentId)
        store.happened({ intentId, hash: null, state: decision === 'giveUp' ? 'superseded' : 'drafted' })
      })
    },
    async resume() {
      const account = key.address()
      if (account === undefined) return
      const mined = await chain.endpoint().nonce(account)
      store.durable(() => store.setLane(account, mined))
    },
    conditions: () => conditionsOf(needs),
  }
}

function conditionsOf({ chain, store, key }: OutboxNeeds): AlarmCondition[] {
  const { state, words } = chain.view()
  const address = key.address()
  const stopped = address ? store.lane(address).stopped : ''
  const reverted = store.open().find((row) => row.state === 'reverted')
  const found: AlarmCondition[] = []
  if (state === 'uncertain') found.push(raised('settlement.chainUncertain', `Chain uncertain: ${words}`))
  if (stopped) found.push(raised('settlement.laneStopped', stopped))
  if (reverted) found.push(raised('settlement.refused', `${reverted.intent.words}: ${reverted.detail}`))
  return found
}

function raised(code: string, text: string): AlarmCondition {
  return { code, priority: 3, text, response: 'See Settlement, Outbox.' }
}

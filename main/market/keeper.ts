import type { AlarmCondition } from '../../domain/alarm.ts'
import type { MarketNode } from '../../domain/market/members.ts'
import { isSame } from '../../domain/market/shapes.ts'
import type { EpochMs, Ms } from '../../domain/units.ts'
import type { createOffice } from './office.ts'

/** A status is renewed when half of the day that it is believed for is over. */
const renewMs: Ms = 12 * 3_600_000
/** One that was given and is not on the chain yet is not given again for so long. */
const againMs: Ms = 3_600_000
const validHours = 48

/** What keeping nodes present needs. */
export interface KeeperNeeds {
  nodes(): readonly MarketNode[]
  account(): string | undefined
  controller(): string | undefined
  act: ReturnType<typeof createOffice>['act']
  now(): EpochMs
}

/** Keeps own nodes present: renews their status in time, and answers challenges at once. */
export function createKeeper({ nodes, account, controller, act, now }: KeeperNeeds) {
  const given = new Map<string, EpochMs>()
  const own = () => nodes().filter((node) => isSame(node.owner, account()) && isDue(node, now()))
  return {
    /** One look at all own nodes. */
    async turn(): Promise<void> {
      const key = controller()
      for (const node of own()) {
        const subject = `${node.node} ${node.statusSequence + 1}`
        const isLate = now() - (given.get(subject) ?? -Infinity) >= againMs
        if (!isLate || !isSame(node.keys.at(-1)?.address, key)) continue
        given.set(subject, now())
        const reason = node.challenge ? 'Its presence was challenged.' : 'The last status is 12 h old.'
        const id = `status/${node.node}/${node.statusSequence + 1}/${Math.floor(now() / againMs)}`
        await act({ name: 'engine' }, { id, act: { act: 'submitStatus', node: node.node, validHours }, reason })
      }
    },
    /** Nodes whose status is due while the controller can't sign. */
    conditions(): AlarmCondition[] {
      if (controller() !== undefined) return []
      return own().map(({ node, challenge }) => ({
        code: challenge ? 'market.challenged' : 'market.statusDue',
        priority: challenge ? 2 : 3,
        text: challenge ? `Node ${node} was challenged.` : `The status of node ${node} is due.`,
        response: 'Unlock the controller’s key in the wallet.',
      }))
    },
  }
}

function isDue(node: MarketNode, now: EpochMs): boolean {
  if (node.state === 'retired' || (node.state === 'registered' && !node.isAdmitted)) return false
  return node.challenge !== null || node.measuredAt + renewMs <= now
}

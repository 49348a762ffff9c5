import { z } from 'zod'
import { memberRoleNames, nodeStateNames, storageKindNames } from './names.ts'
import { accountShape, atShape, uint32Shape, unitsShape, whShape } from './shapes.ts'

/** A member of the platform as the registry knows it. */
export const memberShape = z.object({
  account: accountShape,
  roles: z.array(z.enum(memberRoleNames)),
  joinedAt: atShape,
  /** Until when a verifier vouches for him; 0 = nobody ever did. */
  kycUntil: atShape,
  /** Beneficial group that the verifier found; members of one group can't trade with each other; 0 = none. */
  group: uint32Shape,
  /** Who brought him; `null` = nobody. */
  referrer: accountShape.nullable(),
  /** What waits for the referrer. */
  referralUnits: unitsShape,
  hasVerifiedNode: z.boolean(),
  /** Who may act for him. */
  delegates: z.array(
    z.object({
      to: accountShape,
      rights: z.array(z.enum(['market', 'dispute'])),
      capUnits: unitsShape,
      until: atShape,
    }),
  ),
})
/** A member of the platform. */
export type Member = z.infer<typeof memberShape>

/** A controller's key, valid for the quarters [fromQuarter, untilQuarter). */
export const keyEpochShape = z.object({
  epoch: uint32Shape,
  address: accountShape,
  fromQuarter: uint32Shape,
  untilQuarter: uint32Shape.nullable(),
  /** First quarter for which it is not believed; `null` = not revoked. */
  revokedSince: uint32Shape.nullable(),
})

/** A node: one site with its controller. Energy in Wh, power in W. */
export const nodeShape = z.object({
  node: uint32Shape,
  owner: accountShape,
  zone: uint32Shape,
  kind: z.enum(storageKindNames),
  state: z.enum(nodeStateNames),
  isAdmitted: z.boolean(),
  /** Number of the last accepted status. */
  statusSequence: uint32Shape,
  registeredAt: atShape,
  /** 0 = no status yet. */
  measuredAt: atShape,
  statusValidUntil: atShape,
  capacityWh: whShape,
  /** What the controller guarantees to take. */
  guaranteedWh: whShape,
  offeredWh: whShape,
  committedWh: whShape,
  /** Most that a verifier attested; 0 = none yet. */
  ratingWh: whShape,
  lossPpmPerHour: uint32Shape,
  minDurationMin: uint32Shape,
  maxDurationMin: uint32Shape,
  ratedVoltageV: uint32Shape,
  chargePowerW: uint32Shape,
  dischargePowerW: uint32Shape,
  /** A fresh status is due; `null` = nobody asked. */
  challenge: z.object({ by: accountShape, dueAt: atShape }).nullable(),
  keys: z.array(keyEpochShape),
  /** Its lane in the settlement stands open: without it no agreement can be made. */
  hasLane: z.boolean(),
})
/** A node. */
export type MarketNode = z.infer<typeof nodeShape>

/** A status is believed for so long, ms (StorageMarket, Matching: 24 h). */
export const statusAgeMs = 24 * 3_600_000

/** What a node can still offer, Wh. */
export function freeWh({ capacityWh, offeredWh, committedWh }: MarketNode): number {
  return Math.max(0, capacityWh - offeredWh - committedWh)
}

/** Why a node's status does not carry an offer at an instant; `undefined` when it does. */
export function statusFault(node: MarketNode, now: number, until = now): string | undefined {
  if (node.state !== 'verified') return `Node ${node.node} is ${node.state}, not verified.`
  if (node.measuredAt + statusAgeMs < now) return `Node ${node.node} gave no status for more than 24 h.`
  if (node.statusValidUntil < until) return `The status of node ${node.node} ends before that.`
  return undefined
}

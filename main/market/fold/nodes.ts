import type { MarketNode } from '../../../domain/market/members.ts'
import { storageKindNames } from '../../../domain/market/names.ts'
import type { MarketState } from './state.ts'
import { count, type Fields, instantOf, keyOf, type Steps, struct, text } from './values.ts'

/** What the registry tells of nodes, their status, presence and keys. */
export const nodeSteps: Steps<MarketState> = {
  NodeRegistered(state, args, { blockAt }) {
    const registration = struct(args, 'registration')
    state.nodes[count(args, 'node')] = {
      ...noStatus,
      node: count(args, 'node'),
      owner: text(args, 'owner'),
      zone: count(registration, 'zone'),
      kind: kindOf(registration),
      registeredAt: blockAt,
      capacityWh: count(registration, 'capacityWh'),
      minDurationMin: count(registration, 'minDurationMin'),
      maxDurationMin: count(registration, 'maxDurationMin'),
      ratedVoltageV: count(registration, 'ratedVoltageV'),
      keys: [],
      hasLane: false,
    }
  },
  NodeAdmitted: (state, args) => change(state, args, () => ({ isAdmitted: true, ratingWh: count(args, 'ratingWh') })),
  StatusAccepted: (state, args) => change(state, args, () => statusOf(struct(args, 'status'))),
  NodeVerified(state, args) {
    const node = change(state, args, () => ({ state: 'verified' }))
    const owner = node && state.members[keyOf(node.owner)]
    if (owner) owner.hasVerifiedNode = true
  },
  NodeSuspended(state, args, { transaction }) {
    const node = state.nodes[count(args, 'node')]
    if (!node) return
    state.suspensions[node.node] = { transaction, wasAdmitted: node.isAdmitted }
    ;[node.state, node.isAdmitted] = ['suspended', false]
  },
  NodeRetired: (state, args) => change(state, args, () => ({ state: 'retired' })),
  PresenceChallenged: (state, args) =>
    change(state, args, () => ({ challenge: { by: text(args, 'challenger'), dueAt: instantOf(args, 'dueAt') } })),
  PresenceAnswered(state, args, { transaction }) {
    const node = change(state, args, () => ({ challenge: null }))
    const suspension = node && state.suspensions[node.node]
    // closing a challenge suspends in the same call, and only suspends
    if (node && suspension?.transaction === transaction) node.isAdmitted = suspension.wasAdmitted
  },
  CapacityUsed: (state, args) =>
    change(state, args, () => ({ offeredWh: count(args, 'offeredWh'), committedWh: count(args, 'committedWh') })),
  KeyRotated(state, args) {
    const keys = state.nodes[count(args, 'site')]?.keys
    const last = keys?.at(-1)
    const [epoch, fromQuarter] = [count(args, 'epoch'), count(args, 'fromQuarter')]
    if (last) last.untilQuarter = fromQuarter
    keys?.push({ epoch, address: text(args, 'newKey'), fromQuarter, untilQuarter: null, revokedSince: null })
  },
  KeyRevoked(state, args) {
    const key = state.nodes[count(args, 'site')]?.keys.find(({ epoch }) => epoch === count(args, 'epoch'))
    if (key) key.revokedSince = count(args, 'sinceQuarter')
  },
}

/** What the settlement tells of lanes. */
export const laneSteps: Steps<MarketState> = {
  LaneOpened: (state, args) => setLane(state, args, true),
  LaneClosed: (state, args) => setLane(state, args, false),
}

function setLane(state: MarketState, args: Fields, isOpen: boolean): void {
  const node = state.nodes[count(args, 'site')]
  if (node) node.hasLane = isOpen
}

const noStatus = {
  state: 'registered',
  isAdmitted: false,
  statusSequence: 0,
  measuredAt: 0,
  statusValidUntil: 0,
  guaranteedWh: 0,
  offeredWh: 0,
  committedWh: 0,
  ratingWh: 0,
  lossPpmPerHour: 0,
  chargePowerW: 0,
  dischargePowerW: 0,
  challenge: null,
} satisfies Partial<MarketNode>

function statusOf(status: Fields): Partial<MarketNode> {
  return {
    statusSequence: count(status, 'sequence'),
    measuredAt: instantOf(status, 'measuredAt'),
    statusValidUntil: instantOf(status, 'validUntil'),
    kind: kindOf(status),
    capacityWh: count(status, 'capacityWh'),
    guaranteedWh: count(status, 'guaranteedWh'),
    ratedVoltageV: count(status, 'ratedVoltageV'),
    minDurationMin: count(status, 'minDurationMin'),
    maxDurationMin: count(status, 'maxDurationMin'),
    lossPpmPerHour: count(status, 'lossPpmPerHour'),
    chargePowerW: count(status, 'chargePowerW'),
    dischargePowerW: count(status, 'dischargePowerW'),
  }
}

function kindOf(fields: Fields): MarketNode['kind'] {
  return storageKindNames[count(fields, 'kind')] ?? 'other'
}

function change(state: MarketState, args: Fields, make: () => Partial<MarketNode>): MarketNode | undefined {
  const node = state.nodes[count(args, 'node')]
  return node && Object.assign(node, make())
}

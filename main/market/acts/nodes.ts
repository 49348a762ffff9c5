import { powecOf } from '../../../domain/market/amount.ts'
import type { MemberAct, TradeAct } from '../../../domain/market/acts.ts'
import { storageKindNames, storageKinds } from '../../../domain/market/names.ts'
import { quarterOf } from '../../../domain/metering/quarter.ts'
import { isSame } from '../../../domain/market/shapes.ts'
import { keyOf } from '../fold/values.ts'
import { kWhText } from '../matching/judged.ts'
import { approval } from './funds.ts'
import { ownerFaults } from './offers.ts'
import { type ActView, type Make, secondsOf, sentences, step } from './plan.ts'
import { challengeUnits } from './waiting.ts'
import { possessionDigest, signatureParts, statusDigest, type StatusFields, verifierRole } from './signed.ts'

type Registering = Extract<MemberAct, { act: 'registerNode' }>
type Telling = Extract<TradeAct, { act: 'submitStatus' }>

const lockedWords = 'The controller’s key is locked: it has to sign this.'

/** Registers this site as a node of the account. */
export const registerNode: Make<Registering> = (view, input) => {
  const member = view.state.members[keyOf(view.account)]
  const controller = view.controller.address()
  const isUsed = Object.values(view.state.nodes).some(({ keys }) =>
    keys.some(({ address }) => isSame(address, controller)),
  )
  return {
    lines: [
      { label: 'Registers', words: `${storageKinds[input.kind]}, ${kWhText(input.capacityWh)}, zone ${input.zone}` },
      { label: 'Controller', words: controller ?? 'locked' },
      { label: 'Then', words: 'a verifier admits it, and its next status makes it ready; within 30 days' },
    ],
    obstacles: sentences(
      !member && 'This account is no member yet: join first.',
      member && member.kycUntil < view.now && 'No verifier vouches for this member now (KYC).',
      controller === undefined && lockedWords,
      isUsed && 'The controller’s key belongs to a node already.',
      input.capacityWh <= 0 && 'A capacity is needed.',
      (input.maxDurationMin === 0 || input.minDurationMin > input.maxDurationMin) &&
        'The longest storage time has to be above 0 and not below the shortest.',
    ),
    steps: [
      {
        words: 'Register the node',
        call: () => {
          const signature = signed(view, `possession ${view.account}`, possessionDigest(view, controller ?? ''))
          return {
            contract: 'NodeRegistry',
            method: 'registerNode',
            args: [
              {
                kind: String(storageKindNames.indexOf(input.kind)),
                zone: String(input.zone),
                capacityWh: String(input.capacityWh),
                ratedVoltageV: String(input.ratedVoltageV),
                minDurationMin: String(input.minDurationMin),
                maxDurationMin: String(input.maxDurationMin),
                controller: controller ?? '',
              },
              ...signature,
            ],
          }
        },
      },
    ],
  }
}

/** Takes an own node out for good. */
export const retireNode: Make<{ node: number }> = (view, { node: id }) => ({
  lines: [{ label: 'Retires', words: `node ${id}, for good` }],
  obstacles: sentences(
    ...ownerFaults(view, id),
    (view.state.nodes[id]?.committedWh ?? 0) > 0 && 'Agreements bind some of its capacity.',
    view.state.nodes[id]?.state === 'retired' && 'It is retired already.',
  ),
  steps: [step(`Retire node ${id}`, 'NodeRegistry', 'retireNode', [String(id)])],
})

const ringSize = 64
const quartersOfDay = 96

/** Opens the lane of an own node from the next UTC day on: batches are days. */
export const openLane: Make<{ node: number }> = (view, { node: id }) => {
  const first = (Math.floor(quarterOf(view.now) / quartersOfDay) + 1) * quartersOfDay
  return {
    lines: [
      { label: 'Settles', words: `batches of node ${id} from the next UTC day on; agreements can be made at once` },
    ],
    obstacles: sentences(...ownerFaults(view, id), view.state.nodes[id]?.hasLane && 'Its lane is open already.'),
    steps: [
      step(`Open the lane of node ${id}`, 'DeliverySettlement', 'openLane', [
        String(id),
        String(ringSize),
        String(first),
      ]),
    ],
  }
}

/** Tells the registry what the controller measures now. */
export const submitStatus: Make<Telling> = (view, input) => {
  const node = view.state.nodes[input.node]
  const facts = node && view.facts(node.kind)
  const fields = node && facts && statusFields(view, input, facts)
  const isOurs = isSame(node?.keys.at(-1)?.address, view.controller.address())
  return {
    lines: fields
      ? [
          { label: 'Capacity', words: `${kWhText(fields.capacityWh)}, ${kWhText(fields.guaranteedWh)} guaranteed` },
          { label: 'Power', words: `${fields.chargePowerW / 1_000} kW in, ${fields.dischargePowerW / 1_000} kW out` },
          { label: 'Loss', words: `${fields.lossPpmPerHour / 10_000} % per hour` },
          { label: 'Valid', words: `for ${input.validHours} h, at most 24 h for offers` },
        ]
      : [],
    obstacles: sentences(
      !node && `There is no node ${input.node}.`,
      node?.state === 'retired' && 'The node is retired.',
      node && !facts && 'The site has no storage of this kind that can be measured now.',
      view.controller.address() === undefined && lockedWords,
      node && view.controller.address() !== undefined && !isOurs && 'The node is another controller’s.',
    ),
    steps: fields
      ? [
          {
            words: `Status ${fields.sequence} of node ${fields.node}`,
            call: () => {
              const subject = `status ${fields.node} ${fields.sequence} ${fields.measuredAt}`
              const signature = signed(view, subject, statusDigest(view, fields))
              const args = Object.entries(fields).map(([name, value]) => [name, String(value)])
              return {
                contract: 'NodeRegistry',
                method: 'submitStatus',
                args: [Object.fromEntries(args), ...signature],
              }
            },
          },
        ]
      : [],
  }
}

/** Asks a node for a fresh status. */
export const challenge: Make<{ node: number }> = (view, { node: id }) => {
  const node = view.state.nodes[id]
  const isVerifier = (view.state.holders[verifierRole] ?? []).some((held) => keyOf(held) === keyOf(view.account))
  const isPoor = !isVerifier && view.wallet !== null && BigInt(view.wallet.powec) < challengeUnits
  return {
    lines: [
      { label: 'Asks', words: `node ${id} for a fresh status within 2 h; without one it is suspended` },
      {
        label: 'Stake',
        words: isVerifier ? 'none for a verifier' : '100 POWEC: to the node’s owner when it answers, else back',
      },
    ],
    obstacles: sentences(
      !node && `There is no node ${id}.`,
      node && node.state !== 'verified' && `Node ${id} is ${node.state}, not verified.`,
      node?.challenge != null && 'Somebody asked already.',
      !isVerifier && view.wallet === null && 'The chain does not say what the wallet holds.',
      isPoor && `The wallet holds ${powecOf(view.wallet?.powec ?? '0')} POWEC, 100 are staked.`,
    ),
    steps: [
      ...(isVerifier ? [] : approval(view, 'NodeRegistry', challengeUnits)),
      step(`Challenge node ${id}`, 'NodeRegistry', 'challengePresence', [String(id)]),
    ],
  }
}

/** Suspends a node that did not answer. */
export const closeChallenge: Make<{ node: number }> = (view, { node: id }) => {
  const open = view.state.nodes[id]?.challenge
  return {
    lines: [{ label: 'Suspends', words: `node ${id}; the stake goes back to who asked` }],
    obstacles: sentences(
      !open && 'No challenge is open.',
      open != null && open.dueAt >= view.now && 'The answer is not overdue yet.',
    ),
    steps: [step(`Close the challenge of node ${id}`, 'NodeRegistry', 'closeChallenge', [String(id)])],
  }
}

function statusFields(
  { state, now }: ActView,
  { node: id, validHours }: Telling,
  facts: NonNullable<ReturnType<ActView['facts']>>,
): StatusFields | undefined {
  const node = state.nodes[id]
  if (!node) return undefined
  const most = node.ratingWh === 0 ? node.capacityWh : node.ratingWh
  const capacityWh = Math.min(facts.capacityWh, most)
  return {
    node: id,
    sequence: node.statusSequence + 1,
    measuredAt: Number(secondsOf(Math.min(facts.measuredAt, now))),
    validUntil: Number(secondsOf(now + validHours * 3_600_000)),
    kind: storageKindNames.indexOf(node.kind),
    capacityWh,
    usableWh: Math.min(facts.usableWh, capacityWh),
    guaranteedWh: Math.min(facts.guaranteedWh, capacityWh),
    ratedVoltageV: node.ratedVoltageV,
    minDurationMin: node.minDurationMin,
    maxDurationMin: node.maxDurationMin,
    lossPpmPerHour: facts.lossPpmPerHour,
    chargePowerW: facts.chargePowerW,
    dischargePowerW: facts.dischargePowerW,
    evidence: `0x${'0'.repeat(64)}`,
  }
}

function signed({ controller }: ActView, subject: string, digest: string): [string, string] {
  const signature = controller.sign(subject, digest)
  if (signature === undefined) throw new RangeError(lockedWords)
  return signatureParts(signature)
}

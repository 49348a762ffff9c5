import type { ContractName, LedgerAct, LedgerValue } from '../../../../domain/settlement/ledger.ts'
import { costOfPart } from '../../../../domain/market/cost.ts'
import { fold } from '../../../../main/market/fold/fold.ts'
import type { Fields } from '../../../../main/market/fold/values.ts'
import type { FakeLedger } from '../../../main/settlement/fake-ledger.ts'

type Args = readonly LedgerValue[]
type Happened = readonly [ContractName, string, Record<string, LedgerValue>]

/** What the contracts would tell of an act that was checked before. Enough for looking at the screens. */
export function pretendContracts(ledger: FakeLedger, account: string): (act: LedgerAct) => void {
  const state = () => fold(ledger.events())
  const used = (node: number, offered: number): Happened => {
    const { offeredWh, committedWh } = state().nodes[node] ?? { offeredWh: 0, committedWh: 0 }
    return [
      'NodeRegistry',
      'CapacityUsed',
      { node: `${node}`, offeredWh: `${offeredWh + offered}`, committedWh: `${committedWh}` },
    ]
  }
  const methods: Record<string, (args: Args) => Happened[]> = {
    offer([node, available, fromQuarter, toQuarter, validUntil, source, prices]) {
      const offer = `${Object.keys(state().offers).length + 1}`
      const terms = { node, available, fromQuarter, toQuarter, validUntil, source, lockedWh: '0', state: '1' } as Fields
      const args = { offer, node: String(node), terms, prices: prices ?? {} }
      return [['StorageMarket', 'OfferPlaced', args], used(Number(node), Number(available))]
    },
    cancelOffer([offer]) {
      const found = state().offers[String(offer)]
      return [
        ['StorageMarket', 'OfferClosed', { offer: String(offer) }],
        used(found?.node ?? 0, -(found?.availableWh ?? 0)),
      ]
    },
    request([terms]) {
      const request = `${Object.keys(state().requests).length + 1}`
      return [['StorageMarket', 'RequestPlaced', { request, payer: account, terms: terms ?? {}, held: '0' }]]
    },
    createGroup([, terms]) {
      const { group = '' } = terms as Fields
      return [
        ['NodeGroups', 'GroupCreated', { group, founder: account }],
        ['NodeGroups', 'GroupChanged', terms as Fields],
      ]
    },
    changeGroup: ([terms]) => [['NodeGroups', 'GroupChanged', terms as Fields]],
    distribute([group = '']) {
      const units = state().free[String(group).toLowerCase()] ?? '0'
      return [['NodeGroups', 'IncomeDistributed', { group, revision: '1', units, shares: [] }]]
    },
    link([utilization, , supply]) {
      return [['StorageMarket', 'RequestsLinked', { utilization, supply } as Fields]]
    },
    returnRequest: ([request]) => [['StorageMarket', 'RequestReturned', { request: String(request), returned: '0' }]],
    cancelRequest: ([request]) => [['StorageMarket', 'RequestReturned', { request: String(request), returned: '0' }]],
    propose([request, , part, offer]) {
      const now = state()
      const [found, offered] = [now.requests[String(request)], now.offers[String(offer)]]
      if (!found || !offered) return []
      const zone = found.terms.zones.find((one) => one.zone === now.nodes[offered.node]?.zone)
      const cost = costOfPart(found.terms, offered.prices, 1_000_000, BigInt(zone?.surcharge ?? 0))
      const args = {
        request,
        part,
        offer,
        cost: `${cost}`,
        proposer: account,
        until: seconds(found.bidUntil),
      } as Fields
      return [['StorageMarket', 'CandidateStood', args]]
    },
    deposit: ([units]) => [['EscrowVault', 'Deposited', { account, units: units ?? '0' }]],
    allow: ([module, units, until]) => [['EscrowVault', 'Allowed', { account, module, units, until } as Fields]],
    join([referrer, roles]) {
      return [['NodeRegistry', 'MemberJoined', { member: account, referrer, roles, fee: '0', referral: '0' } as Fields]]
    },
    changeRoles: ([roles]) => [['NodeRegistry', 'RolesChanged', { member: account, roles: roles ?? '0' }]],
    attest: ([member, kycUntil, group]) => [['NodeRegistry', 'Attested', { member, kycUntil, group } as Fields]],
    admitNode: ([node, ratingWh]) => [['NodeRegistry', 'NodeAdmitted', { node, ratingWh } as Fields]],
    submitStatus([status]) {
      const node = (status as Fields)['node'] ?? '0'
      return [
        ['NodeRegistry', 'StatusAccepted', { node, status: status ?? {} }],
        ['NodeRegistry', 'NodeVerified', { node }],
      ]
    },
    challengePresence: ([node]) => [
      [
        'NodeRegistry',
        'PresenceChallenged',
        { node: node ?? '0', challenger: account, dueAt: seconds(ledgerNow(ledger) + 7_200_000) },
      ],
    ],
    depositFor: ([to, units]) => [['PowecVotes', 'Transfer', { from: nobody, to, value: units } as Fields]],
    withdrawTo: ([from, units]) => [['PowecVotes', 'Transfer', { from, to: nobody, value: units } as Fields]],
    delegate([to, rights, capUnits, until]) {
      // votes are given to somebody, rights with more
      if (rights === undefined)
        return [
          ['PowecVotes', 'DelegateChanged', { delegator: account, fromDelegate: account, toDelegate: to } as Fields],
        ]
      return [['NodeRegistry', 'Delegated', { member: account, to, rights, capUnits, until } as Fields]]
    },
    castVote([proposalId, support]) {
      const weight = state().wrapped.votes[account.toLowerCase()] ?? '0'
      return [['PowecGovernor', 'VoteCast', { voter: account, proposalId, support, weight, reason: '' } as Fields]]
    },
  }
  return ({ method, args }) => {
    const happened = methods[method]?.(args) ?? []
    if (happened.length > 0) ledger.happen(...happened)
  }
}

const nobody = `0x${'0'.repeat(40)}`

function seconds(ms: number): string {
  return `${Math.floor(ms / 1_000)}`
}

function ledgerNow(ledger: FakeLedger): number {
  return ledger.now().blockAt ?? 0
}

import { memberRoleNames, namesOf, storageKindNames } from '../../../../domain/market/names.ts'
import type { Ledger, LedgerValue } from '../../../../domain/settlement/ledger.ts'
import type { Fields } from '../../../../main/market/fold/values.ts'

const offerStates = ['none', 'live', 'exhausted', 'closed']
const requestStates = ['none', 'open', 'concluded', 'returned']
const nodeStates = ['none', 'registered', 'verified', 'suspended', 'retired']

/** What the contracts' views say of everything the fold knows, in the fold's words. */
export async function viewsOf(ledger: Ledger, ids: Ids) {
  const read = (contract: 'NodeRegistry' | 'StorageMarket', method: string, ...args: string[]) =>
    ledger.read({ contract, method, args }) as Promise<Fields>
  return {
    offers: await list(ids.offers, async (id) => {
      const [offer = {}, prices] = Object.values(await read('StorageMarket', 'offerOf', id)) as Fields[]
      return {
        node: number(offer, 'node'),
        availableWh: number(offer, 'available'),
        lockedWh: number(offer, 'lockedWh'),
        fromQuarter: number(offer, 'fromQuarter'),
        toQuarter: number(offer, 'toQuarter'),
        validUntil: at(offer, 'validUntil'),
        state: offerStates[number(offer, 'state')],
        prices: { ...prices },
      }
    }),
    requests: await list(ids.requests, async (id) => {
      const request = await read('StorageMarket', 'requestOf', id)
      const parts = number(request, 'parts')
      const candidates = await list(
        Array.from({ length: parts }, (_, part) => String(part)),
        (part) => read('StorageMarket', 'candidateOf', id, part),
      )
      return {
        payer: request['payer'],
        bidUntil: at(request, 'bidUntil'),
        state: requestStates[number(request, 'state')],
        filled: number(request, 'filled'),
        candidates: candidates.map((candidate) =>
          candidate['offer'] === '0'
            ? null
            : { offer: number(candidate, 'offer'), costUnits: candidate['cost'], proposer: candidate['proposer'] },
        ),
      }
    }),
    nodes: await list(ids.nodes, async (id) => {
      const identity = await read('NodeRegistry', 'identityOf', id)
      const capacity = await read('NodeRegistry', 'capacityOf', id)
      const use = await read('NodeRegistry', 'usesOf', id)
      const power = await read('NodeRegistry', 'powersOf', id)
      return {
        owner: identity['owner'],
        zone: number(identity, 'zone'),
        kind: storageKindNames[number(identity, 'kind')],
        state: nodeStates[number(identity, 'state')],
        statusSequence: number(identity, 'statusSequence'),
        isAdmitted: identity['isAdmitted'],
        capacityWh: number(capacity, 'capacityWh'),
        guaranteedWh: number(capacity, 'guaranteedWh'),
        statusValidUntil: at(capacity, 'statusValidUntil'),
        measuredAt: at(capacity, 'measuredAt'),
        lossPpmPerHour: number(capacity, 'lossPpmPerHour'),
        offeredWh: number(use, 'offeredWh'),
        committedWh: number(use, 'committedWh'),
        minDurationMin: number(use, 'minDurationMin'),
        maxDurationMin: number(use, 'maxDurationMin'),
        registeredAt: at(use, 'registeredAt'),
        ratingWh: number(power, 'ratingWh'),
        chargePowerW: number(power, 'chargePowerW'),
        dischargePowerW: number(power, 'dischargePowerW'),
        challengedUntil: at(power, 'challengedUntil'),
      }
    }),
    members: await list(ids.members, async (id) => {
      const member = await read('NodeRegistry', 'memberOf', id)
      return {
        roles: namesOf(number(member, 'roles'), memberRoleNames),
        kycUntil: at(member, 'kycUntil'),
        group: number(member, 'group'),
        joinedAt: at(member, 'joinedAt'),
        hasVerifiedNode: member['hasVerifiedNode'],
        referralUnits: member['referralUnits'],
        free: String(await vaultFree(ledger, id)),
      }
    }),
  }
}

/** Numbers and accounts of everything there is. */
export interface Ids {
  offers: readonly string[]
  requests: readonly string[]
  nodes: readonly string[]
  members: readonly string[]
}

function number(fields: Fields, name: string): number {
  return Number(fields[name])
}

function at(fields: Fields, name: string): number {
  return number(fields, name) * 1_000
}

function list<T>(all: readonly string[], make: (id: string) => Promise<T>): Promise<T[]> {
  return Promise.all(all.map(make))
}

function vaultFree(ledger: Ledger, account: string): Promise<LedgerValue> {
  return ledger.read({ contract: 'EscrowVault', method: 'freeOf', args: [account] })
}

import type { LedgerEvent } from '../../../../domain/settlement/ledger.ts'
import type { Payout } from './money.ts'
import type { MortalStation } from './stations.ts'
import { beginningUnits, type SignedBatch, type World } from './world.ts'

interface Left {
  world: World
  station: MortalStation
  batches: readonly SignedBatch[]
  payout: Payout
}

/** What must not be after a run, in words. */
export async function faultsOf(left: Left): Promise<string[]> {
  const { station, world } = left
  const events = (await station.events()).filter(isOfRun(world))
  return [
    ...(await outboxFaults(left)),
    ...batchFaults(left, events),
    ...(await eventFaults(left, events)),
    ...(await moneyFaults(left, events)),
  ]
}

/** Events since the beginning of the run: those of the world's making are older. */
function isOfRun({ beginning }: World): (event: LedgerEvent) => boolean {
  return ({ block }) => block > beginning
}

/** Everything is final; of each nonce one hash was mined at most (invariants 38 and 39). */
async function outboxFaults({ station, world, payout }: Left): Promise<string[]> {
  const rows = await station.rows()
  const open = rows.filter(({ state }) => !['final', 'adopted', 'superseded'].includes(state))
  const nonces = Map.groupBy(
    rows.flatMap(({ attempts }) => attempts),
    ({ nonce }) => nonce,
  )
  const twice: string[] = []
  for (const [nonce, attempts] of nonces) {
    const receipts = await Promise.all(attempts.map(({ hash }) => world.ask('eth_getTransactionReceipt', hash)))
    if (receipts.filter(Boolean).length > 1) twice.push(`nonce ${nonce} was mined more than once`)
  }
  const missing = payout.acts.length - rows.filter(({ kind }) => !kind.startsWith('post')).length
  return [
    ...open.map(({ id, state, detail }) => `${id} is ${state}: ${detail}`),
    ...(missing === 0 ? [] : [`${missing} acts are missing`]),
    ...twice,
  ]
}

/** Every batch is on the chain exactly once, in order (invariants 8 to 10). */
function batchFaults({ batches }: Left, events: readonly LedgerEvent[]): string[] {
  const posted = events.filter(({ name }) => name === 'BatchPosted').map(({ args }) => String(args['digest']))
  const wanted = batches.map(({ digest }) => digest)
  return posted.join() === wanted.join() ? [] : [`posted ${posted.length} batches, wanted ${wanted.length} in order`]
}

/** What the station knows as final is what the chain has, log by log (invariant 42). */
async function eventFaults({ world }: Left, events: readonly LedgerEvent[]): Promise<string[]> {
  const logs = (await world.logs()).map(({ transactionHash, logIndex }) => `${transactionHash}/${Number(logIndex)}`)
  const known = events.map(({ transaction, logIndex }) => `${transaction}/${logIndex}`)
  const isFinal = events.every((event) => event.isFinal)
  return [
    ...(logs.join() === known.join() ? [] : [`${known.length} events are known, the chain has ${logs.length}`]),
    ...(isFinal ? [] : ['some events never became final']),
  ]
}

/** Entries of each event: account and units. Wallets are addresses, `free` and `held` are the vault's two sides. */
function entriesOf({ contract, name, args }: LedgerEvent, vault: string): [account: string, units: bigint][] {
  const text = (field: string) => String(args[field])
  const units = BigInt(typeof args['units'] === 'string' ? args['units'] : 0)
  if (contract === 'PowecToken' && name === 'Transfer') {
    const value = BigInt(text('value'))
    return [
      [text('from').toLowerCase(), -value],
      [text('to').toLowerCase(), value],
    ]
  }
  if (contract !== 'EscrowVault') return []
  // against what the vault owes: what it has in tokens less what it owes must stay zero
  if (name === 'Deposited') return [[vault, 0n], ['free', units]] // prettier-ignore
  if (name === 'Held') return [['free', -units], ['held', units]] // prettier-ignore
  if (name === 'Released') return [['held', -units], ['free', units]] // prettier-ignore
  if (name === 'PushedOut') return [['held', -units]]
  if (name === 'Withdrawn') return [['free', -units]]
  return []
}

/** Per cause and in all the ledger sums to zero; balances are those of the chain; shares add up to the unit. */
async function moneyFaults({ world, payout }: Left, events: readonly LedgerEvent[]): Promise<string[]> {
  const vault = (world.manifest.contracts['EscrowVault']?.address ?? '').toLowerCase()
  const balances = new Map<string, bigint>([[world.operator.toLowerCase(), beginningUnits]])
  const faults: string[] = []
  for (const [transaction, caused] of Map.groupBy(events, (event) => event.transaction)) {
    let [tokens, owed, inVault] = [0n, 0n, 0n]
    for (const [account, units] of caused.flatMap((event) => entriesOf(event, vault))) {
      balances.set(account, (balances.get(account) ?? 0n) + units)
      if (account === 'free' || account === 'held') owed += units
      else tokens += units
      if (account === vault) inVault += units
    }
    if (tokens !== 0n || owed !== inVault) faults.push(`entries of ${transaction} do not sum to zero`)
  }
  const [free, held] = (await world.read('EscrowVault', 'totals')) as [bigint, bigint]
  if (free !== (balances.get('free') ?? 0n) || held !== (balances.get('held') ?? 0n))
    faults.push(`the vault holds ${free} and ${held}, the ledger ${balances.get('free')} and ${balances.get('held')}`)
  for (const account of [world.operator, ...payout.payees]) {
    const found = (await world.read('PowecToken', 'balanceOf', account)) as bigint
    const known = balances.get(account.toLowerCase()) ?? 0n
    if (found !== known) faults.push(`${account} has ${found}, the ledger says ${known}`)
  }
  const got = payout.payees.map((payee) => balances.get(payee.toLowerCase()) ?? 0n)
  if (got.join() !== payout.shares.join()) faults.push(`shares ${payout.shares.join()} became ${got.join()}`)
  if (got.reduce((a, b) => a + b, 0n) !== payout.total) faults.push(`shares do not add up to ${payout.total}`)
  return faults
}

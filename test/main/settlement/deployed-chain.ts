import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { id, parseEther } from 'ethers'
import { type Anvil, startAnvil } from '../../../build/solidity/anvil.ts'
import { silentLog } from '../../../domain/log.ts'
import type { ContractName } from '../../../domain/settlement/ledger.ts'
import { systemClock } from '../../../main/clock.ts'
import { openDb } from '../../../main/historian/db.ts'
import { createChain } from '../../../main/settlement/chain/chain.ts'
import { createEndpoint } from '../../../main/settlement/chain/endpoint.ts'
import { deploy } from '../../../main/settlement/deployment/deploy.ts'
import type { DeploymentManifest } from '../../../main/settlement/deployment/manifest.ts'
import { contractAt } from '../../../main/settlement/deployment/place.ts'
import type { People } from '../../../main/settlement/deployment/plan.ts'
import { openLedger } from '../../../main/settlement/ledger/open-ledger.ts'
import { createOperatorKey, type OperatorKey } from '../../../main/settlement/outbox/operator-key.ts'

/** An account with its key. */
export type Account = ReturnType<Anvil['wallet']>
type Signer = Anvil['rich']
type Contract = ReturnType<typeof contractAt>

/** A real node with all contracts of the platform. Blocks are made with each transaction; `anvil.pass` moves its time. */
export interface DeployedChain {
  anvil: Anvil
  manifest: DeploymentManifest
  /** A contract to be called directly by a signer, the deployer when none is given. */
  contract(name: ContractName, signer?: Signer): Contract
  /** A new account with 10 ether and a million POWEC. */
  rich(): Promise<Account>
  /** {@link DeployedChain.rich} that has joined with roles (bits), and is vouched for by the verifier; of any key, or that of one of the people. */
  member(roles: number, person?: string): Promise<Account>
  /** Verifier of members and nodes. */
  verifier: Signer
  /** The ledger of a site whose operator key is the wallet, with its outbox, over a real node; batches by `posting`. */
  site(wallet: Account, posting?: Posting): LedgerSite
  stop(): Promise<void>
}

/** What the outbox asks whoever makes batches into intents. */
export type Posting = Pick<Parameters<typeof openLedger>[0], 'already' | 'gather'>

/** A site's end of the chain. */
export interface LedgerSite extends ReturnType<typeof openLedger> {
  key: OperatorKey
  /** Turns until everything in the outbox is final or refused, and the events are read. */
  settle(): Promise<void>
  close(): void
}

/** Chain id of practice chains. */
const chainId = 31_337
const year = 365 * 86_400
const nobody = `0x${'0'.repeat(40)}`
const names = [
  'owner',
  'guardian',
  'fund',
  'secondArbiter',
  'verifier',
  'clearing',
  'treasury',
  'rateFixer',
  'secondRateFixer',
] as const

/** Starts a node and deploys everything; about three seconds. */
export async function deployedChain(): Promise<DeployedChain> {
  const anvil = await startAnvil()
  const people = Object.fromEntries(names.map((name) => [name, anvil.wallet(id(`test ${name}`)).address]))
  const manifest = await deploy(anvil.rich, { ...people, saleCurrency: nobody } as unknown as People, 'test')
  const verifier = await anvil.as(people['verifier'] ?? '')
  const contract = (name: ContractName, signer: Signer = anvil.rich) =>
    contractAt(name, manifest.contracts[name]?.address ?? '', signer)
  const token = contract('PowecToken')
  await sent(token, 'grantRole', await token.getFunction('MINTER')(), await anvil.rich.getAddress())
  let made = 0
  const rich = async (name = `account ${made++}`) => {
    const wallet = anvil.wallet(id(`test ${name}`))
    await anvil.provider.send('anvil_setBalance', [wallet.address, `0x${parseEther('10').toString(16)}`])
    await sent(token, 'mint', wallet.address, parseEther('1000000'))
    return wallet
  }
  const sites: LedgerSite[] = []
  return {
    anvil,
    manifest,
    contract,
    rich: () => rich(),
    verifier,
    async member(roles, person) {
      const wallet = await rich(person)
      const registry = contract('NodeRegistry', wallet)
      await sent(contract('PowecToken', wallet), 'approve', await registry.getAddress(), parseEther('50000'))
      await sent(registry, 'join', nobody, roles)
      const { timestamp } = (await anvil.provider.getBlock('latest')) ?? { timestamp: 0 }
      await sent(contract('NodeRegistry', verifier), 'attest', wallet.address, timestamp + year, 0)
      return wallet
    },
    site(wallet, posting) {
      const site = ledgerSite(anvil, manifest, wallet, posting)
      sites.push(site)
      return site
    },
    async stop() {
      for (const site of sites) site.close()
      await anvil.stop()
    },
  }
}

async function sent(target: Contract, method: string, ...args: unknown[]): Promise<void> {
  const transaction = (await target.getFunction(method)(...args)) as { wait(): Promise<unknown> }
  await transaction.wait()
}

function ledgerSite(
  anvil: Anvil,
  manifest: DeploymentManifest,
  { privateKey }: Account,
  posting: Posting = { already: async () => 'no' },
): LedgerSite {
  const folder = mkdtempSync(join(tmpdir(), 'ledger-'))
  // the chain's own clock: a test may have moved it on
  const ahead = { ms: 0 }
  const clock = { ...systemClock, now: () => systemClock.now() + ahead.ms }
  const db = openDb({ file: join(folder, 'site.db'), clock, log: silentLog })
  const endpoint = createEndpoint({ url: anvil.rpc, chainId, timeoutMs: 5_000 })
  const contracts = Object.values(manifest.contracts)
  const codeHashes = Object.fromEntries(contracts.map(({ address, codeHash }) => [address, codeHash]))
  const chain = createChain({ endpoints: [endpoint], manifest: { ...manifest, codeHashes }, clock })
  const allowed = contracts.map(({ address }) => address)
  const key = createOperatorKey({ privateKey, chainId, allowed: () => allowed })
  const opened = openLedger({
    chainId,
    isPractice: true,
    chain,
    db,
    key,
    account: () => key.address(),
    addressOf: (name) => manifest.contracts[name]?.address,
    addresses: () => allowed,
    firstBlock: () => 0,
    genesis: () => manifest.genesisHash,
    ...posting,
    settings: {
      confirmations: 2,
      finality: 6,
      maxFeePerGas: 200_000_000_000n,
      maxWeiPerDay: 10n ** 19n,
      inFlight: 4,
      stuckMs: 60_000,
    },
    audit: () => {},
    clock,
    log: silentLog,
  })
  const settle = async () => {
    for (let i = 0; i < 30; i++) {
      const { timestamp } = (await anvil.provider.getBlock('latest')) ?? { timestamp: 0 }
      ahead.ms = timestamp * 1_000 - systemClock.now()
      await opened.turn()
      const isDone = opened.outbox
        .list(1_000)
        .every(({ state }) => ['final', 'reverted', 'adopted', 'superseded'].includes(state))
      if (isDone && opened.ledger.events().every(({ isFinal }) => isFinal)) return
      await anvil.provider.send('anvil_mine', ['0x2'])
    }
    throw new Error(`the outbox did not come to rest: ${JSON.stringify([opened.ledger.now(), opened.outbox.list(9)])}`)
  }
  const close = () => {
    endpoint.close()
    db.close()
    rmSync(folder, { recursive: true })
  }
  return { ...opened, key, settle, close }
}

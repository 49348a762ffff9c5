import { type Contract, JsonRpcProvider, NonceManager, type Signer, Wallet } from 'ethers'
import type { ContractName } from '../../../domain/settlement/ledger.ts'
import type { DeploymentManifest } from '../deployment/manifest.ts'
import { contractAt } from '../deployment/place.ts'
import { fieldsOf } from '../ledger/values.ts'
import { practiceChainId, practiceRoles, type PracticeRole, publishedKeys } from './published.ts'

/** Those who act on a practice chain. */
export interface Actors {
  provider: JsonRpcProvider
  signer(role: PracticeRole): Signer
  /** Calls a contract as somebody and waits until it is in a block. Rejects when it is refused. */
  call(role: PracticeRole, contract: ContractName, method: string, ...args: unknown[]): Promise<void>
  /** Whether a call would be taken as things stand. */
  would(role: PracticeRole, contract: ContractName, method: string, ...args: unknown[]): Promise<boolean>
  /** Fields of everything a contract told by this name, in order; whole numbers as decimal texts. */
  told<Fields>(contract: ContractName, name: string): Promise<Fields[]>
  /** Asks a contract. */
  ask<Answer>(contract: ContractName, method: string, ...args: unknown[]): Promise<Answer>
  /** The method the ABI knows, or not: contracts of today may lack what is planned. */
  addressOf(contract: ContractName): string
}

/** Enough for every call of a seed: asking for each what it needs would double their number. */
const gasLimit = 4_000_000

/** The published accounts, connected to a node. */
export function createActors(url: string): Pick<Actors, 'provider' | 'signer'> {
  const provider = new JsonRpcProvider(url, practiceChainId, {
    staticNetwork: true,
    pollingInterval: 30,
    cacheTimeout: -1,
  })
  const signers = new Map<PracticeRole, Signer>()
  return {
    provider,
    signer(role) {
      const known = signers.get(role) ?? new NonceManager(new Wallet(publishedKeys[practiceRoles[role]], provider))
      signers.set(role, known)
      return known
    },
  }
}

/** The same with the contracts of a manifest. */
export function withContracts(
  { provider, signer }: Pick<Actors, 'provider' | 'signer'>,
  manifest: DeploymentManifest,
): Actors {
  const addressOf = (name: ContractName) => manifest.contracts[name]?.address ?? ''
  const contractOf = (name: ContractName, role: PracticeRole): Contract =>
    contractAt(name, addressOf(name), signer(role))
  return {
    provider,
    signer,
    addressOf,
    async call(role, contract, method, ...args) {
      const asked = contractOf(contract, role).getFunction(method)
      const sent = (await asked(...args, { gasLimit })) as { wait(): Promise<unknown> }
      try {
        await sent.wait()
      } catch (error) {
        await asked.staticCall(...args) // rejects with the contract's own words
        throw error
      }
    },
    would: (role, contract, method, ...args) =>
      contractOf(contract, role)
        .getFunction(method)
        .staticCall(...args)
        .then(
          () => true,
          () => false,
        ),
    async told<Fields>(contract: ContractName, name: string) {
      const logs = await contractOf(contract, 'deployer').queryFilter(name, 0)
      return logs.flatMap((log) => ('args' in log ? [fieldsOf(log.args, log.fragment.inputs) as Fields] : []))
    },
    ask: (contract, method, ...args) => contractOf(contract, 'deployer').getFunction(method)(...args),
  }
}

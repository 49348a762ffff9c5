import { dirname, resolve } from 'node:path'
import type { ContractName } from '../../../domain/settlement/ledger.ts'
import type { SettlementConfig } from '../../../domain/settlement/settings.ts'
import { PowerchainError } from '../../../domain/errors.ts'
import { practiceAddresses } from '../practice/people.ts'
import { practiceChainId } from '../practice/published.ts'
import { type DeploymentManifest, readManifest } from './manifest.ts'

/** Where a site settles, as far as the site file and its manifest say without a chain. */
export interface Network {
  chainId: number
  /** Address of the settlement contract, for which statements are signed. */
  contract: string
  addressOf(contract: ContractName): string | undefined
  /** `undefined`: no code can be checked, so nothing is sent. A practice chain writes its own. */
  manifest: DeploymentManifest | undefined
}

/**
 * The network of a site.
 * @throws PowerchainError `Config.NotFound`, `Config.Invalid` for a manifest that is not there or of another chain
 */
export function networkOf(config: SettlementConfig, siteFile: string): Network {
  if (config.practice) return practiceNetwork()
  if (config.manifest !== undefined) return ofManifest(config, resolve(dirname(siteFile), config.manifest))
  const { chainId = 0, contract = '' } = config
  const addressOf = (name: ContractName) => (name === 'DeliverySettlement' ? contract : undefined)
  return { chainId, contract, addressOf, manifest: undefined }
}

function practiceNetwork(): Network {
  const addresses = practiceAddresses()
  return {
    chainId: practiceChainId,
    contract: addresses['DeliverySettlement'] ?? '',
    addressOf: (name) => addresses[name],
    manifest: undefined,
  }
}

function ofManifest({ chainId, contract }: SettlementConfig, file: string): Network {
  const manifest = readManifest(file)
  const settles = manifest.contracts['DeliverySettlement']?.address
  if (settles === undefined) throw new PowerchainError('Config.Invalid', `${file}: it names no DeliverySettlement.`)
  if (chainId !== undefined && chainId !== manifest.chainId)
    throw new PowerchainError(
      'Config.Invalid',
      `${file} is of chain ${manifest.chainId}, the site file says ${chainId}.`,
    )
  if (contract !== undefined && contract.toLowerCase() !== settles.toLowerCase())
    throw new PowerchainError('Config.Invalid', `${file} has another settlement contract than the site file.`)
  const addressOf = (name: ContractName) => manifest.contracts[name]?.address
  return { chainId: manifest.chainId, contract: settles, addressOf, manifest }
}

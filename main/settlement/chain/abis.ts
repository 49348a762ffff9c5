import { Interface, type InterfaceAbi } from 'ethers'
import { agreementBookAbi } from '../../../contracts/abi/AgreementBook.ts'
import { deliverySettlementAbi } from '../../../contracts/abi/DeliverySettlement.ts'
import { disputeDeskAbi } from '../../../contracts/abi/DisputeDesk.ts'
import { distributionAbi } from '../../../contracts/abi/Distribution.ts'
import { escrowVaultAbi } from '../../../contracts/abi/EscrowVault.ts'
import { groupAccountAbi } from '../../../contracts/abi/GroupAccount.ts'
import { nodeGroupsAbi } from '../../../contracts/abi/NodeGroups.ts'
import { nodeRegistryAbi } from '../../../contracts/abi/NodeRegistry.ts'
import { payoutListsAbi } from '../../../contracts/abi/PayoutLists.ts'
import { powecGovernorAbi } from '../../../contracts/abi/PowecGovernor.ts'
import { powecTimelockAbi } from '../../../contracts/abi/PowecTimelock.ts'
import { powecTokenAbi } from '../../../contracts/abi/PowecToken.ts'
import { powecVotesAbi } from '../../../contracts/abi/PowecVotes.ts'
import { proofDeskAbi } from '../../../contracts/abi/ProofDesk.ts'
import { retailBillingAbi } from '../../../contracts/abi/RetailBilling.ts'
import { storageMarketAbi } from '../../../contracts/abi/StorageMarket.ts'
import { tokenSaleAbi } from '../../../contracts/abi/TokenSale.ts'

const abis: Readonly<Record<string, InterfaceAbi>> = {
  AgreementBook: agreementBookAbi,
  DeliverySettlement: deliverySettlementAbi,
  DisputeDesk: disputeDeskAbi,
  Distribution: distributionAbi,
  EscrowVault: escrowVaultAbi,
  GroupAccount: groupAccountAbi,
  NodeGroups: nodeGroupsAbi,
  NodeRegistry: nodeRegistryAbi,
  PayoutLists: payoutListsAbi,
  PowecGovernor: powecGovernorAbi,
  PowecTimelock: powecTimelockAbi,
  PowecToken: powecTokenAbi,
  PowecVotes: powecVotesAbi,
  ProofDesk: proofDeskAbi,
  RetailBilling: retailBillingAbi,
  StorageMarket: storageMarketAbi,
  TokenSale: tokenSaleAbi,
}

const interfaces = new Map<string, Interface>()

/**
 * Interface of a contract by its name, for calls and logs.
 * @throws RangeError when there is none
 */
export function interfaceOf(name: string): Interface {
  const abi = abis[name]
  if (!abi) throw new RangeError(`there is no contract ${name}`)
  const known = interfaces.get(name) ?? new Interface(abi)
  interfaces.set(name, known)
  return known
}

/** Whether there is a contract of this name. */
export function hasAbi(name: string): boolean {
  return name in abis
}

import { id, Interface } from 'ethers'
import { nodeRegistryAbi } from '../../../contracts/abi/NodeRegistry.ts'
import { powecTimelockAbi } from '../../../contracts/abi/PowecTimelock.ts'
import { powecTokenAbi } from '../../../contracts/abi/PowecToken.ts'
import { powecOf } from '../../../domain/market/amount.ts'
import type { Decision } from '../../../domain/market/acts.ts'
import { storageKindNames, storageKinds } from '../../../domain/market/names.ts'
import type { ContractName } from '../../../domain/settlement/ledger.ts'
import { isSame } from '../../../domain/market/shapes.ts'

const interfaces = {
  NodeRegistry: new Interface(nodeRegistryAbi),
  PowecToken: new Interface(powecTokenAbi),
  PowecTimelock: new Interface(powecTimelockAbi),
} as const
type Target = keyof typeof interfaces

/** One call that a decision makes when it is carried out. */
interface Call {
  target: Target
  method: string
  args: readonly (string | number)[]
}

/** A decision as the governor takes it. A decision in words asks the timelock for its delay: that changes nothing. */
export function encodeDecision(decision: Decision, addressOf: (contract: ContractName) => string, fund: string) {
  const { target, method, args } = callOf(decision, fund)
  return { target: addressOf(target), calldata: interfaces[target].encodeFunctionData(method, args) }
}

/** What a call of a proposal does, in words; contract and data when it is none that we know. */
export function describeCall(
  target: string,
  calldata: string,
  addressOf: (contract: ContractName) => string | undefined,
) {
  const name = (Object.keys(interfaces) as Target[]).find((contract) => isSame(addressOf(contract), target))
  const call = name && interfaces[name].parseTransaction({ data: calldata })
  if (!name || !call) return `Calls ${target} with ${calldata.slice(0, 74)}`
  const [first, second] = call.args as unknown as [bigint, bigint]
  switch (call.name) {
    case 'getMinDelay':
      return 'Words only: nothing is changed.'
    case 'scheduleKindFactor':
      return `Factor of ${storageKinds[storageKindNames[Number(first)] ?? 'other']} becomes ${Number(second) / 1e6}, 7 days later.`
    case 'setAdmission':
      return `Admission costs ${powecOf(first)} POWEC, ${Number(second) / 10_000} % of it for the referrer.`
    case 'closeMinting':
      return 'No POWEC are minted any more, for ever.'
    default:
      return `${name}.${call.name}(${call.args.map(String).join(', ')})`
  }
}

/** Hash of a description, by which the governor finds a proposal again. */
export function descriptionHash(description: string): string {
  return id(description)
}

function callOf(decision: Decision, fund: string): Call {
  switch (decision.decision) {
    case 'words':
      return { target: 'PowecTimelock', method: 'getMinDelay', args: [] }
    case 'kindFactor':
      return {
        target: 'NodeRegistry',
        method: 'scheduleKindFactor',
        args: [storageKindNames.indexOf(decision.kind), decision.ppm],
      }
    case 'admission':
      return { target: 'NodeRegistry', method: 'setAdmission', args: [decision.feeUnits, decision.referralPpm, fund] }
    case 'closeMinting':
      return { target: 'PowecToken', method: 'closeMinting', args: [] }
  }
}

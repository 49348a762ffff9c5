/** Who gets what after the deployment. Addresses of the network. */
export interface People {
  /** Multisig that proposes to the timelock beside the governor. */
  owner: string
  /** Multisig that pauses, and vetoes in the first year. */
  guardian: string
  /** Gets admission fees and what is left of lost bonds. */
  fund: string
  /** Rules appeals of disputes. */
  secondArbiter: string
  /** Checks members and nodes. */
  verifier: string
}

/** Address of a contract that stands before in the plan, or of somebody. */
export type AddressOf = (name: string) => string

/** One contract of the plan: its artifact's name and what its constructor gets. */
export interface Deployment {
  name: string
  args: (at: AddressOf, people: People, deployer: string) => unknown[]
}

const nobody = '0x0000000000000000000000000000000000000000'

/** All contracts in the order in which they know each other. */
export const deployments: readonly Deployment[] = [
  { name: 'PowecToken', args: (_at, _people, deployer) => [deployer] },
  { name: 'PowecVotes', args: (at) => [at('PowecToken')] },
  { name: 'EscrowVault', args: (at, _people, deployer) => [at('PowecToken'), deployer] },
  { name: 'NodeRegistry', args: (at, { fund }, deployer) => [at('EscrowVault'), deployer, fund] },
  { name: 'DeliverySettlement', args: (at, _people, deployer) => [at('NodeRegistry'), deployer, nobody] },
  {
    name: 'AgreementBook',
    args: (at, _people, deployer) => [at('EscrowVault'), at('NodeRegistry'), at('DeliverySettlement'), deployer],
  },
  { name: 'StorageMarket', args: (at) => [at('EscrowVault'), at('NodeRegistry'), at('AgreementBook')] },
  {
    name: 'DisputeDesk',
    args: (at, { secondArbiter, fund }) => [
      at('EscrowVault'),
      at('DeliverySettlement'),
      at('AgreementBook'),
      at('NodeRegistry'),
      secondArbiter,
      fund,
    ],
  },
  {
    name: 'ProofDesk',
    args: (at) => [at('DeliverySettlement'), at('AgreementBook'), at('NodeRegistry'), at('DisputeDesk')],
  },
  { name: 'PayoutLists', args: (at) => [at('EscrowVault')] },
  { name: 'PowecTimelock', args: (_at, { guardian }, deployer) => [guardian, deployer] },
  { name: 'PowecGovernor', args: (at) => [at('PowecVotes'), at('PowecTimelock')] },
]

/** Contracts that may hold members' tokens in the vault. */
export const vaultModules = ['AgreementBook', 'StorageMarket', 'DisputeDesk', 'PayoutLists'] as const

/** Contracts whose default admin goes from the deployer to the timelock. */
export const owned = ['PowecToken', 'EscrowVault', 'NodeRegistry', 'DeliverySettlement', 'AgreementBook'] as const

/** Who holds which role: contract, name of the role's constant, and a contract of the plan or one of the people. */
export const grants: readonly [contract: string, role: string, holder: string | keyof People][] = [
  ['NodeRegistry', 'MARKET', 'StorageMarket'],
  ['NodeRegistry', 'MARKET', 'AgreementBook'],
  ['NodeRegistry', 'GUARDIAN', 'ProofDesk'],
  ['NodeRegistry', 'GUARDIAN', 'guardian'],
  ['NodeRegistry', 'VERIFIER', 'verifier'],
  ['AgreementBook', 'MARKET', 'StorageMarket'],
  ['AgreementBook', 'DESK', 'DisputeDesk'],
  ['AgreementBook', 'DESK', 'ProofDesk'],
  ['DeliverySettlement', 'DESK', 'ProofDesk'],
  ['DeliverySettlement', 'GUARDIAN', 'guardian'],
  ['PowecTimelock', 'PROPOSER_ROLE', 'PowecGovernor'],
  ['PowecTimelock', 'CANCELLER_ROLE', 'PowecGovernor'],
  ['PowecTimelock', 'PROPOSER_ROLE', 'owner'],
]

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
  /** Clearing company: records money at banks, trades for firms without tokens. */
  clearing: string
  /** Gets the money of a sale that succeeded. */
  treasury: string
  /** ERC-20 of 6 decimals that the sale takes; the zero address: money comes through banks only. */
  saleCurrency: string
  /** Two who fix what a minor unit of the currency costs in POWEC; a large step needs both. */
  rateFixer: string
  secondRateFixer: string
}

/** Address of a contract that stands before in the plan, or of somebody. */
export type AddressOf = (name: string) => string

/** One contract of the plan: its artifact's name and what its constructor gets. */
export interface Deployment {
  name: string
  args: (at: AddressOf, people: People, deployer: string) => unknown[]
}

const nobody = '0x0000000000000000000000000000000000000000'
/** Money below which the sale is refunded: 75 million, in millionths of the currency. */
const softTargetMicro = 75_000_000_000_000n

/** All contracts in the order in which they know each other. */
export const deployments: readonly Deployment[] = [
  { name: 'PowecToken', args: (_at, _people, deployer) => [deployer] },
  { name: 'PowecVotes', args: (at) => [at('PowecToken')] },
  { name: 'EscrowVault', args: (at, _people, deployer) => [at('PowecToken'), deployer] },
  { name: 'NodeRegistry', args: (at, { fund }, deployer) => [at('EscrowVault'), deployer, fund] },
  {
    name: 'TokenSale',
    args: (at, { saleCurrency, treasury }, deployer) => [
      at('PowecToken'),
      saleCurrency,
      at('NodeRegistry'),
      treasury,
      softTargetMicro,
      deployer,
    ],
  },
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
  {
    name: 'NodeGroups',
    args: (at) => [
      at('EscrowVault'),
      at('NodeRegistry'),
      at('DeliverySettlement'),
      at('AgreementBook'),
      at('StorageMarket'),
      at('DisputeDesk'),
    ],
  },
  { name: 'PayoutLists', args: (at) => [at('EscrowVault')] },
  { name: 'RetailBilling', args: (at, _people, deployer) => [at('EscrowVault'), at('DeliverySettlement'), deployer] },
  { name: 'PowecTimelock', args: (_at, { guardian }, deployer) => [guardian, deployer] },
  { name: 'Distribution', args: (at, { owner }) => [at('PowecToken'), at('PowecTimelock'), owner] },
  { name: 'PowecGovernor', args: (at) => [at('PowecVotes'), at('PowecTimelock')] },
]

/** Contracts that may hold members' tokens in the vault. */
export const vaultModules = [
  'AgreementBook',
  'StorageMarket',
  'DisputeDesk',
  'NodeGroups',
  'PayoutLists',
  'RetailBilling',
] as const

/** Contracts whose default admin goes from the deployer to the timelock. */
export const owned = [
  'PowecToken',
  'EscrowVault',
  'NodeRegistry',
  'TokenSale',
  'DeliverySettlement',
  'AgreementBook',
  'RetailBilling',
] as const

/** Who holds which role: contract, name of the role's constant, a contract of the plan or one of the people; last, where the constant is if elsewhere. */
export const grants: readonly [contract: string, role: string, holder: string | keyof People, namedBy?: string][] = [
  ['PowecToken', 'MINTER', 'TokenSale'],
  ['PowecToken', 'MINTER', 'Distribution'],
  ['TokenSale', 'CLEARING', 'clearing'],
  ['NodeRegistry', 'CLEARING', 'clearing', 'StorageMarket'],
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
  ['RetailBilling', 'RATE', 'rateFixer'],
  ['RetailBilling', 'RATE', 'secondRateFixer'],
  ['PowecTimelock', 'PROPOSER_ROLE', 'PowecGovernor'],
  ['PowecTimelock', 'CANCELLER_ROLE', 'PowecGovernor'],
  ['PowecTimelock', 'PROPOSER_ROLE', 'owner'],
]

/** Kinds of storage in the order of the registry's codes from 0 on, with their words; domain.md section 3. */
export const storageKinds = {
  agm: 'Lead-acid AGM',
  gel: 'Lead-acid gel',
  liIon: 'Li-ion',
  alkaline: 'Alkaline',
  hydrogen: 'Hydrogen',
  kinetic: 'Kinetic',
  mixed: 'Mixed',
  other: 'Other',
} as const
/** One of {@link storageKinds}. */
export type StorageKind = keyof typeof storageKinds
/** {@link storageKinds} by code. */
export const storageKindNames = Object.keys(storageKinds) as [StorageKind, ...StorageKind[]]

/** Sources of offered energy in the order of the market's codes from 0 on, with their words. */
export const energySources = {
  unknown: 'Unknown or mixed',
  sun: 'Sun',
  wind: 'Wind',
  water: 'Water',
  biomass: 'Biomass',
  earthHeat: 'Heat of the earth',
  nuclear: 'Nuclear',
  fossil: 'Fossil',
} as const
/** One of {@link energySources}. */
export type EnergySource = keyof typeof energySources
/** {@link energySources} by code. */
export const energySourceNames = Object.keys(energySources) as [EnergySource, ...EnergySource[]]

/** Roles of members in the order of their bits from 1 on, with their words. */
export const memberRoles = {
  storage: 'Storage',
  consumerMiner: 'Consumer-miner',
  generator: 'Generator',
  broker: 'Broker',
  attractor: 'Attractor',
} as const
/** One of {@link memberRoles}. */
export type MemberRole = keyof typeof memberRoles
/** {@link memberRoles} by bit. */
export const memberRoleNames = Object.keys(memberRoles) as [MemberRole, ...MemberRole[]]

/** States of a node in the order of the registry's codes from 1 on, with their words. */
export const nodeStates = {
  registered: 'Registered',
  verified: 'Verified',
  suspended: 'Suspended',
  retired: 'Retired',
} as const
/** One of {@link nodeStates}. */
export type NodeState = keyof typeof nodeStates
/** {@link nodeStates} by code. */
export const nodeStateNames = Object.keys(nodeStates) as [NodeState, ...NodeState[]]

/** Names out of a mask: bit k is the name at place k. */
export function namesOf<T extends string>(mask: number, names: readonly T[]): T[] {
  return names.filter((_, bit) => ((mask >> bit) & 1) === 1)
}

/** Mask of names: bit k is the name at place k. */
export function maskOf<T extends string>(chosen: readonly T[], names: readonly T[]): number {
  return names.reduce((mask, name, bit) => (chosen.includes(name) ? mask | (1 << bit) : mask), 0)
}

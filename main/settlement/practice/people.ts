import { plannedAddresses } from '../deployment/deploy.ts'
import type { People } from '../deployment/plan.ts'
import { practiceAddress } from './published.ts'

/** Who gets what on a practice chain. The supplier and the grid company fix rates; the sale takes no other currency. */
export const practicePeople: People = {
  owner: practiceAddress('owner'),
  guardian: practiceAddress('owner'),
  fund: practiceAddress('fund'),
  secondArbiter: practiceAddress('arbiter'),
  verifier: practiceAddress('verifier'),
  clearing: practiceAddress('owner'),
  treasury: practiceAddress('fund'),
  saleCurrency: '0x0000000000000000000000000000000000000000',
  rateFixer: practiceAddress('supplier'),
  secondRateFixer: practiceAddress('gridCompany'),
}

/** Version of the deployment: part of every address. */
export const practiceVersion = 'practice'

/** Where the contracts of every practice chain stand, by name. */
export function practiceAddresses(): Readonly<Record<string, string>> {
  return plannedAddresses(practiceAddress('deployer'), practicePeople, practiceVersion)
}

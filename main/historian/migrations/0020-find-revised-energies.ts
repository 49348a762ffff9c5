import type { Migration } from '../migration.ts'

/** Finds quarters whose energies were corrected without walking through years of them. */
export const revisedEnergies: Migration = {
  name: 'find revised energies',
  sql: 'CREATE INDEX interval_revised ON interval (quarter) WHERE revision > 0;',
}

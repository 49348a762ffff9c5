import type { Migration } from '../migration.ts'

/** Only versions that were never released kept readings here; so they are not taken over. */
export const readingsElsewhere: Migration = {
  name: 'readings lie in a file of their own',
  sql: `
    DROP TABLE reading;
    DROP TABLE point;
  `,
}

import type { Migration } from '../migration.ts'

/** Containers that a person protected from shedding, or freed, against what the site file says. */
export const protectedContainers: Migration = {
  name: 'keep protected containers',
  sql: `
    CREATE TABLE container_protection (
      asset TEXT PRIMARY KEY,
      protection TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
}

import type { Migration } from '../migration.ts'

/** Views of trends that people saved, shared by the site. */
export const trendViews: Migration = {
  name: 'keep views of trends',
  sql: `
    CREATE TABLE trend_view (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL UNIQUE COLLATE NOCASE,
      body TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
}

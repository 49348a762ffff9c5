import type { Migration } from '../migration.ts'

/** Logs of the platform's contracts, read once, and up to where they were read. */
export const chainLogs: Migration = {
  name: 'keep what the chain told',
  sql: `
    CREATE TABLE chain_log (
      block INTEGER NOT NULL,
      log_index INTEGER NOT NULL,
      address TEXT NOT NULL,
      topics TEXT NOT NULL,
      data TEXT NOT NULL,
      hash TEXT NOT NULL,
      block_hash TEXT NOT NULL,
      block_at INTEGER NOT NULL,
      PRIMARY KEY (block, log_index)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE chain_read_to (
      block INTEGER PRIMARY KEY,
      block_hash TEXT NOT NULL
    ) STRICT;
    CREATE TABLE chain_reading (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      genesis TEXT NOT NULL,
      final_to INTEGER NOT NULL
    ) STRICT;
  `,
}

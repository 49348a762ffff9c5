import type { EpochMs } from '../../../domain/units.ts'
import type { SettlementDb } from '../statements/statement-store.ts'

/** A log of a contract as the node gave it. */
export interface StoredLog {
  block: number
  logIndex: number
  address: string
  topics: string[]
  data: string
  /** Hash of its transaction. */
  hash: string
  blockHash: string
  blockAt: EpochMs
}

interface Row {
  block: number
  log_index: number
  address: string
  topics: string
  data: string
  hash: string
  block_hash: string
  block_at: EpochMs
}

/** Points of a reading that are kept besides the newest: a reorganised chain is read again from the newest that still holds. */
const keptPoints = 64

/** A final block that holds logs. */
export interface FinalBlock {
  block: number
  hash: string
  blockAt: EpochMs
}

const blockColumns = 'block, block_hash AS hash, block_at AS blockAt'
const fromFinal = 'FROM chain_log WHERE block <= (SELECT final_to FROM chain_reading)'
const finalBlocks = `SELECT DISTINCT ${blockColumns} ${fromFinal}`

/** What was read of one chain; logs above a point go when the chain turns out to be another there. */
export type LogStore = ReturnType<typeof createLogStore>

/** Logs in the site's database. Errors: `Store.Failed`. */
export function createLogStore(db: SettlementDb) {
  return {
    /** Begins for a chain by the hash of its first block; what was read of another one is forgotten. Gives whether it was. */
    begin(genesis: string): boolean {
      if (db.get<{ genesis: string }>('SELECT genesis FROM chain_reading')?.genesis === genesis) return false
      db.transaction(() => {
        for (const table of ['chain_log', 'chain_read_to', 'chain_reading']) db.run(`DELETE FROM ${table}`)
        db.run('INSERT INTO chain_reading (one, genesis, final_to) VALUES (1, ?, -1)', genesis)
      })
      return true
    },
    /** Hash of the first block of the chain that was read; `undefined` = none was. */
    genesis: (): string | undefined => db.get<{ genesis: string }>('SELECT genesis FROM chain_reading')?.genesis,
    /** Blocks up to which was read, with their hashes, the newest first. */
    points: (): { block: number; hash: string }[] =>
      db.all('SELECT block, block_hash AS hash FROM chain_read_to ORDER BY block DESC'),
    /** Adds a range that ends with a block. */
    add(logs: readonly StoredLog[], to: { block: number; hash: string }): void {
      db.transaction(() => {
        for (const log of logs) insert(db, log)
        db.run('INSERT OR REPLACE INTO chain_read_to (block, block_hash) VALUES (?, ?)', to.block, to.hash)
        db.run(
          `DELETE FROM chain_read_to WHERE block <= (SELECT block FROM chain_read_to ORDER BY block DESC LIMIT 1 OFFSET ${keptPoints})`,
        )
      })
    },
    /** Puts other logs of the blocks [from, to] in the place of those that were read before. */
    replace: (logs: readonly StoredLog[], { from, to }: { from: number; to: number }): void =>
      db.transaction(() => {
        db.run('DELETE FROM chain_log WHERE block BETWEEN ? AND ?', from, to)
        for (const log of logs) insert(db, log)
      }),
    /** Forgets what lies above a block. */
    forgetAbove: (block: number): void =>
      db.transaction(() => {
        db.run('DELETE FROM chain_read_to WHERE block > ?', block)
        db.run('UPDATE chain_reading SET final_to = min(final_to, ?)', block)
        db.run('DELETE FROM chain_log WHERE block > ?', block)
      }),
    finalTo: (): number => db.get<{ final_to: number }>('SELECT final_to FROM chain_reading')?.final_to ?? -1,
    /** The newest final block with logs. */
    lastFinal: (): FinalBlock | undefined => db.get(`SELECT ${blockColumns} ${fromFinal} ORDER BY block DESC LIMIT 1`),
    /** Final blocks with logs: how many, and one of them by its place from the oldest. */
    finalCount: (): number => db.get<{ n: number }>(`SELECT count(*) AS n FROM (${finalBlocks})`)?.n ?? 0,
    finalAt: (place: number): FinalBlock | undefined => db.get(`${finalBlocks} ORDER BY block LIMIT 1 OFFSET ?`, place),
    setFinalTo: (block: number): void => void db.run('UPDATE chain_reading SET final_to = ?', block),
    /** Logs of the blocks [from, to] in order. */
    between: (from: number, to: number): StoredLog[] =>
      db.all<Row>('SELECT * FROM chain_log WHERE block BETWEEN ? AND ? ORDER BY block, log_index', from, to).map(logOf),
  }
}

function insert(db: SettlementDb, log: StoredLog): void {
  db.run(
    `INSERT OR REPLACE INTO chain_log (block, log_index, address, topics, data, hash, block_hash, block_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    log.block,
    log.logIndex,
    log.address,
    JSON.stringify(log.topics),
    log.data,
    log.hash,
    log.blockHash,
    log.blockAt,
  )
}

function logOf({ block, log_index, address, topics, data, hash, block_hash, block_at }: Row): StoredLog {
  return {
    block,
    logIndex: log_index,
    address,
    topics: JSON.parse(topics) as string[],
    data,
    hash,
    blockHash: block_hash,
    blockAt: block_at,
  }
}

import type { KeyName, Transfer } from '../../../domain/rpc/settlement/wallet.ts'
import type { EpochMs } from '../../../domain/units.ts'
import type { SettlementDb } from '../statements/statement-store.ts'

interface Row {
  id: number
  kind: Transfer['kind']
  units: string
  recipient: string | null
  person: string
  reason: string
  at: EpochMs
  is_agreed: number | null
  second_person: string | null
  intent: string | null
}

/** What a person asks for. */
export type WantedTransfer = Pick<Transfer, 'kind' | 'units' | 'to' | 'person' | 'reason'>

/** How a transfer was decided; without a second person it was below the threshold. */
export interface TransferDecision {
  isAgreed: boolean
  secondPerson: string | null
  intent: string | null
}

const shownTransfers = 200
const joined = `SELECT t.*, d.is_agreed, d.second_person, d.intent FROM wallet_transfer t
  LEFT JOIN wallet_decision d ON d.transfer = t.id`

/** Transfers and proven backups: rows are added, never changed. */
export type TransferStore = ReturnType<typeof createTransferStore>

/** Transfers in the site's database. Errors: `Store.Failed`. */
export function createTransferStore(db: SettlementDb, now: () => EpochMs) {
  return {
    /** Keeps a transfer; gives its id. */
    add: ({ kind, units, to, person, reason }: WantedTransfer): string =>
      db.durable(() => {
        const sql = 'INSERT INTO wallet_transfer (kind, units, recipient, person, reason, at) VALUES (?, ?, ?, ?, ?, ?)'
        db.run(sql, kind, units, to, person, reason, now())
        return String(db.get<{ id: number }>('SELECT max(id) AS id FROM wallet_transfer')?.id)
      }),
    decide(id: string, { isAgreed, secondPerson, intent }: TransferDecision): void {
      const sql = 'INSERT INTO wallet_decision (transfer, is_agreed, second_person, intent, at) VALUES (?, ?, ?, ?, ?)'
      db.durable(() => db.run(sql, Number(id), isAgreed ? 1 : 0, secondPerson, intent, now()))
    },
    get(id: string): Transfer | undefined {
      const row = db.get<Row>(`${joined} WHERE t.id = ?`, Number(id))
      return row && transferOf(row)
    },
    /** Recipients of transfers of a kind that wait for a second person. */
    waiting: (kind: Transfer['kind']): string[] =>
      db
        .all<{ recipient: string | null }>(
          'SELECT t.recipient FROM wallet_transfer t LEFT JOIN wallet_decision d ON d.transfer = t.id WHERE t.kind = ? AND d.transfer IS NULL',
          kind,
        )
        .flatMap(({ recipient }) => recipient ?? []),
    list: (): Transfer[] => db.all<Row>(`${joined} ORDER BY t.id DESC LIMIT ${shownTransfers}`).map(transferOf),
    /** Units that were moved between account and vault since an instant. */
    unitsSince: (at: EpochMs): bigint =>
      db
        .all<{ units: string }>(
          "SELECT t.units FROM wallet_transfer t JOIN wallet_decision d ON d.transfer = t.id WHERE d.is_agreed = 1 AND d.at >= ? AND t.kind <> 'accept'",
          at,
        )
        .reduce((sum, { units }) => sum + BigInt(units), 0n),
    proven(key: KeyName, address: string): void {
      db.durable(() =>
        db.run('INSERT OR REPLACE INTO key_backup (key, address, proven_at) VALUES (?, ?, ?)', key, address, now()),
      )
    },
    /** Lets a key go without a proven backup; the first word stands. */
    goWithout(address: string, person: string, reason: string): void {
      db.durable(() =>
        db.run(
          'INSERT OR IGNORE INTO key_without_backup (address, person, reason, at) VALUES (?, ?, ?, ?)',
          address,
          person,
          reason,
          now(),
        ),
      )
    },
    withoutBackup: (address: string | null): { person: string; reason: string; at: EpochMs } | null =>
      db.get('SELECT person, reason, at FROM key_without_backup WHERE address = ?', address ?? '') ?? null,
    provenAt: (key: KeyName, address: string | null): EpochMs | null =>
      db.get<{ at: EpochMs }>(
        'SELECT proven_at AS at FROM key_backup WHERE key = ? AND address = ?',
        key,
        address ?? '',
      )?.at ?? null,
  }
}

function transferOf({
  id,
  kind,
  units,
  recipient,
  person,
  reason,
  at,
  is_agreed,
  second_person,
  intent,
}: Row): Transfer {
  const decided = is_agreed === 1 ? 'kept' : 'declined'
  return {
    id: String(id),
    kind,
    units,
    to: recipient,
    state: is_agreed === null ? 'proposed' : decided,
    person,
    reason,
    at,
    secondPerson: second_person,
    intent,
  }
}

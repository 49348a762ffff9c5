import type { SettlementDb } from '../statements/statement-store.ts'
import type { OutboxStore } from './outbox-store.ts'

/** What an outbox does when a practice chain is not the one that it wrote on. Errors: `Store.Failed`. */
export type BeginAnew = ReturnType<typeof createBeginAnew>

/**
 * An outbox after its practice chain was made anew or lost its newest blocks. Only there: keys and nonces of such a chain are
 * known to everybody, and nothing on it is worth anything.
 */
export function createBeginAnew(db: SettlementDb, store: Pick<OutboxStore, 'happened' | 'durable'>) {
  const namesOf = (which: string, ...values: number[]) => db.all<{ id: string }>(which, ...values).map(({ id }) => id)
  return {
    /** Whether something of ours became final up to a block. */
    isOnUpTo: (block: number): boolean =>
      db.get("SELECT n FROM transaction_event WHERE state = 'final' AND block_number <= ? LIMIT 1", block) !==
      undefined,
    /**
     * Everything of the chain before is put aside under names of its own, with its bytes and steps: what still holds is asked
     * for again by whoever wanted it, each batch once.
     */
    putAside(words: string): void {
      store.durable(() => {
        const aside = `@${db.get<{ n: number }>('SELECT max(n) AS n FROM transaction_event')?.n ?? 0}`
        for (const id of namesOf("SELECT id FROM intent WHERE id NOT LIKE '%@%'"))
          store.happened({ intentId: `${id}${aside}`, hash: null, state: 'superseded', detail: words })
        db.run(
          `UPDATE intent SET is_settled = 1, body = json_set(body, '$.id', id || ?), id = id || ? WHERE id NOT LIKE '%@%'`,
          aside,
          aside,
        )
        db.run(
          `UPDATE transaction_raw SET hash = hash || ?, intent = intent || ? WHERE hash NOT LIKE '%@%'`,
          aside,
          aside,
        )
        db.run('DELETE FROM nonce_lane')
      })
    },
    /** What was final above a block goes out again with the same bytes; what others had brought is looked for again. */
    takeBack(block: number, blockAt: number, words: string): void {
      const newest = `SELECT i.id FROM intent i JOIN transaction_event e
        ON e.n = (SELECT max(n) FROM transaction_event WHERE intent = i.id) WHERE i.is_settled = 1 AND`
      store.durable(() => {
        const lost = namesOf(`${newest} e.state = 'final' AND e.block_number > ?`, block)
        const adopted = namesOf(`${newest} e.state = 'adopted' AND e.at >= ?`, blockAt)
        for (const id of [...lost, ...adopted]) db.run('UPDATE intent SET is_settled = 0 WHERE id = ?', id)
        for (const id of lost) store.happened({ intentId: id, hash: null, state: 'reorged', detail: words })
        for (const id of adopted) store.happened({ intentId: id, hash: null, state: 'drafted', detail: words })
      })
    },
  }
}

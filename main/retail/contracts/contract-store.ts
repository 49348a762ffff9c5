import type { ContractRow as ShownContract } from '../../../domain/rpc/retail/shapes.ts'
import type { RetailDb } from '../books.ts'
import { insert } from '../insert.ts'

/** A contract or a switch as it is kept. */
export type ContractRow = Omit<ShownContract, 'posting'>
/** What is posted of it: struct, signature, document, place. */
export interface ContractBody {
  name: 'ConsumerContract' | 'TariffSwitch'
  fields: Record<string, string | number>
  signature: string
  document: string
}

const columns = 'n, consumer, kind, plan, effective_at AS effectiveAt, signer, digest, made_at AS madeAt, person'

/** Contracts and switches in the site's database: never changed. Errors: `Store.Failed`. */
export function createContractStore(db: RetailDb) {
  const get = (n: number): ContractRow => {
    const row = db.get<ContractRow>(`SELECT ${columns} FROM retail_contract WHERE n = ?`, n)
    if (!row) throw new RangeError(`there is no contract ${n}`)
    return row
  }
  return {
    get,
    of: (consumer: string): ContractRow[] =>
      db.all<ContractRow>(`SELECT ${columns} FROM retail_contract WHERE consumer = ? ORDER BY n`, consumer),
    firstKind(consumer: string): 'none' | 'attested' | 'signed' {
      const row = db.get<{ kind: 'attested' | 'signed' }>(
        `SELECT kind FROM retail_contract WHERE consumer = ? AND kind <> 'switch' ORDER BY n DESC LIMIT 1`,
        consumer,
      )
      return row?.kind ?? 'none'
    },
    isKnown: (digest: string): boolean =>
      db.get('SELECT 1 FROM retail_contract WHERE digest = ?', digest) !== undefined,
    /** The newest first. */
    list: (): ContractRow[] => db.all<ContractRow>(`SELECT ${columns} FROM retail_contract ORDER BY n DESC LIMIT 1000`),
    body: (n: number): ContractBody | undefined => {
      const row = db.get<{ body: string }>('SELECT body FROM retail_contract WHERE n = ?', n)
      return row && (JSON.parse(row.body) as ContractBody)
    },
    add({ effectiveAt, madeAt, ...row }: Omit<ContractRow, 'n'> & { body: string }): number {
      return insert(db, 'retail_contract', { ...row, effective_at: effectiveAt, made_at: madeAt })
    },
  }
}

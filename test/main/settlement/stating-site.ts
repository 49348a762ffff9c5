import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { silentLog } from '../../../domain/log.ts'
import type { Interval, IntervalQuality } from '../../../domain/metering/meter.ts'
import { quarterOf } from '../../../domain/metering/quarter.ts'
import type { BatchSpan } from '../../../domain/settlement/settings.ts'
import type { StatementsDocument } from '../../../domain/settlement/statement.ts'
import { openDb } from '../../../main/historian/db.ts'
import { createBatchStore } from '../../../main/settlement/batches/batch-store.ts'
import { createBatches } from '../../../main/settlement/batches/batches.ts'
import { domainSeparator } from '../../../main/settlement/hashing/typed.ts'
import { createControllerKeys } from '../../../main/settlement/keys/controller-keys.ts'
import { createAnewStore } from '../../../main/settlement/keys/anew-store.ts'
import { createSigningAnew } from '../../../main/settlement/keys/signing-anew.ts'
import { openSignedDigests } from '../../../main/settlement/keys/signed-digests.ts'
import { openSalts } from '../../../main/settlement/statements/salts.ts'
import { createStatementStore } from '../../../main/settlement/statements/statement-store.ts'
import { createStatements } from '../../../main/settlement/statements/statements.ts'
import { createVirtualClock } from '../../virtual-clock.ts'

/** Where the signatures of the tests hold. */
export const place = { chainId: 31_337, contract: '0x5fbdb2315678afecb367f032d93f642f64180aa3' }
/** Opens the key of the tests. */
export const passphrase = 'twelve or more letters'
export const hourMs = 3_600_000

/** A site of two meters whose quarters are there as soon as they are over, in a folder of its own; it begins at an instant. */
export function statingSite(
  site = 7,
  at: { contract: string; ms: number } = { ...place, ms: Date.UTC(2025, 5, 1) },
  batchEvery?: BatchSpan,
) {
  const clock = createVirtualClock(at.ms)
  const where = { chainId: place.chainId, contract: at.contract }
  const from = quarterOf(clock.now())
  const folder = mkdtempSync(join(tmpdir(), 'statements-'))
  const db = openDb({ file: join(folder, 'site.db'), clock, log: silentLog })
  const values = new Map<number, number>()
  const [missing, estimated] = [new Set<number>(), new Set<number>()]
  const sure = { isSure: true }
  const told: string[] = []
  const trail: { head: { n: number; hash: string } | undefined } = { head: undefined }
  const intervalsOf = (quarter: number): Interval[] =>
    missing.has(quarter)
      ? []
      : (['grid', 'pv'] as const).map((pointId, i) => ({
          pointId,
          register: i === 0 ? 'absorbed' : 'injected',
          quarter,
          revision: 0,
          wh: values.get(quarter) ?? 1_000 * (i + 1) + (quarter % 7),
          quality: (estimated.has(quarter) ? 'estimated' : 'measured') satisfies IntervalQuality,
          method: 'registers',
          epoch: 1,
          closingWh: 5_000_000 + quarter,
        }))
  const open = () => {
    const signed = openSignedDigests(join(folder, 'signed.txt'))
    const key = createControllerKeys({ folder, fromQuarter: from, signed, clock, cost: 2 })
    const store = createStatementStore(db)
    const common = { site, separator: domainSeparator(where), db, keyAt: key.at, clock }
    const statements = createStatements({
      ...common,
      from,
      intervalsOf,
      registers: 2,
      store,
      salts: openSalts(join(folder, 'salts.key')),
      trailBefore: () => trail.head,
      isSure: () => sure.isSure,
    })
    const batchStore = createBatchStore(db)
    const signingAnew = createSigningAnew({
      keys: key,
      store: createAnewStore(db),
      db,
      audit: ({ action, detail }) => void told.push(`${action} ${detail}`),
      clock,
    })
    const batches = createBatches({
      ...common,
      statements: store,
      store: batchStore,
      agreements: { inBatch: () => [] },
      ...(batchEvery && { batchEvery }),
    })
    const keys = key.epochs
    const document = (to = quarterOf(clock.now())): StatementsDocument => ({
      kind: 'powerchain/statements',
      version: 1,
      place: { ...where, site },
      keys: keys(),
      statements: store.between(from, to),
    })
    const turns = () => {
      while (statements.turn());
      while (!signingAnew.turn());
    }
    return { key, keys, store, statements, batches, batchStore, batchOf: batchStore.holding, turns, document }
  }
  const close = () => {
    db.close()
    rmSync(folder, { recursive: true })
  }
  return { ...open(), reopen: open, clock, from, folder, db, told, values, missing, estimated, sure, trail, close }
}

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Commitment } from '../../../domain/dispatch/commitment.ts'
import type { Plan } from '../../../domain/dispatch/plan.ts'
import { PowerchainError } from '../../../domain/errors.ts'
import type { Instruction } from '../../../domain/instruction.ts'
import { silentLog } from '../../../domain/log.ts'
import { createAnchorFile } from '../../../main/audit/anchor.ts'
import type { AuditEntry } from '../../../main/audit/audit.ts'
import { systemClock } from '../../../main/clock.ts'
import { expectedMs, toleranceKW } from '../../../main/dispatch/ramps.ts'
import { openDb } from '../../../main/historian/db.ts'
import { provenOrders } from '../../../main/proof/orders/from-orders.ts'
import { createTerms } from '../../../main/proof/orders/terms.ts'
import { createProofs } from '../../../main/proof/proofs.ts'
import { createPlant, siteOf } from '../dispatch/plant.ts'

const assets = [
  { kind: 'battery', id: 'li', chemistry: 'liIon', ratedPowerKW: 2_500, ratedEnergyKWh: 7_000 },
  { kind: 'container', id: 'c1', container: 'sha256Current' },
  { kind: 'container', id: 'c2', container: 'sha256Current' },
  { kind: 'pv', id: 'pv', ratedPowerKW: 6_000 },
  { kind: 'load', id: 'works', ratedPowerKW: 12_000 },
]
const anna = { name: 'Anna', role: 'operator' } as const

/** The control loop over a plant in memory, its proofs in a real database and a real folder; `more` of the site file. */
export function createProvenPlant(more: object = {}) {
  const site = siteOf(assets, more)
  const dataDir = mkdtempSync(join(tmpdir(), 'powerchain-proof-'))
  const db = openDb({ file: join(dataDir, 'site.db'), clock: systemClock, log: silentLog })
  const disk = { isFull: false }
  const failable = <T>(work: () => T): T => {
    if (disk.isFull) throw new PowerchainError('Store.Failed', 'site.db: the disk is full.')
    return db.transaction(work)
  }
  const audits: AuditEntry[] = []
  const commitments: Commitment[] = []
  const known: { plan: Plan | undefined; isExplained: boolean } = { plan: undefined, isExplained: false }
  const plant = createPlant({ site })
  plant.asset('pv').natural = () => 4_000
  plant.asset('works').natural = () => -1_000
  const open = (options: { version?: string } = {}) =>
    createProofs({
      site,
      version: options.version ?? '1.0.0',
      dataDir,
      db: { ...db, transaction: failable, durable: failable },
      anchors: createAnchorFile(join(dataDir, 'proof.anchors')),
      orders: (now) =>
        provenOrders({ now, orders: plant.control.orders(), instructions: plant.control.instructions(), commitments }),
      plan: () => known.plan,
      termsOf: createTerms(site, { toleranceKW, expectedMs }),
      isExplained: () => known.isExplained,
      ownResponse: () => 'none',
      isSteered: () => true,
      expectedMs,
      audit: (entry) => audits.push(entry),
      clock: plant.clock,
      log: silentLog,
    })
  let proofs = open()
  let isAway = false
  plant.control.onCycle(() => {
    if (!isAway) proofs.observe(plant.control.image())
  })
  plant.control.start()
  let presses = 0
  return {
    ...plant,
    dataDir,
    db,
    disk,
    known,
    audits,
    proofs: () => proofs,
    operate(assetId: string, powerKW: number, minutes = 1): Instruction {
      const { id } = plant.control.select(anna, assetId)
      const until = plant.clock.now() + minutes * 60_000
      const idempotencyKey = `press-number-${++presses}`
      return plant.control.operate(anna, { reservationId: id, powerKW, reason: 'a test', until, idempotencyKey })
    },
    end: (id: string) => plant.control.end(anna, id, 'no longer needed'),
    /** The part that proves is away for a while, killed or stopped in order; the loop goes on. */
    async restart(seconds: number, how: 'killed' | 'stopped' = 'killed') {
      if (how === 'stopped') proofs.stop()
      isAway = true
      await plant.run(seconds)
      isAway = false
      proofs = open()
    },
    /** Walks the chain while the virtual clock goes on. */
    async verify() {
      const check = proofs.verify()
      await plant.run(1)
      return check
    },
    close() {
      db.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** A {@link createProvenPlant}. */
export type ProvenPlant = ReturnType<typeof createProvenPlant>

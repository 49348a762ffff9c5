import { join } from 'node:path'
import type { Clock } from '../../domain/clock.ts'
import type { Log } from '../../domain/log.ts'
import type { Reading } from '../../domain/reading.ts'
import type { SiteConfig } from '../../domain/site.ts'
import { createAnchorFile } from '../audit/anchor.ts'
import type { AuthorityDesk } from '../commissioning/authority.ts'
import type { Control } from '../dispatch/control.ts'
import { expectedMs, toleranceKW } from '../dispatch/ramps.ts'
import type { ContractBook } from '../dispatch/services/contract-book.ts'
import type { Planner } from '../plan/planner.ts'
import { provenOrders } from '../proof/orders/from-orders.ts'
import { createTerms } from '../proof/orders/terms.ts'
import { createProofs, type Proofs } from '../proof/proofs.ts'
import type { Stores } from '../stores.ts'
import type { Teardown } from '../teardown.ts'

/** What the records of response are made of. */
export interface ProvingNeeds {
  site: SiteConfig
  dataDir: string
  version: string
  clock: Clock
  log: Log
  teardown: Teardown
}

/** The parts whose orders are followed. */
export interface Steered {
  control: Control
  planner: Planner
  authorityOf: AuthorityDesk['of']
  commitments: ContractBook
}

/** How orders are followed, as signed records. */
export function openProofs(
  { site, dataDir, version, clock, log, teardown }: ProvingNeeds,
  { db, audit }: Pick<Stores, 'db' | 'audit'>,
  { control, planner, authorityOf, commitments }: Steered,
): Proofs {
  const proofs = createProofs({
    site,
    version,
    dataDir,
    db,
    anchors: createAnchorFile(join(dataDir, 'proof.anchors')),
    orders: (now) =>
      provenOrders({
        now,
        orders: control.orders(),
        instructions: control.instructions(),
        commitments: commitments(now),
      }),
    termsOf: createTerms(site, { toleranceKW, expectedMs }),
    isExplained: (assetId) => control.conditions().some((c) => c.assetId === assetId && c.priority <= 2),
    isSteered: (assetId) => authorityOf(assetId) === 'control',
    ownResponse: (assetId) => ownResponse(control.image().reading(assetId, 'responseArmed')),
    plan: planner.current,
    expectedMs,
    audit: audit.write,
    clock,
    log,
  })
  teardown.add('proofs of response', proofs.stop)
  return proofs
}

/** A device without a response of its own tells nothing of it; one that is silent is not armed for all we know. */
function ownResponse({ value, quality }: Reading): 'armed' | 'notArmed' | 'none' {
  if (value === null) return 'none'
  return value === 1 && quality === 'good' ? 'armed' : 'notArmed'
}

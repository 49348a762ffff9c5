import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock } from '../../domain/clock.ts'
import type { Log } from '../../domain/log.ts'
import type { Ledger } from '../../domain/settlement/ledger.ts'
import type { SiteConfig } from '../../domain/site.ts'
import type { Ms } from '../../domain/units.ts'
import type { Metering } from '../metering/metering.ts'
import type { SignSupply } from '../retail/chain/posting.ts'
import type { Hashing } from '../retail/leaves/hashing.ts'
import { makeRetailPast } from '../retail/made-past.ts'
import { createRetail, type Retail } from '../retail/retail.ts'
import { keccak } from '../settlement/hashing/keccak.ts'
import { pathOf, rootOf } from '../settlement/hashing/tree.ts'
import { bytesOf, hex, words } from '../settlement/hashing/words.ts'
import { signerOf } from '../settlement/keys/sign.ts'
import type { Settlement } from '../settlement/settlement.ts'
import { openSaltKey } from '../settlement/statements/salts.ts'
import type { Stores } from '../stores.ts'
import type { Teardown } from '../teardown.ts'

const postingMs: Ms = 20_000
/** The address of the billing contract is part of what is hashed: so long a first start waits for it. */
const awaitContractMs: Ms = 60_000
const nowhere = `0x${'0'.repeat(40)}`
/** Chain of bills that are posted nowhere: that of the practice chain. */
const practiceChainId = 31_337

/** Hashes of the contracts, as settlement has them. */
export const retailHashing: Hashing = { keccak, words, rootOf, pathOf, hex, bytesOf, signerOf }

/** What retail takes from settlement. */
interface RetailParts {
  parts: {
    metering: Pick<Metering, 'intervals'>
    ledger: Ledger | undefined
    settlement: Pick<Settlement, 'now'> | undefined
  }
  signSupply: SignSupply
}

/** Retail, where the site file names consumers. Errors: `Store.*`. */
export function openRetail(
  needs: { site: SiteConfig; dataDir: string; clock: Clock; log: Log; teardown: Teardown },
  { db, audit }: Pick<Stores, 'db' | 'audit'>,
  { parts: { metering, ledger, settlement }, signSupply }: RetailParts,
): Retail | undefined {
  const { site, dataDir, clock, log, teardown } = needs
  const config = site.retail
  if (!config) return undefined
  const folder = join(dataDir, 'keys')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const derive = openSaltKey(join(folder, 'retail-salts.key'))
  const retail = createRetail({
    config,
    timeZone: site.timeZone,
    db,
    intervalsOf: metering.intervals,
    ledger,
    signSupply,
    place: () => ({
      chainId: settlement?.now().place?.chainId ?? practiceChainId,
      contract: ledger?.addressOf('RetailBilling') ?? nowhere,
    }),
    hashing: retailHashing,
    salts: {
      meterPoint: (name) => derive(`meter point ${name}`),
      leaf: (kind, list, index) => derive(`${kind} ${list} ${index}`),
    },
    fetch: globalThis.fetch,
    pause: () => new Promise((resolve) => void clock.after(1, resolve)),
    audit: audit.write,
    clock,
  })
  const fail = (what: string) => (error: unknown) =>
    log.error(what, { reason: error instanceof Error ? error.message : String(error) })
  let isStopped = false
  const stop = clock.every(postingMs, () => void retail.inner.turn().catch(fail('posting of bills failed')))
  teardown.add('retail', () => {
    isStopped = true
    stop()
  })
  const begin = (waitedMs: Ms): void => {
    if (isStopped) return
    if (ledger && ledger.addressOf('RetailBilling') === undefined && waitedMs < awaitContractMs)
      clock.after(1_000, () => begin(waitedMs + 1_000))
    else
      void makeRetailPast({ config, timeZone: site.timeZone, core: retail.inner.core, clock }).catch(
        fail('no past of bills'),
      )
  }
  if (config.simulatedPastMonths > 0) begin(0)
  return retail
}

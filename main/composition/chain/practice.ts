import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { storedEnergyAtFullKWh } from '../../../domain/asset.ts'
import type { Clock } from '../../../domain/clock.ts'
import type { Log } from '../../../domain/log.ts'
import type { Quarter } from '../../../domain/metering/quarter.ts'
import type { SiteConfig } from '../../../domain/site.ts'
import type { Ms } from '../../../domain/units.ts'
import type { ControllerKey } from '../../settlement/keys/controller-key.ts'
import { createPracticeChain } from '../../settlement/practice/practice-chain.ts'
import { practicePassphrase } from '../../settlement/practice/published.ts'
import type { Teardown } from '../../teardown.ts'
import type { OpenChain } from './open-chain.ts'

/** What a practice chain is started for. */
export interface PracticeSite {
  site: SiteConfig
  /** Number of the site in the registry. */
  number: number
  chain: OpenChain
  controller: ControllerKey
  /** Quarter of the first statement, made or to come: there the lane begins. */
  firstQuarter: Quarter
  /** Nothing was signed yet: a first key may be made. */
  isFirst: boolean
  folder: string
  dataDir: string
  clock: Clock
  log: Log
  teardown: Teardown
}

const lookEveryMs: Ms = 5_000
/** A node that is silent for so long hangs. */
const lostMs: Ms = 60_000

/** A chain on this machine with a small market in it, live by itself: keys made and opened. */
export function startPractice(needs: PracticeSite): void {
  const { site, number, chain, controller, firstQuarter, isFirst, folder, dataDir, clock, log, teardown } = needs
  const practice = createPracticeChain({
    order: () => ({
      keysFolder: folder,
      folder: join(dataDir, 'practice'),
      site: number,
      capacityWh: capacityWhOf(site),
      firstQuarter,
      mayMakeKey: isFirst,
    }),
    onKeys: () => void openKeys(needs),
    onReady: (url, manifest) => chain.connect([url], manifest),
    onGone: chain.disconnect,
    clock,
    log,
  })
  const stop = clock.every(lookEveryMs, () => {
    if (isLost(chain, clock)) practice.renew('The node of the practice chain does not answer.')
  })
  teardown.add('practice chain', async () => {
    stop()
    await practice.stop()
  })
  practice.start()
  if (controller.state() === 'locked') void openKeys(needs)
}

/** The lane of a practice site is opened for its first quarter before there is a statement: a new start keeps to it. */
export function keptFirstQuarter(folder: string, first: Quarter): Quarter {
  const file = join(folder, 'first-quarter.txt')
  const kept = existsSync(file) ? Number(readFileSync(file, 'utf8')) : Number.NaN
  if (Number.isInteger(kept)) return kept
  writeFileSync(file, String(first))
  return first
}

/** Keys of the published passphrase are opened by themselves; any other is left to people. */
async function openKeys({ controller, chain, log }: PracticeSite): Promise<void> {
  for (const key of [controller, chain.operator]) {
    if (key.state() !== 'locked') continue
    try {
      await key.unlock(practicePassphrase)
    } catch (error) {
      log.info('practice chain: a key has a passphrase of its own', { reason: String(error) })
    }
  }
}

function isLost({ ledger }: OpenChain, clock: Clock): boolean {
  const { state, since } = ledger.now()
  return state === 'offline' && clock.now() - since > lostMs
}

/** What the storage of the site holds together, Wh; at least 100 kWh, so that there is something to register. */
function capacityWhOf({ assets }: SiteConfig): number {
  const sumKWh = assets.reduce((sum, asset) => sum + (storedEnergyAtFullKWh(asset) ?? 0), 0)
  return Math.max(100_000, Math.round(1_000 * sumKWh))
}

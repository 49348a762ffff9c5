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
import type { StatementStore } from '../../settlement/statements/statement-store.ts'
import type { Teardown } from '../../teardown.ts'
import type { OpenChain } from './open-chain.ts'

/** What a practice chain is started for. */
export interface PracticeSite {
  site: SiteConfig
  /** Number of the site in the registry. */
  number: number
  chain: OpenChain
  controller: ControllerKey
  statements: Pick<StatementStore, 'first'>
  folder: string
  dataDir: string
  clock: Clock
  log: Log
  teardown: Teardown
}

const lookEveryMs: Ms = 5_000
/** Most batches that wait for their windows: of the sizes of a lane the largest. */
const ringSize = '64'

/** A chain on this machine with a small market in it, live by itself: keys made and opened, the lane opened with the first statement. */
export function startPractice(needs: PracticeSite): void {
  const { site, number, chain, controller, statements, folder, dataDir, clock, log, teardown } = needs
  const firstQuarter = () => statements.first()?.quarter
  const practice = createPracticeChain({
    order: () => ({
      keysFolder: folder,
      folder: join(dataDir, 'practice'),
      site: number,
      capacityWh: capacityWhOf(site),
      firstQuarter: firstQuarter() ?? null,
    }),
    onKeys: () => void openKeys(needs),
    onReady: (url, manifest) => chain.connect([url], manifest),
    onGone: chain.disconnect,
    clock,
    log,
  })
  const stop = clock.every(lookEveryMs, () => openLane(chain, number, firstQuarter()))
  teardown.add('practice chain', async () => {
    stop()
    await practice.stop()
  })
  practice.start()
  if (controller.state() === 'locked') void openKeys(needs)
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

/** The lane begins with the first statement; asked for once. */
function openLane({ ledger }: OpenChain, site: number, firstQuarter: Quarter | undefined): void {
  if (firstQuarter === undefined || ledger.now().state !== 'sure') return
  const isOpen = ledger.events().some(({ name, args }) => name === 'LaneOpened' && args['site'] === String(site))
  const isKnown = ledger.events().some(({ name, args }) => name === 'NodeRegistered' && args['node'] === String(site))
  if (isOpen || !isKnown) return
  ledger.submit({
    key: `lane/${site}`,
    words: 'Open the lane of this site',
    contract: 'DeliverySettlement',
    method: 'openLane',
    args: [String(site), ringSize, String(firstQuarter)],
    author: 'engine',
    reason: 'the first statement of a practice site',
  })
}

/** What the storage of the site holds together, Wh; at least 100 kWh, so that there is something to register. */
function capacityWhOf({ assets }: SiteConfig): number {
  const sumKWh = assets.reduce((sum, asset) => sum + (storedEnergyAtFullKWh(asset) ?? 0), 0)
  return Math.max(100_000, Math.round(1_000 * sumKWh))
}

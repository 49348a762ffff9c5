import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock } from '../../domain/clock.ts'
import { type MeterPoint } from '../../domain/metering/meter.ts'
import { quarterOf } from '../../domain/metering/quarter.ts'
import type { SettlementConfig } from '../../domain/settlement/settings.ts'
import type { SiteConfig } from '../../domain/site.ts'
import { openMetering } from './metering.ts'
import type { Metering } from '../metering/metering.ts'
import { createBatchStore } from '../settlement/batches/batch-store.ts'
import { createBatches } from '../settlement/batches/batches.ts'
import { domainSeparator } from '../settlement/hashing/typed.ts'
import { createControllerKey } from '../settlement/keys/controller-key.ts'
import { openSignedDigests } from '../settlement/keys/signed-digests.ts'
import { createSettlement, type Settlement } from '../settlement/settlement.ts'
import { openSalts } from '../settlement/statements/salts.ts'
import { createStatementStore } from '../settlement/statements/statement-store.ts'
import { createStatements } from '../settlement/statements/statements.ts'
import type { Stores } from '../stores.ts'
import type { Teardown } from '../teardown.ts'

/** What a site measures, and what it states of it. Errors: `Store.*`. */
export function openSettling(
  needs: Parameters<typeof openMetering>[0] & { dataDir: string },
  stores: Pick<Stores, 'db' | 'audit' | 'historian'>,
): { metering: Metering; settlement: Settlement | undefined } {
  const metering = openMetering(needs, stores)
  return { metering, settlement: openSettlement(needs, stores, metering) }
}

/** Statements of the site's energies, where the site file asks for them. */
function openSettlement(
  needs: { site: SiteConfig; dataDir: string; clock: Clock; teardown: Teardown },
  stores: Pick<Stores, 'db' | 'audit' | 'historian'>,
  metering: Metering,
): Settlement | undefined {
  const config = needs.site.settlement
  if (!config) return undefined
  const { dataDir, clock, teardown } = needs
  const folder = join(dataDir, 'keys')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const fromQuarter = quarterOf(Date.parse(`${config.fromDay}T00:00:00Z`))
  const keyEpoch = { epoch: 1, fromQuarter }
  const signed = openSignedDigests(join(folder, 'signed.txt'))
  const key = createControllerKey({ folder, epoch: keyEpoch.epoch, signed, clock })
  const points = statedPoints(metering.points, config)
  const store = createStatementStore(stores.db)
  const separator = domainSeparator(config)
  const statements = createStatements({
    site: config.site,
    separator,
    from: Math.max(fromQuarter, quarterOf(clock.now())),
    intervalsOf: (quarter) =>
      points.flatMap(({ id, registers }) =>
        registers.flatMap((register) => metering.intervals({ pointId: id, register }, quarter, quarter + 1)),
      ),
    registers: points.reduce((count, { registers }) => count + registers.length, 0),
    db: stores.db,
    store,
    salts: openSalts(join(folder, 'salts.key')),
    key,
    keyEpoch: keyEpoch.epoch,
    isClockSure: () => !stores.historian.conditions().some(({ code }) => code === 'historian.clock'),
    clock,
  })
  const batches = createBatches({
    site: config.site,
    separator,
    statements: store,
    store: createBatchStore(stores.db),
    db: stores.db,
    key,
    keyEpoch: keyEpoch.epoch,
    clock,
  })
  const settlement = createSettlement({ config, statements, batches, key, keyEpoch, audit: stores.audit.write, clock })
  metering.onIntervals((intervals) => {
    for (const { quarter, revision } of intervals) if (revision > 0) statements.revise(quarter)
  })
  settlement.start()
  teardown.add('settlement', settlement.stop)
  return settlement
}

function statedPoints(points: readonly MeterPoint[], { meterPoints }: SettlementConfig): MeterPoint[] {
  return points.filter(({ id }) => meterPoints?.includes(id) ?? true)
}

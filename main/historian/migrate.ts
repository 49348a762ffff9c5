import type { Database } from 'better-sqlite3'
import { rmSync } from 'node:fs'
import { PowerchainError } from '../../domain/errors.ts'
import type { Log } from '../../domain/log.ts'
import type { Migration } from './migration.ts'
import { readings } from './migrations/0001-keep-readings.ts'
import { auditTrail } from './migrations/0002-keep-the-audit-trail.ts'
import { alarms } from './migrations/0003-keep-alarms-and-their-journal.ts'
import { instructions } from './migrations/0004-keep-instructions.ts'
import { authorityAndAcceptance } from './migrations/0005-keep-authority-and-acceptance.ts'
import { readingsElsewhere } from './migrations/0006-readings-lie-in-a-file-of-their-own.ts'
import { alarmsAsideAndNotices } from './migrations/0007-alarms-aside-and-notices.ts'
import { trendViews } from './migrations/0008-keep-views-of-trends.ts'
import { annotations } from './migrations/0009-keep-notes-on-times.ts'
import { proofs } from './migrations/0010-keep-proofs-of-response.ts'
import { prices } from './migrations/0011-keep-prices.ts'
import { trips } from './migrations/0012-keep-trips.ts'
import { protectedContainers } from './migrations/0013-keep-protected-containers.ts'
import { acceptedLearning } from './migrations/0014-keep-accepted-learning.ts'
import { health } from './migrations/0015-keep-what-health-knows.ts'
import { metering } from './migrations/0016-keep-metering.ts'
import { consumption } from './migrations/0017-keep-consumption.ts'
import { rules } from './migrations/0018-keep-rules.ts'
import { statements } from './migrations/0019-keep-statements-and-the-outbox.ts'
import { revisedEnergies } from './migrations/0020-find-revised-energies.ts'
import { bundles } from './migrations/0021-keep-bundles.ts'
import { agreements } from './migrations/0022-keep-agreements.ts'
import { chainLogs } from './migrations/0023-keep-what-the-chain-told.ts'
import { retail } from './migrations/0024-keep-retail.ts'
import { places } from './migrations/0025-keep-places-of-nodes.ts'
import { transfers } from './migrations/0026-keep-transfers-and-backups.ts'
import { supplierEnergies } from './migrations/0027-keep-the-suppliers-energies.ts'
import { signaturesAnew } from './migrations/0028-keep-signatures-made-anew.ts'
import { ownPower } from './migrations/0029-keep-sums-of-own-power.ts'
import { keysWithoutBackup } from './migrations/0030-keep-why-a-key-has-no-backup.ts'

/** All steps in order; a step is never edited after release. The file's `user_version` counts the steps taken. */
export const migrations: readonly Migration[] = [
  readings,
  auditTrail,
  alarms,
  instructions,
  authorityAndAcceptance,
  readingsElsewhere,
  alarmsAsideAndNotices,
  trendViews,
  annotations,
  proofs,
  prices,
  trips,
  protectedContainers,
  acceptedLearning,
  health,
  metering,
  consumption,
  rules,
  statements,
  revisedEnergies,
  bundles,
  agreements,
  chainLogs,
  retail,
  places,
  transfers,
  supplierEnergies,
  signaturesAnew,
  ownPower,
  keysWithoutBackup,
]

/**
 * Takes the missing steps, each in a transaction of its own, after a copy `FILE.before-N` of a file that held data.
 * @throws PowerchainError `Store.NewerVersion` when the file has taken steps this program does not know.
 */
export function migrate(sqlite: Database, file: string, log: Log, steps: readonly Migration[] = migrations): void {
  const taken = Number(sqlite.pragma('user_version', { simple: true }))
  if (taken > steps.length) throw newerVersion(file, taken, steps.length)
  if (taken > 0 && taken < steps.length) backUp(sqlite, `${file}.before-${taken + 1}`)
  steps.slice(taken).forEach((step, i) => {
    const version = taken + i + 1
    sqlite
      .transaction(() => {
        sqlite.exec(step.sql)
        sqlite.pragma(`user_version = ${version}`)
      })
      .immediate()
    log.info(`database: ${step.name}`, { file, version })
  })
}

function backUp(sqlite: Database, copy: string): void {
  rmSync(copy, { force: true })
  sqlite.prepare('VACUUM INTO ?').run(copy)
}

function newerVersion(file: string, found: number, known: number): PowerchainError {
  const message =
    `The data in ${file} was written by a newer version of this program (format ${found}; this one knows up to ${known}). ` +
    'Start the newer version, or choose another data folder.'
  return new PowerchainError('Store.NewerVersion', message, { details: { found, known } })
}

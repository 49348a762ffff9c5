import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import { silentLog } from '../../../../domain/log.ts'
import type { AuditEntry } from '../../../../main/audit/audit.ts'
import type { StarterRule } from '../../../../main/health/rules/library/read-library.ts'
import { createRules } from '../../../../main/health/rules/rules.ts'
import type { RulesNeeds } from '../../../../main/health/rules/rules-needs.ts'
import { openDb, type SiteDb } from '../../../../main/historian/db.ts'
import { createVirtualClock } from '../../../virtual-clock.ts'
import { holdMs, start } from './play.ts'
import { assets, vocabulary } from './small-site.ts'

const folders: string[] = []
const open: SiteDb[] = []

afterEach(() => {
  for (const db of open.splice(0)) db.close()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** A folder that is gone after the test. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'powerchain-rules-'))
  folders.push(folder)
  return folder
}

/** Rules of the small site over a database file; nothing is stored of readings unless it is said. */
export function openRules(
  given: Partial<RulesNeeds> & {
    folder?: string
    library?: readonly StarterRule[]
    clock?: ReturnType<typeof createVirtualClock>
  } = {},
) {
  const { folder = newFolder(), clock = createVirtualClock(start), library = [], ...needs } = given
  const db = openDb({ file: join(folder, 'site.db'), clock, log: silentLog })
  open.push(db)
  const audited: AuditEntry[] = []
  const empty = { at: new Float64Array(0), value: new Float64Array(0), quality: new Uint8Array(0) }
  const rules = createRules({
    db,
    site: { assets, connection: vocabulary.connection },
    points: () => vocabulary.points,
    samplesOf: async () => empty,
    meansOf: async ({ buckets }) => ({ mean: new Float64Array(buckets).fill(Number.NaN) }),
    expected: () => undefined,
    holdMs,
    audit: (entry) => audited.push(entry),
    clock,
    log: silentLog,
    library,
    ...needs,
  })
  return { rules, db, folder, clock, audited }
}

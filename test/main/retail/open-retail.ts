import { createHmac } from 'node:crypto'
import { type RetailConfig, retailConfig } from '../../../domain/retail/settings.ts'
import { silentLog } from '../../../domain/log.ts'
import type { Clock } from '../../../domain/clock.ts'
import { retailHashing } from '../../../main/composition/retail.ts'
import { openDb, type SiteDb } from '../../../main/historian/db.ts'
import type { RetailNeeds } from '../../../main/retail/core.ts'
import { createRetail } from '../../../main/retail/retail.ts'

/** Salts for tests: the same every time. */
export const testSalts: RetailNeeds['salts'] = {
  meterPoint: (name) => derive(`meter point ${name}`),
  leaf: (kind, list, index) => derive(`${kind} ${list} ${index}`),
}

function derive(text: string): Uint8Array {
  return Uint8Array.from(createHmac('sha256', 'test').update(text).digest())
}

/** Retail over a database in memory. */
export function openTestRetail(given: {
  config: unknown
  clock: Clock
  timeZone?: string
  needs?: Partial<RetailNeeds>
}) {
  const { clock, timeZone = 'Europe/Berlin', needs = {} } = given
  const config: RetailConfig = retailConfig.parse(given.config)
  const db: SiteDb = openDb({ file: ':memory:', clock, log: silentLog })
  const audit: string[] = []
  const retail = createRetail({
    config,
    timeZone,
    db,
    intervalsOf: () => [],
    ledger: undefined,
    signSupply: () => undefined,
    place: () => ({ chainId: 31_337, contract: `0x${'b1'.repeat(20)}` }),
    hashing: retailHashing,
    salts: testSalts,
    fetch: () => Promise.reject(new Error('no network in tests')),
    pause: () => Promise.resolve(),
    audit: ({ action, detail }) => audit.push(`${action}: ${detail}`),
    clock,
    ...needs,
  })
  return { retail, db, config, audit }
}

/** What must be there in a test. */
export function known<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('a test expected something to be there')
  return value
}

import { implement } from '@orpc/server'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { Person } from '../../../../domain/access.ts'
import { contract } from '../../../../domain/rpc/contract.ts'
import { systemClock } from '../../../../main/clock.ts'
import { makeRetailPast } from '../../../../main/retail/made-past.ts'
import type { Guarded } from '../../../../main/serve/base.ts'
import { retailHandlers } from '../../../../main/serve/retail/handlers.ts'
import { openTestRetail } from '../../../main/retail/open-retail.ts'

const siteFile = join(import.meta.dirname, '../../../../devices/simulated/demo-site.yaml')

/** The street of the demonstration site over a database in memory, with its made-up months: the engine's own code. */
export function createDemoRetail(person: Person) {
  const { retail: config, timeZone } = parse(readFileSync(siteFile, 'utf8')) as { retail: unknown; timeZone: string }
  const opened = openTestRetail({ config, clock: systemClock, timeZone })
  const { retail } = opened
  void makeRetailPast({ config: opened.config, timeZone, core: retail.inner.core, clock: systemClock })
  const base = implement(contract).use(({ next }) => next({ context: { person } }))
  // The same procedures, but for who is there: the demonstration knows one person.
  return retailHandlers(base as unknown as Guarded, { retail }) as never
}

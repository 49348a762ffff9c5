import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach } from 'vitest'
import { type Anvil, startAnvil } from './anvil.ts'
import { compileLane } from './lane-contract.ts'
import { type PostingSite, postingSite } from './posting-site.ts'

/** A chain of its own for each test of a file, and a site that posts to it. */
export interface SiteOfEachTest {
  anvil: Anvil
  site: PostingSite
  /** Its database is `site.db` in here. */
  folder: string
  /** Turns of the outbox, a block after each. */
  rounds(count: number): Promise<void>
  /** State of every intent, the first one first. */
  states(): string[]
}

/** Starts and ends it around each test of the file that calls this. */
export function siteOfEachTest(): SiteOfEachTest {
  let code = ''
  const given = {
    async rounds(count: number) {
      for (let i = 0; i < count; i++) {
        await given.site.outbox.turn()
        await given.site.mine()
      }
    },
    states: () =>
      given.site.store
        .list(99)
        .toReversed()
        .map(({ state }) => state),
  } as SiteOfEachTest
  beforeAll(() => {
    code = compileLane()
  })
  beforeEach(async () => {
    given.folder = mkdtempSync(join(tmpdir(), 'outbox-'))
    given.anvil = await startAnvil()
    given.site = await postingSite(given.anvil, { code, file: join(given.folder, 'site.db') })
  })
  afterEach(async () => {
    await given.site.stop()
    given.anvil.stop()
    rmSync(given.folder, { recursive: true })
  })
  return given
}

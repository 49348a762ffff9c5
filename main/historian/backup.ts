import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock } from '../../domain/clock.ts'
import { PowerchainError } from '../../domain/errors.ts'
import type { Backup } from '../../domain/rpc/history.ts'
import type { SiteDb } from './db.ts'
import type { CheckTask, Checked } from './readings/thread/messages.ts'
import { startThread } from './readings/thread/start-thread.ts'
import type { ReadingStore } from './readings/thread/store.ts'

/** So many of the newest backups are kept. */
const kept = 5

/**
 * Makes copies of the databases of a site while it runs, in `backups/TIME` below its data folder, each checked to be
 * whole. To restore one: stop, copy its files over those of the data folder, start.
 */
export function createBackups(given: { dataDir: string; db: SiteDb; store: ReadingStore; clock: Clock }) {
  const { dataDir, db, store, clock } = given
  const root = join(dataDir, 'backups')
  let underWay: Promise<Backup> | undefined

  async function make(): Promise<Backup> {
    const at = clock.now()
    const folder = join(root, new Date(at).toISOString().replaceAll(':', ''))
    mkdirSync(folder, { recursive: true })
    const [site, history] = [join(folder, 'site.db'), join(folder, 'history.db')]
    try {
      await db.backup(site)
      await store.ask('backup', { to: history })
      for (const file of [site, history]) await check(file)
    } catch (error) {
      rmSync(folder, { recursive: true, force: true })
      throw error
    }
    for (const name of readdirSync(root).toSorted().slice(0, -kept)) rmSync(join(root, name), { recursive: true })
    return { at, folder, bytes: statSync(site).size + statSync(history).size }
  }
  return {
    /** Makes one; who asks while one is made gets that one. Rejects `Store.Failed`, `Store.Damaged`. */
    make: () => (underWay ??= make().finally(() => (underWay = undefined))),
  }
}

/** In a thread: the whole file is read. */
async function check(file: string): Promise<void> {
  const task: CheckTask = { check: file }
  const { fault } = await new Promise<Checked>((resolve, reject) => {
    const thread = startThread(task)
    thread.once('message', resolve)
    thread.once('error', reject)
  })
  if (fault !== undefined) throw new PowerchainError('Store.Damaged', `The copy ${file} is not whole: ${fault}.`)
}

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import { silentLog } from '../../../domain/log.ts'
import type { StoreTask } from '../../../main/historian/readings/thread/messages.ts'
import { openReadingStore, type ReadingStore } from '../../../main/historian/readings/thread/store.ts'
import { createVirtualClock } from '../../virtual-clock.ts'

/** What a historian needs besides, where nobody asks for it. */
export const beside = { audit: () => {}, backup: () => Promise.reject(new Error('there is no backup here')) }

const open: ReadingStore[] = []
const folders: string[] = []

afterEach(async () => {
  for (const store of open.splice(0)) await store.stop()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** A file for readings in a folder that is gone after the test. */
export function newFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'powerchain-history-'))
  folders.push(folder)
  return join(folder, 'history.db')
}

/** A store in its thread, stopped after the test; the main thread's side runs on virtual time. */
export async function openStore(task: Partial<StoreTask> = {}, clock = createVirtualClock()) {
  const file = task.file ?? newFile()
  const store = await openReadingStore({ task: { ...task, file }, clock, log: silentLog })
  open.push(store)
  return { store, clock, file }
}

/** Waits for what another thread does. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 2))
}

/** Waits until everything handed over is stored. */
export async function stored(store: ReadingStore): Promise<void> {
  await until(() => store.waiting() === 0)
}

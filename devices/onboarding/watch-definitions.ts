import { type FSWatcher, statSync, watch } from 'node:fs'
import type { Clock, Stop } from '../../domain/clock.ts'
import type { Ms } from '../../domain/units.ts'
import { definitionFiles } from '../load-definitions.ts'

/** What it takes to notice new and changed definition files. */
export interface WatchDefinitionsOptions {
  /** The site's own folder; it need not be there yet. */
  folder: string
  onChange(): void
  clock: Clock
}

/** Looked at so often whatever the system tells: network drives tell nothing, and a missing folder cannot be watched. */
const lookMs: Ms = 2_000
/** Editors write a file in several goes. */
const quietMs: Ms = 250

/** Calls back after definition files came, changed or went. Returns what ends it. */
export function watchDefinitions({ folder, onChange, clock }: WatchDefinitionsOptions): Stop {
  let watcher: FSWatcher | undefined
  let waiting: { state: string; stop: Stop } | undefined
  let told = stateOf(folder)

  function listen(): void {
    if (watcher) return
    try {
      watcher = watch(folder, { recursive: true, persistent: false }, settle)
      watcher.on('error', deafen)
    } catch {
      watcher = undefined
    }
  }

  function deafen(): void {
    watcher?.close()
    watcher = undefined
  }

  /** Tells once the files have been as they are for a while. */
  function settle(): void {
    const now = stateOf(folder)
    if (now === waiting?.state) return
    waiting?.stop()
    waiting = undefined
    if (now === told) return
    const stop = clock.after(quietMs, () => {
      waiting = undefined
      if (stateOf(folder) !== now) return settle()
      told = now
      onChange()
    })
    waiting = { state: now, stop }
  }

  function look(): void {
    if (stateOf(folder) === '') deafen()
    else listen()
    settle()
  }

  listen()
  const stopLooking = clock.every(lookMs, look)
  return () => {
    stopLooking()
    waiting?.stop()
    deafen()
  }
}

/** Every file with its size and age; empty while there is no file. */
function stateOf(folder: string): string {
  try {
    return definitionFiles(folder)
      .map((file) => {
        const { size, mtimeMs } = statSync(file)
        return `${file} ${size} ${mtimeMs}`
      })
      .join('\n')
  } catch {
    return ''
  }
}

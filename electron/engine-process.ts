// Entry of the utility process: the engine, serving each port that the shell hands over. The one file of the shell that
// looks into main/.
import type { MessageEvent } from 'electron'
import { existsSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Person } from '../domain/access.ts'
import { isRetryable, PowerchainError } from '../domain/errors.ts'
import { systemClock } from '../main/clock.ts'
import { openLog } from '../main/log.ts'
import { runSite } from '../main/run-site.ts'
import type { EngineSays, ShellSays } from './engine-host.ts'

const text = { type: 'string' } as const
const { values } = parseArgs({ options: { site: text, data: text, version: text } })
const dataDir = values.data ?? 'data'
/** What people changed on the screens lies in the data folder and goes before the demonstration site. */
const ownFile = join(dataDir, 'site.yaml')
const keepSiteFile = values.site === undefined && !existsSync(ownFile)
const siteFile = values.site ?? (keepSiteFile ? join(import.meta.dirname, 'demo-site.yaml') : ownFile)
const { log, flush } = openLog({ level: 'info', file: join(dataDir, 'engine.log') })
/** Whoever sits at this machine started the app. */
const person: Person = { name: userName(), role: 'engineer' }

/** Time for the last words to reach the shell. */
const lastWordsMs = 300

// A forgotten promise of a library harms only itself; after an exception nothing is certain and the shell starts anew.
process.on('unhandledRejection', (reason) => log.error('unhandled rejection', { reason: String(reason) }))

const options = { siteFile, keepSiteFile, dataDir, version: values.version ?? '', clock: systemClock, log }
const starting = runSite(options, refuse)
process.parentPort.on('message', hear)
starting.then(() => say({ type: 'ready' }), refuse)

function hear({ data, ports: [port] }: MessageEvent): void {
  if ((data as ShellSays).type === 'stop') void stop()
  else if (port) void starting.then((site) => site.connectPort(port, person))
}

async function stop(): Promise<void> {
  const site = await starting.catch(() => undefined)
  await site?.stop()
  leave(0)
}

/** A wrong file stays wrong; anything else, such as a full disk, is tried again by the shell. */
function refuse(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error)
  log.error('the engine did not start', { reason: message })
  if (error instanceof PowerchainError && !isRetryable(error)) say({ type: 'refused', message })
  setTimeout(() => leave(1), lastWordsMs)
}

function userName(): string {
  try {
    return userInfo().username
  } catch {
    // An account without a name, such as a number in a container.
    return 'operator'
  }
}

function say(message: EngineSays): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process, not a window
  process.parentPort.postMessage(message)
}

function leave(code: number): void {
  flush()
  process.exit(code)
}

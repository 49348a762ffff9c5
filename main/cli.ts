// The engine without a screen of its own:
//   node main/cli.ts --site FILE --data DIR --port N
// Prints one line of JSON when it is ready; everything else goes to the error output.
import { existsSync, readFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type Role, roles } from '../domain/access.ts'
import { PowerchainError } from '../domain/errors.ts'
import { systemClock as clock } from './clock.ts'
import type { LogFile, LogLevel } from './log.ts'
import type { WebEnd } from './serve/web/web-socket.ts'
import type { RunningSite } from './site.ts'

const root = new URL('..', import.meta.url)
const usage = `Usage: npm run headless -- [options]
  --site FILE         site file; without it site.yaml in the data folder, or else the demonstration site
  --data DIR          folder for what the site keeps (./data/demo)
  --port N            port on 127.0.0.1 for the page; 0 takes any free one (0)
  --role ROLE         role of whoever opens the link: ${roles.join(', ')} (engineer)
  --log-level LEVEL   debug, info, warn, error or silent (info)
  --log-file FILE     file for the log instead of the error output
  --help              this text`

const levels = ['debug', 'info', 'warn', 'error', 'silent'] as const satisfies readonly LogLevel[]
const exitCodes = { wrongInput: 2, failed: 1 }
/** Longest that a stop may take before the process ends anyway. */
const stopWithinMs = 1_800

/** What the command line asks for. */
interface Asked {
  siteFile: string
  /** The site file is the product's own and stays as it is. */
  keepSiteFile: boolean
  dataDir: string
  port: number
  role: Role
  level: LogLevel
  logFile: string | undefined
}

function readArguments(args: string[]): Asked | string {
  const text = { type: 'string' } as const
  const options = {
    site: text,
    data: text,
    port: text,
    role: text,
    'log-level': text,
    'log-file': text,
    help: { type: 'boolean' },
  } as const
  try {
    const { values } = parseArgs({ args, options })
    if (values.help) return ''
    const port = Number(values.port ?? 0)
    if (!Number.isInteger(port) || port < 0 || port > 65_535)
      return `--port: a number from 0 to 65535, not "${values.port}"`
    const role = roles.find((name) => name === (values.role ?? 'engineer'))
    if (!role) return `--role: one of ${roles.join(', ')}, not "${values.role}"`
    const level = levels.find((name) => name === (values['log-level'] ?? 'info'))
    if (!level) return `--log-level: one of ${levels.join(', ')}, not "${values['log-level']}"`
    const dataDir = values.data ?? 'data/demo'
    return { ...siteFileOf(values.site, dataDir), dataDir, port, role, level, logFile: values['log-file'] }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** What people changed on the screens lies in the data folder and goes before the demonstration site. */
function siteFileOf(named: string | undefined, dataDir: string): Pick<Asked, 'siteFile' | 'keepSiteFile'> {
  const own = join(dataDir, 'site.yaml')
  if (named !== undefined || existsSync(own)) return { siteFile: named ?? own, keepSiteFile: false }
  return { siteFile: fileURLToPath(new URL('devices/simulated/demo-site.yaml', root)), keepSiteFile: true }
}

const asked = readArguments(process.argv.slice(2))
if (typeof asked !== 'string') await run(asked)
else {
  console.error(asked === '' ? usage : `${asked}\n\n${usage}`)
  process.exitCode = asked === '' ? 0 : exitCodes.wrongInput
}

async function run(asked: Asked): Promise<void> {
  const [{ openLog }, { runSite }, { serveWeb }] = await Promise.all([
    import('./log.ts'),
    import('./run-site.ts'),
    import('./serve/web/web-socket.ts'),
  ])
  const logFile = openLog({ level: asked.level, file: asked.logFile })
  const { log } = logFile
  const closers: (() => Promise<void>)[] = []
  const stop = createStop(closers, logFile)
  stopOnSignals(stop, logFile)
  try {
    const { siteFile, keepSiteFile, dataDir, port } = asked
    const options = { siteFile, keepSiteFile, dataDir, version: versionOf(), clock, log }
    const site = await runSite(options, () => void stop(exitCodes.failed))
    closers.push(site.stop)
    const pageDir = fileURLToPath(new URL('dist/renderer', root))
    const web = await serveWeb({ connect: site.connect, port, pageDir, clock, log })
    closers.push(web.stop)
    announce(site.current(), web, asked.role)
  } catch (error) {
    console.error(wordsFor(error, asked))
    const isInput = error instanceof PowerchainError && error.code.startsWith('Config.')
    await stop(isInput ? exitCodes.wrongInput : exitCodes.failed)
  }
}

function announce(site: RunningSite, web: WebEnd, role: Role): void {
  const person = { name: userName(), role }
  const line = { ready: true, url: web.link(person), site: site.name, pid: process.pid, endpoints: site.endpoints }
  process.stdout.write(`${JSON.stringify(line)}\n`)
  // Windows knows no such signal.
  if (process.platform !== 'win32') process.on('SIGUSR2', () => console.error(`A new link: ${web.link(person)}`))
}

/** Ends the process once, whoever asks first; in time even when a part hangs. */
function createStop(closers: (() => Promise<void>)[], { log, flush }: LogFile): (exitCode: number) => Promise<void> {
  let isStopping = false
  return async (exitCode) => {
    if (isStopping) return
    isStopping = true
    const end = (): never => {
      flush()
      process.exit(exitCode)
    }
    clock.after(stopWithinMs, () => {
      log.warn('stopping took too long')
      end()
    })
    for (const close of closers.toReversed()) await close()
    end()
  }
}

function stopOnSignals(stop: (exitCode: number) => Promise<void>, { log }: LogFile): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(0))
  // Nobody may be reading any more; that is no reason to stop a site.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  // A forgotten promise of a library harms only itself; after an exception nothing is certain, and devices have
  // their own safe state.
  process.on('unhandledRejection', (reason) => log.error('unhandled rejection', { reason: wordsOf(reason) }))
  process.on('uncaughtException', (error) => {
    log.error('uncaught exception', { reason: wordsOf(error) })
    void stop(exitCodes.failed)
  })
}

function wordsFor(error: unknown, asked: Asked): string {
  if (error instanceof PowerchainError) return error.message
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE')
    return `Port ${asked.port} is taken by another program. Choose another, or 0 for any free one.`
  if (code === 'EACCES') return `Port ${asked.port} may not be opened by this user. Choose one above 1023.`
  return `The engine could not start. ${wordsOf(error)}`
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

function userName(): string {
  try {
    return userInfo().username
  } catch {
    // A container may run under a number that no name belongs to.
    return 'operator'
  }
}

function versionOf(): string {
  return (JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as { version: string }).version
}

// npm start: the control room with a site, in the desktop app where Electron runs, else in the browser.
//   npm start -- [--site FILE] [--data DIR] [--port N]
import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { bundle } from './bundle.ts'
import { fetchElectron, hasDisplay, installedElectron, nodeInside } from './electron-runtime.ts'
import { runEngine } from './run-engine.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
/** Older Electrons show the site, while the engine runs beside them under our own Node. */
const engineNeedsNode = 22

/** An Electron that runs here. */
interface Desktop {
  electron: string
  hasEngine: boolean
}

const text = { type: 'string' } as const
const { values } = parseArgs({ options: { site: text, data: text, port: text } })
const asked = { data: 'data/demo', ...values }
const passedOn = Object.entries(asked).map(([name, value]) => `--${name}=${value}`)
/** The terminal is for people; what the engine does is told to a file. */
const engineArguments = [...passedOn, `--log-file=${asked.data}/engine.log`]

const desktop = await findDesktop()
if ('reason' in desktop) await startBrowser(desktop.reason)
else await startDesktop(desktop)

async function findDesktop(): Promise<Desktop | { reason: string }> {
  if (!hasDisplay()) return { reason: 'this machine has no display' }
  const electron = installedElectron() ?? (await fetchElectron())
  if (!electron) return { reason: 'Electron is not installed and could not be fetched' }
  const inside = nodeInside(electron)
  if ('reason' in inside) return { reason: `Electron does not run here (${inside.reason})` }
  return { electron, hasEngine: Number(inside.node.split('.')[0]) >= engineNeedsNode }
}

async function startDesktop({ electron, hasEngine }: Desktop): Promise<void> {
  await bundle(hasEngine ? undefined : ['page', 'shell'])
  const engine = hasEngine ? undefined : await runEngine(engineArguments)
  console.error(`Opening the desktop app${engine ? ', with the engine beside it' : ''}. Ctrl+C stops everything.`)
  const env = { ...process.env, ...(engine && { POWERCHAIN_SITE_URL: engine.ready.url }) }
  // Chromium refuses to run as root with its sandbox; whoever works as root has given that up already.
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const app = spawn(electron, [...asRoot, root, ...(engine ? [] : passedOn)], { cwd: root, stdio: 'inherit', env })
  app.once('exit', (code) => void leave(code ?? 1, engine?.process))
  onInterrupt(() => app.kill('SIGTERM'))
}

async function startBrowser(reason: string): Promise<void> {
  await bundle(['page'])
  console.error(`Using the browser: ${reason}.`)
  const engine = await runEngine(engineArguments)
  engine.process.once('exit', (code) => process.exit(code ?? 1))
  console.error(`The control room is at ${engine.ready.url}\nThe link opens one browser. Ctrl+C stops the site.`)
  openInBrowser(engine.ready.url)
  onInterrupt(() => engine.process.kill('SIGTERM'))
}

/** Ends with the code of the window, after the engine beside it has finished. */
async function leave(code: number, engine: ChildProcess | undefined): Promise<void> {
  if (engine && engine.exitCode === null) {
    const ended = new Promise((resolve) => engine.once('exit', resolve))
    engine.kill('SIGTERM')
    await ended
  }
  process.exit(code)
}

/** Asks once to stop politely; a second Ctrl+C ends this process at once. */
function onInterrupt(stop: () => void): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop)
}

function openInBrowser(url: string): void {
  if (!hasDisplay()) return
  const [command, ...args] = { win32: ['cmd', '/c', 'start', ''], darwin: ['open'] }[process.platform as string] ?? [
    'xdg-open',
  ]
  const opener = spawn(command ?? '', [...args, url], { stdio: 'ignore', detached: true })
  // The address was printed; a machine without a default browser needs no further words.
  opener.once('error', () => {})
  opener.unref()
}

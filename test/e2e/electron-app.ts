import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { _electron, type ElectronApplication } from '@playwright/test'
import { installedElectron, nodeInside } from '../../build/electron-runtime.ts'
import { type Display, openDisplay } from './display.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A real Electron and a display for it. */
export interface Desktop {
  executablePath: string
  display: Display
}

/** Finds a real Electron that runs here, or says - aloud too - why the tests that need one can't run. */
export async function findDesktop(): Promise<Desktop | { reason: string }> {
  const found = await lookForDesktop()
  if ('reason' in found) console.warn(`Desktop tests are skipped: ${found.reason}.`)
  return found
}

async function lookForDesktop(): Promise<Desktop | { reason: string }> {
  const executablePath = findElectron()
  if (!executablePath) return { reason: 'no Electron binary here, and none can be fetched' }
  const inside = nodeInside(executablePath)
  if ('reason' in inside) return { reason: `${executablePath} does not run here: ${inside.reason}` }
  const display = await openDisplay()
  return display ? { executablePath, display } : { reason: 'no display, and no Xvfb to make one' }
}

/** POWERCHAIN_ELECTRON (a binary or its folder), the installed one, or the one a tool beside the project assembles. */
function findElectron(): string | undefined {
  const named = process.env['POWERCHAIN_ELECTRON']
  if (named) return [join(named, 'electron'), named].find((file) => existsSync(file))
  const installed = installedElectron()
  if (installed) return installed
  const tool = join(root, '..', 'shared', 'tools', 'electron-runtime')
  if (!existsSync(tool)) return undefined
  const { stdout, status } = spawnSync(tool, {
    encoding: 'utf8',
    timeout: 180_000,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return status === 0 ? join(stdout.trim(), 'electron') : undefined
}

/** An app that was started, with the folder it keeps its settings in. */
export interface StartedApp {
  app: ElectronApplication
  userData: string
  /** Closes the app and removes the folder. */
  close(): Promise<void>
}

/** Starts the project in the given Electron, with settings of its own; `folder` names another app. */
export async function startApp(
  desktop: Desktop,
  given: { args?: string[]; env?: Record<string, string>; folder?: string } = {},
): Promise<StartedApp> {
  const userData = mkdtempSync(join(tmpdir(), 'powerchain-desktop-'))
  const app = await _electron.launch({
    executablePath: desktop.executablePath,
    // Test machines run as root and in containers, where Chromium's outer sandbox can't start.
    args: ['--no-sandbox', `--user-data-dir=${userData}`, given.folder ?? root, ...(given.args ?? [])],
    env: { ...inherited(), ...desktop.display.env, ...given.env },
    cwd: root,
    timeout: 30_000,
  })
  const close = async () => {
    await app.close()
    rmSync(userData, { recursive: true, force: true, maxRetries: 5 })
  }
  return { app, userData, close }
}

/** The environment, without what would turn Electron into Node or debug the tests' own Node. */
function inherited(): Record<string, string> {
  const { ELECTRON_RUN_AS_NODE: _asNode, NODE_OPTIONS: _options, ...rest } = process.env
  return rest as Record<string, string>
}

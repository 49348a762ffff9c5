// Where an Electron binary is, and how to get one. The package `electron` brings none; it fetches it on demand.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const packageFolder = fileURLToPath(new URL('../node_modules/electron', import.meta.url))
const failedFile = fileURLToPath(new URL('../.toolchain/electron-not-fetched', import.meta.url))
const dayMs = 24 * 3_600_000
const reachableWithinMs = 5_000
const fetchedWithinMs = 10 * 60_000

/** Path of the Electron to start: from ELECTRON_OVERRIDE_DIST_PATH, else the one the package has fetched. */
export function installedElectron(): string | undefined {
  const pathFile = join(packageFolder, 'path.txt')
  const fetched = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : undefined
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  const file = override ? join(override, fetched ?? nameHere()) : fetched && join(packageFolder, 'dist', fetched)
  return file && existsSync(file) ? file : undefined
}

/** The Node version inside an Electron, or why it doesn't run here; as plain Node it needs no display. */
export function nodeInside(electron: string): { node: string } | { reason: string } {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
  const options = { encoding: 'utf8', timeout: 20_000, env } as const
  const { status, stdout, stderr } = spawnSync(electron, ['-p', 'process.versions.node'], options)
  return status === 0 ? { node: stdout.trim() } : { reason: stderr?.trim().split('\n').at(-1) ?? 'it does not start' }
}

/** Whether a window can appear on this machine. */
export function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true
  return Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'])
}

/**
 * Lets the package fetch its binary, if the place where it lies answers within 5 s. A failure is remembered for a day, so
 * that a machine without that way out starts as fast as any other.
 */
export async function fetchElectron(): Promise<string | undefined> {
  if (existsSync(failedFile) && Date.now() - statSync(failedFile).mtimeMs < dayMs) return undefined
  if (await isReachable()) {
    console.error('Fetching Electron (once, about 120 MB) ...')
    const install = join(packageFolder, 'install.js')
    spawnSync(process.execPath, [install], { stdio: ['ignore', 'ignore', 'ignore'], timeout: fetchedWithinMs })
  }
  const fetched = installedElectron()
  if (!fetched) {
    mkdirSync(dirname(failedFile), { recursive: true })
    writeFileSync(failedFile, '')
  }
  return fetched
}

/** Asks for the smallest file of the release, from the place the package would fetch it. */
async function isReachable(): Promise<boolean> {
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string }
  const mirror = process.env['npm_config_electron_mirror'] ?? process.env['ELECTRON_MIRROR']
  const from = mirror ?? 'https://github.com/electron/electron/releases/download/'
  const signal = AbortSignal.timeout(reachableWithinMs)
  const answer = await fetch(`${from}v${version}/SHASUMS256.txt`, { method: 'HEAD', signal }).catch(() => undefined)
  return answer?.ok === true
}

function nameHere(): string {
  const names: Partial<Record<NodeJS.Platform, string>> = {
    win32: 'electron.exe',
    darwin: 'Electron.app/Contents/MacOS/Electron',
  }
  return names[process.platform] ?? 'electron'
}

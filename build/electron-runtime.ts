// Where an Electron binary is, if there is one. The package `electron` brings none; it fetches it on demand.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const packageFolder = fileURLToPath(new URL('../node_modules/electron', import.meta.url))

/** Path of the Electron to start: from ELECTRON_OVERRIDE_DIST_PATH, else the one the package has fetched. */
export function installedElectron(): string | undefined {
  const pathFile = join(packageFolder, 'path.txt')
  const fetched = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : undefined
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  const file = override ? join(override, fetched ?? nameHere()) : fetched && join(packageFolder, 'dist', fetched)
  return file && existsSync(file) ? file : undefined
}

/** Whether a window can appear on this machine. */
export function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true
  return Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'])
}

function nameHere(): string {
  return (
    { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }[process.platform as string] ?? 'electron'
  )
}

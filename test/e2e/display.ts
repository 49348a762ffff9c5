import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { hasDisplay } from '../../build/electron-runtime.ts'

/** A screen for windows: the machine's own, or a virtual one. */
export interface Display {
  env: Record<string, string>
  stop(): void
}

/** The machine's display, or an Xvfb started for this run; `undefined` where neither is to be had. */
export async function openDisplay(): Promise<Display | undefined> {
  if (hasDisplay()) return { env: {}, stop: () => {} }
  const isThere = (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, 'Xvfb')))
  if (!isThere) return undefined
  const args = ['-displayfd', '1', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp']
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'pipe', 'ignore'] })
  const stop = () => void server.kill()
  process.once('exit', stop)
  const number = await new Promise<string | undefined>((resolve) => {
    server.stdout.once('data', (data: Buffer) => resolve(data.toString().trim()))
    server.once('exit', () => resolve(undefined))
  })
  return number === undefined ? undefined : { env: { DISPLAY: `:${number}` }, stop }
}

import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import type { Contract } from '../../domain/rpc/contract.ts'
import { createWorkshop, serveLightDevices } from './light-site.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const workshop = createWorkshop()
const children: ChildProcess[] = []
const field = await serveLightDevices(workshop.dir)
const siteFile = workshop.write(field.site)

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})
afterAll(async () => {
  await field.stop()
  workshop.remove()
})

function cli(...args: string[]) {
  const child = spawn(process.execPath, ['main/cli.ts', ...args], { cwd: root })
  children.push(child)
  const output = { out: '', err: '' }
  child.stdout.on('data', (data: Buffer) => (output.out += data.toString()))
  child.stderr.on('data', (data: Buffer) => (output.err += data.toString()))
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  return { child, output, exited }
}

async function connect(link: string): Promise<ContractRouterClient<Contract>> {
  const socket = new WebSocket(link.replace('http:', 'ws:').replace('/?', '/rpc?'))
  await new Promise((resolve) => socket.once('open', resolve))
  return createORPCClient(new RPCLink({ websocket: socket as never }))
}

test('prints one line of JSON when ready, opens the link once, ends within 2 s on SIGTERM', async () => {
  const { child, output, exited } = cli('--site', siteFile, '--data', workshop.dataDir, '--log-level', 'warn')
  await expect.poll(() => output.out, { timeout: 30_000 }).toContain('\n')
  const ready = JSON.parse(output.out) as { url: string; endpoints: Record<string, string> }
  expect(ready).toMatchObject({ ready: true, site: 'Light site', pid: child.pid, endpoints: field.endpoints })
  expect(ready.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/)
  // 404 says so when the page is not built; the door itself opened.
  expect([200, 404]).toContain((await fetch(ready.url)).status)
  expect((await fetch(ready.url)).status).toBe(401)
  child.kill('SIGUSR2')
  await expect.poll(() => output.err).toMatch(/A new link: http:\/\/127\.0\.0\.1:\d+\/\?token=/)
  const asked = performance.now()
  child.kill('SIGTERM')
  expect(await exited).toBe(0)
  expect(performance.now() - asked).toBeLessThan(2_000)
  expect(output.out.trim().split('\n')).toHaveLength(1)
})

test('fault 28: killed at once, it starts again on the same data with the audit chain whole', async () => {
  const other = createWorkshop()
  const start = async () => {
    const { child, output, exited } = cli('--site', siteFile, '--data', other.dataDir, '--log-level', 'silent')
    await expect.poll(() => output.out, { timeout: 30_000 }).toContain('\n')
    return { child, exited, client: await connect((JSON.parse(output.out) as { url: string }).url) }
  }
  const first = await start()
  await first.client.dispatch.setMode({ mode: 'manual', reason: 'about to be killed' })
  first.child.kill('SIGKILL')
  await first.exited
  const { client } = await start()
  const rows = await client.history.audit({ limit: 100 })
  expect(rows.map((row) => row.action)).toContain('ModeChanged')
  expect(await client.history.verifyAudit()).toEqual({ rows: rows.length, brokenAt: null })
  for (const child of children) child.kill('SIGKILL')
  other.remove()
})

test('a wrong site file: the faults in plain words, code 2, nothing left behind', async () => {
  const other = createWorkshop()
  const { output, exited } = cli('--site', other.write({ ...field.site, name: '' }), '--data', other.dataDir)
  expect(await exited).toBe(2)
  expect(output.err).toMatch(/site\.yaml:\d+:\d+ name: /)
  expect(output.err).not.toContain('    at ')
  expect(output.out).toBe('')
  expect(existsSync(other.dataDir)).toBe(false)
  other.remove()
})

test.each([
  [['--sight', 'x'], '--sight'],
  [['--port', '70000'], '--port: a number from 0 to 65535'],
  [['--role', 'king'], '--role: one of viewer, operator, engineer'],
  [['--site', 'nowhere.yaml'], 'nowhere.yaml'],
])('%j is answered with words and code 2', async (args, words) => {
  const { output, exited } = cli(...args)
  expect(await exited).toBe(2)
  expect(output.err).toContain(words)
})

test('fault 83: a port in use is named, and the site is stopped again', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => other.once('listening', resolve))
  const { port } = other.address() as { port: number }
  const logFile = `${workshop.dir}/engine.log`
  const { output, exited } = cli(
    '--site',
    siteFile,
    '--data',
    workshop.dataDir,
    '--port',
    `${port}`,
    '--log-file',
    logFile,
  )
  expect(await exited).toBe(1)
  expect(output.err).toContain(`Port ${port} is taken by another program`)
  expect(readFileSync(logFile, 'utf8').length).toBeGreaterThan(0)
  other.close()
})

import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import { WebSocket } from 'ws'
import { parse, stringify } from 'yaml'
import { loadDefinitions } from '../../../devices/load-definitions.ts'
import type { Plant } from '../../../devices/simulated/plant.ts'
import { startSimulation } from '../../../devices/simulated/simulation.ts'
import { silentLog } from '../../../domain/log.ts'
import type { Contract } from '../../../domain/rpc/contract.ts'
import type { EngineStatus } from '../../../domain/rpc/live.ts'
import { siteSchema } from '../../../domain/site.ts'
import { systemClock } from '../../../main/clock.ts'

/** Repository root. */
export const root = fileURLToPath(new URL('../../..', import.meta.url))
const demo = join(root, 'devices/simulated/demo-site.yaml')

/** The demo site's plant in this process, and the engine that runs it over real sockets in another. */
export interface SiteUnderTest {
  plant: Plant
  engine: ChildProcess
  client: ContractRouterClient<Contract>
  /** Newest status of the engine, as a screen would get it. */
  status(): EngineStatus
  stop(): Promise<void>
}

/** Starts plant, engine and one subscriber of the live stream; resolves when every device answers. */
export async function startSiteUnderTest(): Promise<SiteUnderTest> {
  const dataDir = mkdtempSync(join(tmpdir(), 'powerchain-bench-'))
  const config = parse(readFileSync(demo, 'utf8')) as {
    plan?: { enabled: boolean }
    devices: { id: string; endpoint: string; security?: string }[]
  }
  const simulation = await startSimulation({
    site: siteSchema.parse(config),
    definitions: loadDefinitions(),
    siteFolder: dirname(demo),
    dataDir,
    clock: systemClock,
    log: silentLog,
  })
  for (const device of config.devices) {
    device.endpoint = simulation.endpoints[device.id] ?? device.endpoint
    // the simulated servers have nothing to hide, and a real address must say so
    if (device.endpoint.startsWith('opc.tcp:')) device.security = 'none'
  }
  // the loop by its own rules: under a plan a surplus may be sold, and nothing would have to absorb it
  config.plan = { enabled: false }
  const siteFile = join(dataDir, 'site.yaml')
  writeFileSync(siteFile, stringify(config))
  const { engine, url } = await startEngine(siteFile, join(dataDir, 'engine'))
  const { client, status, close } = await follow(url)
  while (status().devicesAnswering < status().devicesTotal) await pause(100)
  return {
    plant: simulation.plant,
    engine,
    client,
    status,
    async stop() {
      close()
      engine.kill('SIGTERM')
      await new Promise((resolve) => engine.once('exit', resolve))
      await simulation.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function startEngine(siteFile: string, dataDir: string): Promise<{ engine: ChildProcess; url: string }> {
  const args = ['main/cli.ts', '--site', siteFile, '--data', dataDir, '--port', '0']
  const engine = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'ignore'] })
  const line = await new Promise<string>((resolve, reject) => {
    engine.stdout.once('data', (data: Buffer) => resolve(data.toString()))
    engine.once('exit', (code) => reject(new Error(`the engine ended with ${code}`)))
  })
  return { engine, url: (JSON.parse(line) as { url: string }).url }
}

async function follow(url: string) {
  const socket = new WebSocket(url.replace('http:', 'ws:').replace('/?', '/rpc?'))
  const link = new RPCLink({ websocket: socket as never })
  const client: ContractRouterClient<Contract> = createORPCClient(link)
  const stream = await client.live.stream()
  const first = await stream.next()
  let status = (first.value as { status: EngineStatus }).status
  void (async () => {
    for await (const message of stream) status = message.status
  })().catch(() => {})
  return { client, status: () => status, close: () => socket.close() }
}

/** Waits real milliseconds. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { atMost, type Figure } from '../figure.ts'

const nodes = 5_000
const everyMs = 250

interface Measured {
  received: number
  expected: number
  cpuMs: number
  seconds: number
}

/** 5,000 nodes that change every 250 ms: what arrives as readings, and what it costs beside the library alone. */
export async function opcUaFigures(): Promise<Figure[]> {
  const server = start('opc-ua-server.ts', String(nodes), String(everyMs))
  try {
    const { endpoint } = await lineOf<{ endpoint: string }>(server)
    const watch = (kind: string) => lineOf<Measured>(start('opc-ua-client.ts', kind, endpoint, String(nodes)))
    const bare = await watch('bare')
    const ours = await watch('ours')
    for (const [name, one] of Object.entries({ bare, ours })) console.log(told(name, one))
    const name = 'OPC UA 5,000 nodes at 250 ms'
    return [
      atLeast(`${name}: notifications into readings`, (100 * ours.received) / ours.expected, '%', 99.9),
      atMost(`${name}: CPU beside a bare node-opcua client`, perValue(ours) / perValue(bare), 'x', 3),
    ]
  } finally {
    server.kill()
  }
}

function told(name: string, { received, expected, cpuMs, seconds }: Measured): string {
  const perS = (received / seconds).toFixed(0)
  return `OPC UA ${name}: ${perS} values/s, ${received} of ${expected}, ${(cpuMs / seconds / 10).toFixed(1)} % of a core`
}

const perValue = ({ cpuMs, received }: Measured) => cpuMs / received

/** A figure that must not fall below `limit`, with two decimals: 99.9 must not be rounded up to. */
function atLeast(name: string, value: number, unit: string, limit: number): Figure {
  const cut = Math.floor(value * 100) / 100
  return { name, value: cut, unit, target: `>= ${limit}`, ok: cut >= limit }
}

function start(file: string, ...args: string[]): ChildProcess {
  const path = fileURLToPath(new URL(file, import.meta.url))
  return spawn(process.execPath, [path, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
}

/** The first JSON line a process prints. */
function lineOf<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    let text = ''
    child.stdout?.on('data', (data: Buffer) => {
      text += data.toString()
      const line = text.split('\n').find((one, i, all) => i < all.length - 1 && one.startsWith('{'))
      if (line) resolve(JSON.parse(line) as T)
    })
    child.once('exit', (code) => reject(new Error(`a process of the bench ended with ${code}`)))
  })
}

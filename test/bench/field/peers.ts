import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What a client did. */
export interface Run {
  requests: number
  seconds: number
  cpuS: number
  /** Absent for the client in C. */
  p99Ms?: number
}

/** The server all clients read from, and the clients. Each is a process of its own, so that none warms another up. */
export interface Peers {
  /** Why a peer cannot take part; absent when it can. */
  missing: Partial<Record<'jsmodbus' | 'libmodbus', string>>
  port: number
  client(library: string, connections: number, atOnce: number): Run
  libmodbus(): Run
  stop(): void
}

const ms = 1_500
const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** Starts the server: in C where there is a compiler, so that it is never the slower side, else in Node. */
export async function startPeers(): Promise<Peers> {
  const folder = mkdtempSync(join(tmpdir(), 'field-bench-'))
  const missing: Peers['missing'] = {}
  const program = compile('register-server.c', join(folder, 'server'))
  const server = program ? spawn(program) : spawn(process.execPath, [here('register-server.ts')])
  const port = await firstLine(server)
  const libmodbus = existsSync('/usr/include/modbus/modbus.h')
    ? compile('libmodbus-client.c', join(folder, 'libmodbus'), ['-I/usr/include/modbus', '-lmodbus'])
    : undefined
  if (!libmodbus) missing.libmodbus = 'no compiler, or libmodbus-dev is not installed'
  try {
    createRequire(import.meta.url).resolve('jsmodbus')
  } catch {
    missing.jsmodbus = 'jsmodbus is not installed'
  }
  return {
    missing,
    port,
    client: (library, connections, atOnce) =>
      run(process.execPath, [here('client.ts'), library, ...[port, connections, atOnce, ms].map(String)]),
    libmodbus: () => run(libmodbus ?? '', [String(port), String(ms)]),
    stop() {
      server.kill()
      rmSync(folder, { recursive: true })
    },
  }
}

function compile(source: string, program: string, options: string[] = []): string | undefined {
  return spawnSync('cc', ['-O2', '-o', program, here(source), ...options]).status === 0 ? program : undefined
}

function run(program: string, args: string[]): Run {
  return JSON.parse(execFileSync(program, args, { encoding: 'utf8' })) as Run
}

function firstLine(server: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.stdout?.once('data', (bytes: Buffer) => resolve(Number(String(bytes).trim())))
  })
}

import { type ChildProcess, spawn } from 'node:child_process'
import { Agent, request } from 'node:http'
import { createServer } from 'node:net'
import { binary } from '../../../../build/solidity/forge.ts'

/** A real node of its own for a test. */
export interface Anvil {
  url: string
  /** Any method of the node. */
  ask<T = unknown>(method: string, ...params: unknown[]): Promise<T>
  stop(): void
}

/** Starts anvil on a free port; blocks are made only when asked for. Prints nothing. */
export async function startAnvil(): Promise<Anvil> {
  const port = await freePort()
  const args = ['--port', String(port), '--silent', '--no-mining', '--hardfork', 'cancun', '--timestamp', '1700000000']
  const process: ChildProcess = spawn(binary('anvil'), args, { stdio: 'ignore' })
  const url = `http://127.0.0.1:${port}`
  const ask = <T>(method: string, ...params: unknown[]) => rpc<T>(url, method, params)
  for (let tries = 0; ; tries++)
    try {
      await ask('eth_chainId')
      return { url, ask, stop: () => process.kill('SIGKILL') }
    } catch (error) {
      if (tries > 200) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
}

/** One call over JSON-RPC. */
export async function rpc<T>(url: string, method: string, params: readonly unknown[]): Promise<T> {
  const text = await post(url, JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }))
  const { result, error } = JSON.parse(text) as { result: T; error?: { message: string } }
  if (error) throw new Error(`${method}: ${error.message}`)
  return result
}

const agent = new Agent({ keepAlive: true })

/** `fetch` takes several times as long for a small answer. */
function post(url: string, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => resolve(Buffer.concat(chunks).toString()))
      response.on('error', reject)
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

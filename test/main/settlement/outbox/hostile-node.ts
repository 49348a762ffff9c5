import { createServer, type Server } from 'node:http'
import { rpc } from './anvil.ts'

/** What a node does wrong in front of a real one. */
export interface Mischief {
  /** Does not answer at all. */
  isDown: boolean
  /** Does what was asked and loses the answer, for this share of calls. */
  losesReplies: number
  /** Refuses this share of calls before they reach the node. */
  refuses: number
  /** Pretends to be another chain. */
  chainId: number | undefined
  /** Hands on this share of transactions twice. */
  repeats: number
  /** Shows the chain as it was so many blocks ago. */
  behind: number
  /** Tells something else than what the real node answered. */
  forges: ((method: string, result: unknown) => unknown) | undefined
}

/** A node in front of a real one, with its mischief. */
export interface HostileNode {
  url: string
  mischief: Mischief
  stop(): Promise<void>
}

/** Starts a node that forwards to `target`; `random` gives numbers from 0 to 1. */
export async function startHostileNode(target: string, random: () => number): Promise<HostileNode> {
  const mischief: Mischief = {
    isDown: false,
    losesReplies: 0,
    refuses: 0,
    repeats: 0,
    chainId: undefined,
    behind: 0,
    forges: undefined,
  }
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { id, method, params } = JSON.parse(Buffer.concat(chunks).toString()) as Call
      if (mischief.isDown || random() < mischief.refuses) return void request.socket.destroy()
      void (async () => {
        const isTwice = method === 'eth_sendRawTransaction' && random() < mischief.repeats
        const body = await answer({ method, params }, mischief, target)
        if (isTwice) await answer({ method, params }, mischief, target)
        if (random() < mischief.losesReplies) return void request.socket.destroy()
        response.setHeader('content-type', 'application/json')
        response.end(JSON.stringify({ jsonrpc: '2.0', id, ...body }))
      })()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    mischief,
    stop: () => new Promise((resolve) => void server.close(() => resolve())),
  }
}

interface Call {
  id?: number
  method: string
  params: unknown[]
}

async function answer({ method, params }: Call, mischief: Mischief, target: string): Promise<object> {
  if (method === 'eth_chainId' && mischief.chainId !== undefined)
    return { result: `0x${mischief.chainId.toString(16)}` }
  try {
    if (method === 'eth_getBlockByNumber' && params[0] === 'latest' && mischief.behind > 0) {
      const head = Number(await rpc<string>(target, 'eth_blockNumber', []))
      const past = `0x${Math.max(0, head - mischief.behind).toString(16)}`
      return { result: await rpc(target, method, [past, ...params.slice(1)]) }
    }
    const result = await rpc(target, method, params)
    return { result: mischief.forges?.(method, result) ?? result }
  } catch (error) {
    return { error: { code: -32_000, message: error instanceof Error ? error.message : String(error) } }
  }
}

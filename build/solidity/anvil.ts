import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { JsonRpcProvider, NonceManager, type Signer, Wallet } from 'ethers'
import { binary } from './forge.ts'

/** A chain of its own on this machine, gone when it is stopped. */
export interface Anvil {
  rpc: string
  provider: JsonRpcProvider
  /** An account with ether, of a published key: worth nothing anywhere else. */
  rich: Signer
  /** An account of any key, connected; it has no ether unless it is given some. */
  wallet: (privateKey: string) => Wallet
  /** Acts for any address, without its key. */
  as: (address: string) => Promise<Signer>
  /** Moves the chain's time on. */
  pass: (seconds: number) => Promise<void>
  stop: () => Promise<void>
}

const publishedKey = '0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80'

/** Starts anvil (chain id 31337, cancun) on a free port. */
export async function startAnvil(): Promise<Anvil> {
  const child = spawn(binary('anvil'), ['--port', '0', '--hardfork', 'cancun'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const rpc = await addressOf(child)
  // a pipe that nobody empties fills up, and then anvil stands still for ever
  child.stdout.on('data', () => undefined)
  const provider = new JsonRpcProvider(rpc, 31337, { staticNetwork: true, pollingInterval: 20, cacheTimeout: -1 })
  return {
    rpc,
    provider,
    rich: new NonceManager(new Wallet(publishedKey, provider)),
    wallet: (privateKey) => new Wallet(privateKey, provider),
    as: async (address) => {
      await provider.send('anvil_impersonateAccount', [address])
      await provider.send('anvil_setBalance', [address, '0xde0b6b3a7640000'])
      return provider.getSigner(address)
    },
    pass: async (seconds) => {
      await provider.send('evm_increaseTime', [seconds])
      await provider.send('evm_mine', [])
    },
    stop: async () => {
      provider.destroy()
      child.kill()
      if (child.exitCode === null) await once(child, 'exit')
    },
  }
}

/** Address on which anvil says that it listens. Its words are read on to the end: a full pipe would stop it. */
function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    child.stdout?.on('data', (chunk) => {
      if (text.length < 100_000) text += String(chunk)
      const found = /Listening on ([\d.]+:\d+)/.exec(text)
      if (found !== null) resolve(`http://${found[1]}`)
    })
    child.once('exit', () => reject(new Error(`anvil did not start: ${text}`)))
  })
}

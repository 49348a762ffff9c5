import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { practiceChainId } from './published.ts'

/** A node of its own on this machine, on a free loopback port. */
export interface PracticeNode {
  url: string
  /** Resolves when it has ended, by itself or not. */
  ended: Promise<void>
  /** Ends it; it writes its state first. */
  stop(): Promise<void>
}

/** Seconds between blocks, and between copies of the state on the disk. */
const blockSeconds = '2'
const stateSeconds = '60'
/** States of past blocks that can be asked: more would only fill memory. */
const keptStates = '64'

/**
 * A shell that holds the node: it ends the node when its own input ends, so when whoever started it is gone, however that
 * happened. The node writes its state when it is asked to end; one that hangs is ended all the same.
 */
const holder = `exec 3<&0
"$@" </dev/null 3<&- &
node=$!
(cat <&3 >/dev/null; kill "$node" 2>/dev/null; sleep 5; kill -9 "$node" 2>/dev/null) &
watch=$!
wait "$node"
kill "$watch" 2>/dev/null`

/**
 * Path of anvil: among the packages of the project, or beside a packed app (`extraResources` of electron-builder.yml);
 * `undefined` where there is none.
 */
export function anvilBinary(from = dirname(fileURLToPath(import.meta.url))): string | undefined {
  const cpu = process.arch === 'x64' ? 'amd64' : process.arch
  const places = [join('node_modules/@foundry-rs', `anvil-${process.platform}-${cpu}`, 'bin/anvil'), 'anvil/anvil']
  for (let folder = from; ; folder = dirname(folder)) {
    // what lies inside an asar can be read and not started
    const found = places.map((place) => join(folder, place)).find((path) => !path.includes('.asar') && existsSync(path))
    if (found !== undefined) return found
    if (folder === dirname(folder)) return undefined
  }
}

/**
 * Starts anvil with a state file. Blocks come every two seconds, and with each transaction.
 * @throws Error when it does not start
 */
export async function startNode(given: {
  binary: string
  stateFile: string
  /** Second at which a new chain begins; one that goes on keeps its time. */
  beginsAt?: number
}): Promise<PracticeNode> {
  const { binary, stateFile, beginsAt } = given
  const args = [
    '--port',
    '0',
    '--chain-id',
    String(practiceChainId),
    '--hardfork',
    'cancun',
    '--prune-history',
    keptStates,
  ]
  args.push('--state', stateFile, '--state-interval', stateSeconds, '--block-time', blockSeconds, '--mixed-mining')
  if (beginsAt !== undefined) args.push('--timestamp', String(beginsAt))
  const child = spawn('/bin/sh', ['-c', holder, 'sh', binary, ...args], {
    // a group of its own: Ctrl+C in a terminal is for the engine, which then ends the node in order
    detached: true,
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  const ended = endOf(child)
  child.stdin.on('error', () => {}) // it has ended already
  const url = await addressOf(child)
  return {
    url,
    ended,
    stop: () => {
      child.stdin.end()
      return ended
    },
  }
}

async function endOf(child: ChildProcess): Promise<void> {
  await once(child, 'exit')
  child.stdin?.destroy()
}

/** Address on which anvil says that it listens. Its words are read on to the end: a full pipe would make it stand still. */
function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text: string | undefined = ''
    child.stdout?.on('data', (chunk) => {
      if (text === undefined) return
      text += String(chunk)
      const found = /Listening on ([\d.]+:\d+)/.exec(text)
      if (!found) return
      text = undefined
      resolve(`http://${found[1]}`)
    })
    child.once('exit', () => reject(new Error(`anvil did not start: ${text?.slice(-300) ?? ''}`)))
  })
}

import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { openStation, type Station, type StationSetup } from './station.ts'

/** A station that ends in the middle of whatever it does, and is there again when it is asked the next time. */
export interface MortalStation extends Omit<Station, 'close'> {
  /** Ends it at once. */
  kill(): Promise<void>
  stop(): Promise<void>
}

/** A station in this process: from the moment of its end it writes nothing any more. */
export function localStation(setup: StationSetup): MortalStation {
  const open = () => {
    const life = { isOver: false }
    return { life, station: openStation(setup, () => !life.isOver) }
  }
  let now = open()
  const end = () => {
    now.life.isOver = true
    now.station.close()
  }
  return {
    turn: (at) => now.station.turn(at),
    post: (batch) => now.station.post(batch),
    act: (act) => now.station.act(act),
    retry: () => now.station.retry(),
    rows: () => now.station.rows(),
    events: () => now.station.events(),
    async kill() {
      end()
      now = open()
    },
    stop: async () => end(),
  }
}

interface Running {
  child: ChildProcess
  waiting: Map<number, { resolve(answer: unknown): void; reject(error: Error): void }>
  ready: Promise<unknown>
}

/** A station in a process of its own, which is ended by SIGKILL. */
export function killableStation(setup: StationSetup): MortalStation {
  let running: Running | undefined
  let asked = 0
  const ask = async <T>(name: string, ...args: unknown[]): Promise<T> => {
    running ??= start(setup)
    const { child, waiting, ready } = running
    await ready
    const n = ++asked
    return new Promise<T>((resolve, reject) => {
      waiting.set(n, { resolve: (answer) => resolve(answer as T), reject })
      child.send({ n, name, args }, (error) => error && reject(error))
    })
  }
  const kill = async () => {
    const ended = running
    running = undefined
    if (!ended) return
    const gone = new Promise((resolve) => ended.child.once('exit', resolve))
    ended.child.kill('SIGKILL')
    await gone
    for (const { reject } of ended.waiting.values()) reject(new Error('the process is gone'))
  }
  return {
    // a round that the end of its process cut short is no error: the next process goes on
    turn: (at) => ask<undefined>('turn', at).catch(() => undefined),
    post: (batch) => ask('post', batch),
    act: (act) => ask('act', act),
    retry: () => ask('retry'),
    rows: () => ask('rows'),
    events: () => ask('events'),
    kill,
    stop: kill,
  }
}

function start(setup: StationSetup): Running {
  const file = fileURLToPath(new URL('station-process.ts', import.meta.url))
  const child = fork(file, [JSON.stringify(setup)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const waiting: Running['waiting'] = new Map()
  const ready = new Promise((resolve, reject) => {
    waiting.set(0, { resolve, reject })
  })
  ready.catch(() => undefined)
  child.on('message', ({ n, answer, error }: { n: number; answer?: unknown; error?: string }) => {
    const one = waiting.get(n)
    waiting.delete(n)
    if (error === undefined) one?.resolve(answer)
    else one?.reject(new Error(error))
  })
  return { child, waiting, ready }
}

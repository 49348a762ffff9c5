import { atMost, type Figure } from '../figure.ts'
import { type Peers, type Run, startPeers } from './peers.ts'

const rounds = 5

type Measured = (run: Run) => number
const rate: Measured = ({ requests, seconds }) => requests / seconds
const cpuPerThousand: Measured = ({ cpuS, requests }) => (cpuS * 1_000) / (requests / 1_000)
const p99: Measured = (run) => run.p99Ms ?? Number.NaN

/**
 * Speed of the Modbus client beside others, on 100 registers, all of them decoded and checked.
 *
 * Beside each speed stands what a bare socket reaches in the same run (it counts the bytes of the answers, checks and
 * decodes nothing): no client under Node can be faster. Most of the time goes into the kernel's `send`, which on one
 * machine carries the request all the way to the server; that share differs from machine to machine, and with it how far
 * apart any two clients can be.
 *
 * CPU beside jsmodbus is judged with 16 connections. With one request at a time the process sleeps and is woken for each
 * of them: on Linux that costs about 24 us of the kernel's time, the same for every client and more than half of all
 * that jsmodbus takes, so there no client could take half of it. That ratio is printed too, without a target.
 */
export async function throughput(): Promise<Figure[]> {
  const peers = await startPeers()
  try {
    const runs = measureAll(peers)
    const ratio = (measured: Measured, ours: Run[] = [], theirs: Run[] = []) =>
      median(ours.map((run, i) => measured(run) / measured(theirs[i] ?? run)))
    for (const [name, list = []] of Object.entries(runs))
      console.log(
        `  ${name}: ${Math.round(median(list.map(rate)))} requests/s, ${median(list.map(cpuPerThousand)).toFixed(1)} ms CPU per 1,000, p99 ${median(list.map(p99)).toFixed(3)} ms`,
      )
    const { own, serial, libmodbus, jsmodbus, raw, own16, serial16, jsmodbus16, raw16, own8 } = runs
    return [
      atLeast('100 registers, sequential: speed beside modbus-serial', ratio(rate, own, serial), 1.3),
      compared('100 registers, sequential: a bare socket beside modbus-serial', ratio(rate, raw, serial)),
      libmodbus
        ? atLeast('100 registers, sequential: speed beside libmodbus (C)', ratio(rate, own, libmodbus), 0.7)
        : absent('100 registers, sequential: speed beside libmodbus (C)', peers.missing.libmodbus),
      atLeast('16 connections: speed beside modbus-serial', ratio(rate, own16, serial16), 2.5),
      compared('16 connections: bare sockets beside modbus-serial', ratio(rate, raw16, serial16)),
      atMostTimes('16 connections: p99 beside modbus-serial', ratio(p99, own16, serial16), 0.35),
      compared('16 connections: p99 of bare sockets beside modbus-serial', ratio(p99, raw16, serial16)),
      atLeast('8 in flight on one connection: speed beside modbus-serial', ratio(rate, own8, serial), 4),
      jsmodbus16
        ? atMostTimes(
            '16 connections: CPU per 1,000 requests beside jsmodbus',
            ratio(cpuPerThousand, own16, jsmodbus16),
            0.5,
          )
        : absent('16 connections: CPU per 1,000 requests beside jsmodbus', peers.missing.jsmodbus),
      ...(jsmodbus && jsmodbus16
        ? [
            compared(
              '16 connections: CPU per 1,000 requests of bare sockets beside jsmodbus',
              ratio(cpuPerThousand, raw16, jsmodbus16),
            ),
            compared(
              '100 registers, sequential: CPU per 1,000 requests beside jsmodbus',
              ratio(cpuPerThousand, own, jsmodbus),
            ),
          ]
        : []),
    ]
  } finally {
    peers.stop()
  }
}

/** All clients in turn, again and again, so that whatever else the machine does meets all of them. */
function measureAll({ missing, client, libmodbus }: Peers): Record<string, Run[] | undefined> {
  const kinds: Record<string, () => Run> = {
    own: () => client('powerchain', 1, 1),
    serial: () => client('modbus-serial', 1, 1),
    ...(missing.libmodbus ? {} : { libmodbus }),
    ...(missing.jsmodbus ? {} : { jsmodbus: () => client('jsmodbus', 1, 1) }),
    raw: () => client('raw', 1, 1),
    own16: () => client('powerchain', 16, 1),
    serial16: () => client('modbus-serial', 16, 1),
    ...(missing.jsmodbus ? {} : { jsmodbus16: () => client('jsmodbus', 16, 1) }),
    raw16: () => client('raw', 16, 1),
    own8: () => client('powerchain', 1, 8),
  }
  const runs: Record<string, Run[]> = {}
  for (let i = 0; i < rounds; i++) for (const [name, run] of Object.entries(kinds)) (runs[name] ??= []).push(run())
  return runs
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN
}

function atLeast(name: string, value: number, limit: number): Figure {
  const rounded = Math.round(value * 100) / 100
  return { name, value: rounded, unit: 'times', target: `>= ${limit}`, ok: rounded >= limit }
}

function atMostTimes(name: string, value: number, limit: number): Figure {
  const rounded = Math.round(value * 100) / 100
  return { ...atMost(name, rounded, 'times', limit), value: rounded, ok: rounded <= limit }
}

/** A figure that nothing is asked of. */
function compared(name: string, value: number): Figure {
  return { name, value: Math.round(value * 100) / 100, unit: 'times', target: 'for comparison', ok: true }
}

/** A figure that could not be measured here is not met. */
function absent(name: string, reason = ''): Figure {
  return { name, value: Number.NaN, unit: 'times', target: `not measured: ${reason}`, ok: false }
}

// A device by itself, without a site:
//   npm run probe -- modbus-tcp://HOST:PORT/UNIT --definition FILE [--watch SECONDS] [--write POINT=VALUE] --json
import { PowerchainError } from '../../domain/errors.ts'
import { workerClock as clock } from '../simulated/worker-clock.ts'
import { readOptions } from './options.ts'
import { printed } from './print.ts'
import { probe } from './probe.ts'
import { reasonOf } from './reading.ts'
import { usage } from './usage.ts'

const exitCodes = { done: 0, failed: 1, wrongInput: 2 }

process.exitCode = await run(process.argv.slice(2))

async function run(args: string[]): Promise<number> {
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
  // Nobody may be reading any more: then there is nothing left to do.
  process.stdout.on('error', () => stop.abort())
  try {
    const options = readOptions(args, clock.now())
    if (!options) {
      process.stdout.write(`${usage}\n`)
      return exitCodes.done
    }
    const print = (readings: Parameters<typeof printed>[0]) =>
      void process.stdout.write(
        printed(readings, options)
          .map((line) => `${line}\n`)
          .join(''),
      )
    const isDone = await probe(options, { clock, print, remark, signal: stop.signal })
    return isDone ? exitCodes.done : exitCodes.failed
  } catch (error) {
    const isInput = error instanceof PowerchainError && error.code.startsWith('Config.')
    process.stderr.write(
      isInput ? `${error.message}\n(npm run probe -- --help tells how to call it)\n` : `${reasonOf(error)}\n`,
    )
    return isInput ? exitCodes.wrongInput : exitCodes.failed
  }
}

function remark(text: string): void {
  process.stderr.write(`${text}\n`)
}

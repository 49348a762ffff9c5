// Runs a site on virtual time, as fast as the machine can:
//   npm run simulate -- --site FILE --from T --hours N --seed S [--faults] [--step MS] [--json]
// Prints what always had to hold, what it was worth and what moved; ends with 1 when something did not hold.
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { parseArgs } from 'node:util'
import { PowerchainError } from '../../domain/errors.ts'
import { silentLog } from '../../domain/log.ts'
import { systemClock } from '../clock.ts'
import type { SimulateOptions } from './options.ts'
import { words } from './print.ts'
import { readSimulated, runSimulation } from './run.ts'

const usage = `Usage: npm run simulate -- [options]
  --site FILE   site file; without it the demonstration site
  --from T      instant at which it begins, ISO 8601, such as 2025-06-05T09:00:00Z; without it as the site file says
  --hours N     how long (24)
  --seed S      of weather, noise and faults (1)
  --faults      lets things fail
  --plan        plans the site as well, every five minutes of its time: slower
  --step MS     another period of the control cycle, 100 to 5000
  --json        prints one line of JSON
  --help        this text`

/** Things fail far more often than in the field: eight minutes apart. */
const usualFaultEveryMs = 480_000
const exitCodes = { broken: 1, wrongInput: 2 }

/** What the command line asks for, or why it can't be done. */
function readArguments(args: string[]): (SimulateOptions & { siteFile: string; isJson: boolean }) | string {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  const options = {
    site: text,
    from: text,
    hours: text,
    seed: text,
    step: text,
    faults: flag,
    plan: flag,
    json: flag,
    help: flag,
  }
  try {
    const { values } = parseArgs({ args, options })
    if (values.help) return ''
    const [hours, seed] = [Number(values.hours ?? 24), Number(values.seed ?? 1)]
    const from = values.from === undefined ? undefined : Date.parse(values.from)
    if (!(hours > 0 && hours <= 24 * 366)) return `--hours: more than 0 and at most a year, not "${values.hours}"`
    if (!(Number.isInteger(seed) && seed >= 0)) return `--seed: a whole number from 0, not "${values.seed}"`
    if (Number.isNaN(from)) return `--from: an instant such as 2025-06-05T09:00:00Z, not "${values.from}"`
    const siteFile = values.site ?? fileURLToPath(new URL('../../devices/simulated/demo-site.yaml', import.meta.url))
    const cycleMs = values.step === undefined ? undefined : Number(values.step)
    return {
      siteFile,
      hasPlan: values.plan ?? false,
      from,
      hours,
      seed,
      faultEveryMs: values.faults ? usualFaultEveryMs : undefined,
      cycleMs,
      isJson: values.json ?? false,
    }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

// Nearly everything dies young here: more room for it and half as much time goes into sweeping.
setFlagsFromString('--semi-space-growth-factor=4')
setFlagsFromString('--max-semi-space-size=64')

const asked = readArguments(process.argv.slice(2))
if (typeof asked === 'string') {
  process.stderr.write(asked === '' ? `${usage}\n` : `${asked}\n\n${usage}\n`)
  process.exitCode = asked === '' ? 0 : exitCodes.wrongInput
} else
  try {
    const beganMs = systemClock.monotonicMs()
    const before = process.cpuUsage()
    const result = await runSimulation(readSimulated(asked.siteFile, silentLog), asked, silentLog)
    const tookS = (systemClock.monotonicMs() - beganMs) / 1_000
    const { user, system } = process.cpuUsage(before)
    const lifeS = asked.hours * 3_600
    const timesLife = Math.round(lifeS / tookS)
    const timesLifeByProcessor = Math.round(lifeS / ((user + system) / 1e6))
    const shown = asked.isJson
      ? JSON.stringify({ ...result, tookS, timesLife, timesLifeByProcessor })
      : words(result, timesLife)
    process.stdout.write(`${shown}\n`)
    process.exitCode = result.ok ? 0 : exitCodes.broken
  } catch (error) {
    if (!(error instanceof PowerchainError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = exitCodes.wrongInput
  }

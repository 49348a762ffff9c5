import { execFileSync } from 'node:child_process'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { SimulationResult } from '../../main/simulate/run.ts'
import { atMost, type Figure } from './figure.ts'
import { type DayPart, dayPart, simulateDays } from './simulate/days.ts'

/** Part of a year is told as such: what does not fit into the time is not simulated, and the figure of days says so. */
const budgetMs = 420_000
const days = 365
/** Prime to the days of a year: one after another lie in all seasons. */
const stride = 137

/** Speed at the demonstration site, and a year of days with faults, half of them at a site whose limits are met all the time. */
export async function measure(): Promise<Figure[]> {
  const speed = measureSpeed()
  const parts = Array.from({ length: days }, (_, i): DayPart => ({
    day: (i * stride) % days,
    site: i % 2 ? 'demo' : 'weak',
  }))
  const threads = Math.min(4, Math.max(1, cpus().length))
  const results = await simulateDays(parts, threads, performance.now() + budgetMs)
  const minutes = dayPart.hours * 60
  console.log(
    `${results.length} days x ${minutes} min, cycle ${dayPart.cycleMs} ms, a fault every ${dayPart.faultEveryMs / 60_000} min, ${threads} threads`,
  )
  for (const result of results) for (const line of brokenLines(result)) console.log(line)
  return [...speed, ...figuresOf(results)]
}

/** The command itself, as people run it. */
function measureSpeed(): Figure[] {
  const cli = fileURLToPath(new URL('../../main/simulate/cli.ts', import.meta.url))
  const output = execFileSync(process.execPath, [cli, '--hours', '1', '--json'], { encoding: 'utf8' })
  const { timesLife, timesLifeByProcessor } = JSON.parse(output) as Record<string, number>
  const byProcessor = 'the same by processor time, whoever else uses the machine'
  return [
    atLeast('faster than life, demonstration site, 200 ms cycle', timesLife ?? 0, 'x', 500),
    atLeast(byProcessor, timesLifeByProcessor ?? 0, 'x', 500),
  ]
}

function figuresOf(results: readonly SimulationResult[]): Figure[] {
  const failed = (pick: (name: string) => boolean) =>
    results.flatMap(({ invariants }) => invariants).filter(({ ok, name }) => !ok && pick(name)).length
  const known = ['state of charge', 'no setpoint on stale data']
  return [
    atLeast('days of the year simulated with faults', results.length, 'days', days),
    {
      name: 'faults injected',
      value: results.reduce((sum, { incidents }) => sum + incidents.length, 0),
      unit: '',
      target: 'stated',
      ok: true,
    },
    atMost('days with a limit violated for longer than one verification time', failed(isLimit), 'days', 0),
    atMost(
      'days with a setpoint on stale data',
      failed((name) => name === known[1]),
      'days',
      0,
    ),
    atMost(
      'days with a state of charge out of bounds',
      failed((name) => name === known[0]),
      'days',
      0,
    ),
    atMost(
      'days with any other invariant broken',
      failed((name) => !isLimit(name) && !known.includes(name)),
      'days',
      0,
    ),
  ]
}

function isLimit(name: string): boolean {
  return name.endsWith('limit') || name.endsWith('limits')
}

function atLeast(name: string, value: number, unit: string, limit: number): Figure {
  const rounded = Math.round(value)
  return { name, value: rounded, unit, target: `>= ${limit}`, ok: rounded >= limit }
}

function brokenLines({ site, seed, from, invariants }: SimulationResult): string[] {
  return invariants
    .filter(({ ok }) => !ok)
    .map(
      ({ name, breaches: [first] }) =>
        `${site}, seed ${seed}, from ${new Date(from).toISOString()}: ${name}: ${new Date(first?.at ?? 0).toISOString()} ${first?.text}`,
    )
}

import { type Learned, learnedQuantities } from '../../domain/models/learned.ts'
import type { SimulationResult } from './run.ts'
import type { Invariant } from './watch/watch.ts'

/** A result as people read it, line by line. */
export function words(result: SimulationResult, timesLife: number): string {
  const { site, seed, hours, cycleMs, from, invariants, value, assets, writes, alarms, incidents } = result
  const begun = new Date(from).toISOString()
  return [
    `${site}: ${hours} h from ${begun}, seed ${seed}, cycle ${cycleMs} ms, ${timesLife} times faster than life`,
    '',
    ...invariants.map(invariantWords),
    '',
    `worth ${value.netEur.toFixed(2)} EUR: ${Object.entries(value)
      .filter(([name]) => name !== 'netEur')
      .map(([name, eur]) => `${spelt(name)} ${eur.toFixed(2)}`)
      .join(', ')}`,
    ...Object.entries(assets).map(
      ([id, { injectedKWh, absorbedKWh, starts }]) =>
        `${id.padEnd(14)} ${injectedKWh.toFixed(0).padStart(8)} kWh in ${absorbedKWh.toFixed(0).padStart(8)} kWh out ${String(starts).padStart(4)} starts`,
    ),
    ...result.learned.map(learnedWords),
    `${writes} setpoints written; alarms ${listed(alarms)}; faults ${listed(counted(incidents.map(({ name }) => name)))}`,
    `fingerprint ${result.fingerprint}`,
  ].join('\n')
}

function learnedWords({ assetId, quantity, value, low, high, count }: Learned): string {
  const { label, unit } = learnedQuantities[quantity]
  const shown = (number: number) => number.toFixed(quantity === 'roundTripRatio' ? 3 : 1)
  return `learned ${assetId}: ${label.toLowerCase()} ${shown(value)} (${shown(low)} to ${shown(high)}) ${unit} from ${count}`
}

function invariantWords({ name, ok, worst, breaches }: Invariant): string {
  const lines = breaches.map(({ at, text }) => `         ${new Date(at).toISOString()} ${text}`)
  return [`${ok ? 'ok    ' : 'BROKEN'} ${name}: ${worst}`, ...lines].join('\n')
}

/** `energyCostEur` as `energy cost`. */
function spelt(name: string): string {
  return name.replace(/Eur$/, '').replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}

function counted(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1
  return counts
}

function listed(counts: Record<string, number>): string {
  const parts = Object.entries(counts).map(([name, times]) => `${name} ${times}`)
  return parts.length === 0 ? 'none' : parts.join(', ')
}

import type { PointName } from '../../../domain/points.ts'
import { type Finding, figure, type Look, meanOf, together, valuesOf } from './look.ts'

/** Voltage is given between phases or to neutral, current per phase or of one. */
const phaseFactors = [1, Math.sqrt(3), 3] as const
/** Ratio of what should be the same, within which nothing is said. */
const agreement = { least: 0.5, most: 1.5 }
/** Less energy than this can't be told from the steps of a counter, kWh. */
const leastEnergyKWh = 0.5
const counters: readonly PointName[] = ['importedKWh', 'exportedKWh', 'injectedKWh', 'absorbedKWh']

/** Whether power agrees with voltage and current, and with what the energy counters do meanwhile. */
export function unit(look: Look): Finding {
  const powerKW = meanOf(valuesOf(look, 'activePowerKW'))
  if (powerKW === undefined) return { result: 'notTried', detail: 'No power was read.' }
  const findings = [byCurrent(look, powerKW), byCounter(look)].filter((finding) => finding !== undefined)
  return together(findings, {
    result: 'notTried',
    detail: 'Neither voltage and current nor moving counters to compare with.',
  })
}

function byCurrent(look: Look, powerKW: number): Finding | undefined {
  const [volts, amperes] = [meanOf(valuesOf(look, 'voltageV')), meanOf(valuesOf(look, 'currentA'))]
  const apparentKW = (Math.abs(volts ?? 0) * Math.abs(amperes ?? 0)) / 1_000
  if (apparentKW < 0.1 || powerKW === 0) return undefined
  const reactive = meanOf(valuesOf(look, 'reactivePowerKvar')) ?? 0
  const sizeKW = Math.hypot(powerKW, reactive)
  const ratios = phaseFactors.map((factor) => sizeKW / (apparentKW * factor))
  const words = `power ${flow(powerKW)}, voltage x current ${figure(apparentKW)} kVA a phase`
  return compared(ratios, words, 'W, kW or MW')
}

/** Without a sign: `650 kW out of the bus`. */
function flow(powerKW: number): string {
  return `${figure(Math.abs(powerKW))} kW ${powerKW < 0 ? 'out of' : 'into'} the bus`
}

function byCounter({ series }: Look): Finding | undefined {
  const power = (series.get('activePowerKW') ?? []).filter(({ value }) => value !== null)
  const [first, last] = [power.at(0), power.at(-1)]
  const meanKW = meanOf(power.map(({ value }) => value ?? 0))
  if (!first || !last || meanKW === undefined) return undefined
  const expectedKWh = (Math.abs(meanKW) * (last.at - first.at)) / 3_600_000
  const countedKWh = counters.reduce((sum, point) => sum + changeOf({ series }, point), 0)
  if (expectedKWh < leastEnergyKWh || countedKWh === 0) return undefined
  const words = `the counters moved ${figure(countedKWh)} kWh, the power gives ${figure(expectedKWh)} kWh`
  return compared([countedKWh / expectedKWh], words, 'Wh, kWh or MWh')
}

function changeOf(look: Pick<Look, 'series'>, point: PointName): number {
  const values = valuesOf(look, point)
  return Math.abs((values.at(-1) ?? 0) - (values[0] ?? 0))
}

/** `ratios` are those of the several ways to count; one that agrees is enough. */
function compared(ratios: readonly number[], words: string, units: string): Finding {
  if (ratios.some(isNear)) return { result: 'pass', detail: `Agrees: ${words}.` }
  const factor = [1_000, 0.001].find((step) => ratios.some((ratio) => isNear(ratio / step)))
  if (factor === undefined) return { result: 'warn', detail: `Does not agree: ${words}.` }
  return { result: 'fail', detail: `Off by the factor ${figure(factor)} (${units}): ${words}.` }
}

function isNear(ratio: number): boolean {
  return ratio >= agreement.least && ratio <= agreement.most
}

import { runningPowerKW, shouldRun, type TradedUnit, type UnitState } from '../../../main/forecast/worth/unit-choice.ts'
import type { Span } from './storage.ts'

/** Steps of expected prices that a start or stop is judged by: six hours. */
const stepsOfChoice = 24
const shape = { powerKW: 1_300, minPowerKW: 520, feeEurPerMWh: 4, startEur: 7, minOnSteps: 4, minOffSteps: 2 }

/** A container of this efficiency at a hashprice. */
export function unitAt(joulePerTH: number, hashprice: number): TradedUnit {
  // A TH/s draws `joulePerTH` watts, so a day of it takes 24 x that in Wh.
  return { ...shape, earnsEurPerMWh: (hashprice / 24 / joulePerTH) * 1e6 }
}

/** What is reckoned with: the price of quarter `t` and those expected after it. */
export type View = (t: number) => [number, number[]]

/** Takings by quarter, $, of a container that follows its prices; `isOn` is asked, and the power follows the price. */
export function runUnit(
  {
    joulePerTH,
    hashprice,
    paid,
    span,
  }: { joulePerTH: number; hashprice: Float64Array; paid: Float64Array; span: Span },
  decide: (unit: TradedUnit, state: UnitState, t: number) => number,
): Float64Array {
  let state: UnitState = { isOn: true, steps: shape.minOnSteps }
  return Float64Array.from({ length: span.until - span.from }, (_, i) => {
    const t = span.from + i
    const unit = unitAt(joulePerTH, hashprice[t] ?? 0)
    const powerKW = decide(unit, state, t)
    const isOn = powerKW > 0
    const started = isOn && !state.isOn ? unit.startEur : 0
    state = { isOn, steps: isOn === state.isOn ? state.steps + 1 : 1 }
    const margin = unit.earnsEurPerMWh - unit.feeEurPerMWh - (paid[t] ?? 0)
    return (margin * powerKW) / 4_000 - started
  })
}

/** The product's choice at the prices seen. */
export function productChoice(view: View) {
  return (unit: TradedUnit, state: UnitState, t: number): number => {
    const [price, ahead] = view(t)
    const runs = shouldRun(unit, state, [price, ...ahead.slice(0, stepsOfChoice - 1)])
    return runs ? runningPowerKW(unit, price) : 0
  }
}

/** Mines whatever the price. */
export function alwaysOn(unit: TradedUnit): number {
  return unit.powerKW
}

/** Mines while the day-ahead price is below what mining earns, minimum times kept. */
export function dayAheadChoice(published: Float64Array) {
  return (unit: TradedUnit, state: UnitState, t: number): number => {
    const wants = unit.earnsEurPerMWh - unit.feeEurPerMWh > (published[t] ?? 0)
    const isHeld = state.steps < (state.isOn ? unit.minOnSteps : unit.minOffSteps)
    return (isHeld ? state.isOn : wants) ? unit.powerKW : 0
  }
}

/**
 * Takings by quarter of perfect foresight: the best legal path over the span, by dynamic programming over how long it
 * has been running or standing. Written apart from the product's choice.
 */
export function foresightUnit(given: Parameters<typeof runUnit>[0]): Float64Array {
  const { joulePerTH, hashprice, paid, span } = given
  const { minOnSteps, minOffSteps, startEur } = shape
  const states = minOnSteps + minOffSteps
  // States 0..minOn-1: running for 1..minOn steps; the others: standing for 1..minOff steps.
  const takes = (t: number, powerKW: number) => {
    const unit = unitAt(joulePerTH, hashprice[t] ?? 0)
    return ((unit.earnsEurPerMWh - unit.feeEurPerMWh - (paid[t] ?? 0)) * powerKW) / 4_000
  }
  const best = (t: number) => Math.max(takes(t, shape.powerKW), takes(t, shape.minPowerKW))
  const choices: Uint8Array[] = []
  let worth = new Float64Array(states)
  for (let t = span.until - 1; t >= span.from; t--) {
    const now = new Float64Array(states)
    const choice = new Uint8Array(states)
    const gain = best(t)
    for (let state = 0; state < states; state++) {
      const isOn = state < minOnSteps
      const on = gain - (isOn ? 0 : startEur) + (worth[isOn ? Math.min(state + 1, minOnSteps - 1) : 0] ?? 0)
      const off = worth[isOn ? minOnSteps : Math.min(state + 1, states - 1)] ?? 0
      const mayOn = isOn || state === states - 1
      const mayOff = !isOn || state === minOnSteps - 1
      const goesOn = mayOn && (!mayOff || on > off)
      choice[state] = goesOn ? 1 : 0
      now[state] = goesOn ? on : off
    }
    choices.push(choice)
    worth = now
  }
  let state = minOnSteps - 1
  return runUnit(given, (unit, _state, t) => {
    const runs = choices[span.until - 1 - t]?.[state] === 1
    const isOn = state < minOnSteps
    if (runs) state = isOn ? Math.min(state + 1, minOnSteps - 1) : 0
    else state = isOn ? minOnSteps : Math.min(state + 1, states - 1)
    return runs ? runningPowerKW(unit, paid[t] ?? 0) : 0
  })
}

/** A mining unit that runs or stands, as the market sees it. */
export interface TradedUnit {
  powerKW: number
  /** Lowest power while it runs: taken while energy costs more than mining earns and a stop does not pay. */
  minPowerKW: number
  /** What a MWh of its draw earns, EUR/MWh. */
  earnsEurPerMWh: number
  /** Fees and taxes on energy drawn, EUR/MWh. */
  feeEurPerMWh: number
  startEur: number
  /** Shortest time running and standing, steps of a quarter of an hour. */
  minOnSteps: number
  minOffSteps: number
}

/** Whether a unit runs, and for how many steps already; counted no further than its minimum. */
export interface UnitState {
  isOn: boolean
  steps: number
}

const stepHours = 0.25

/**
 * Whether a unit should run in the coming step, given the prices expected for it and those after it, EUR/MWh: the best
 * path over all its legal ones, with starts paid for and minimum times kept (dynamic programming over time in state).
 */
export function shouldRun(unit: TradedUnit, state: UnitState, prices: readonly number[]): boolean {
  const { minOnSteps, minOffSteps } = unit
  if (state.isOn && state.steps < minOnSteps) return true
  if (!state.isOn && state.steps < minOffSteps) return false
  const on = new Float64Array(minOnSteps + 1)
  const off = new Float64Array(minOffSteps + 1)
  for (let step = prices.length - 1; step > 0; step--) backOneStep(unit, gain(unit, prices[step] ?? 0), on, off)
  const now = gain(unit, prices[0] ?? 0)
  const started = state.isOn ? 0 : unit.startEur
  const running = now - started + (on[state.isOn ? minOnSteps : Math.min(1, minOnSteps)] ?? 0)
  const standing = off[state.isOn ? Math.min(1, minOffSteps) : minOffSteps] ?? 0
  return running > standing
}

/** Earnings of a step while running, EUR. */
function gain(unit: TradedUnit, price: number): number {
  return (marginEurPerMWh(unit, price) * runningPowerKW(unit, price) * stepHours) / 1_000
}

/** What a MWh drawn at this price leaves, EUR/MWh. */
function marginEurPerMWh({ earnsEurPerMWh, feeEurPerMWh }: TradedUnit, price: number): number {
  return earnsEurPerMWh - feeEurPerMWh - price
}

/** Power of a running unit at this price, kW drawn: all of it while that leaves something, the least otherwise. */
export function runningPowerKW(unit: TradedUnit, price: number): number {
  return marginEurPerMWh(unit, price) >= 0 ? unit.powerKW : unit.minPowerKW
}

/** `on[k]`, `off[k]`: best earnings from here on after `k` steps in that state. Overwrites them with those a step before. */
function backOneStep(
  { startEur, minOnSteps, minOffSteps }: TradedUnit,
  now: number,
  on: Float64Array,
  off: Float64Array,
): void {
  const goesOn = (steps: number) => now + (on[Math.min(steps + 1, minOnSteps)] ?? 0)
  const staysOff = (steps: number) => off[Math.min(steps + 1, minOffSteps)] ?? 0
  const starts = now - startEur + (on[Math.min(1, minOnSteps)] ?? 0)
  const stops = off[Math.min(1, minOffSteps)] ?? 0
  const before = { on: on.map((_, k) => goesOn(k)), off: off.map((_, k) => staysOff(k)) }
  on.set(before.on.map((running, k) => (k >= minOnSteps ? Math.max(running, stops) : running)))
  off.set(before.off.map((standing, k) => (k >= minOffSteps ? Math.max(standing, starts) : standing)))
}

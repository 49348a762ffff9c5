import type { Learned, RampReading } from '../../domain/models/learned.ts'
import type { KW, Ms } from '../../domain/units.ts'

/** Learns how fast a container changes its draw, while it is on its way to a setpoint that lies far off. */
export interface RampLearner {
  /** Takes the next reading. */
  take(reading: RampReading): void
  /** What is known by now; nothing for a direction seen fewer than three times. */
  learned(assetId: string): Learned[]
}

/** Nearer to its setpoint than this it is no longer the ramp that holds it, kW. */
const farKW: KW = 60
/** The newest count: firmware changes. */
const keptRamps = 500
const longestGapMs: Ms = 3_000
/** Two-sided 95 % of Student's distribution for 2, 3, ... degrees of freedom; then that of the normal one. */
const students = [4.3, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23]

interface Way {
  from: RampReading
  last: RampReading
  isUp: boolean
}

/** A learner without readings. Draw counts: up = more draw. */
export function createRampLearner(): RampLearner {
  const rates = { up: [] as number[], down: [] as number[] }
  let way: Way | undefined
  const close = () => {
    if (!way) return
    const { from, last, isUp } = way
    way = undefined
    const seconds = (last.at - from.at) / 1_000
    const moved = Math.abs(last.powerKW - from.powerKW)
    if (seconds >= 2 && moved >= farKW) keep(rates[isUp ? 'up' : 'down'], moved / seconds)
  }
  return {
    take(reading) {
      const left = reading.setpointKW - reading.powerKW
      const isUp = left < 0
      const isOnItsWay =
        way && way.isUp === isUp && reading.at > way.last.at && reading.at - way.last.at <= longestGapMs
      const before = way?.last
      // the first and the last piece are only partly ramp: they are left out
      if (Math.abs(left) < farKW || (way && !isOnItsWay)) close()
      if (Math.abs(left) < farKW) return
      const isMoving = before !== undefined && Math.abs(reading.powerKW - before.powerKW) > 5
      if (!way || !isMoving) way = { from: reading, last: reading, isUp }
      else way.last = reading
    },
    learned: (assetId) => [
      ...meanOf(rates.up, { assetId, quantity: 'rampUpKWPerS' }),
      ...meanOf(rates.down, { assetId, quantity: 'rampDownKWPerS' }),
    ],
  }
}

function keep(rates: number[], rate: number): void {
  rates.push(rate)
  if (rates.length > keptRamps) rates.shift()
}

/** Mean and its interval; nothing for fewer than three values. */
function meanOf(values: readonly number[], about: Pick<Learned, 'assetId' | 'quantity'>): Learned[] {
  const count = values.length
  if (count < 3) return []
  const value = values.reduce((total, one) => total + one, 0) / count
  const variance = values.reduce((total, one) => total + (one - value) ** 2, 0) / (count - 1)
  const spread = (students[count - 3] ?? 1.96) * Math.sqrt(variance / count)
  return [{ ...about, value, low: value - spread, high: value + spread, count }]
}

import type { Finding, Look } from './look.ts'

const toleratedMs = 2_000

/** Whether the device's own clock can be believed; ours is used when it can't. */
export function clock({ series, at }: Look): Finding {
  const readings = [...series.values()].flat()
  const off = readings.find(({ sourceAt }) => sourceAt !== undefined)
  if (off?.sourceAt !== undefined) {
    const detail = `The device's clock is ${spanWords(off.sourceAt - off.at)}; our time is used. Set its clock.`
    return { result: 'warn', detail }
  }
  const newest = Math.max(...readings.map((reading) => reading.at))
  if (readings.length === 0 || newest === 0) return { result: 'notTried', detail: 'Nothing was read.' }
  const lateMs = at - newest
  if (Math.abs(lateMs) > toleratedMs)
    return { result: 'warn', detail: `The newest reading is ${spanWords(-lateMs)} by our clock.` }
  return { result: 'pass', detail: `The newest reading is ${Math.round(Math.abs(lateMs))} ms from our clock.` }
}

function spanWords(ms: number): string {
  const seconds = Math.round(Math.abs(ms) / 1_000)
  const words = seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`
  return `${words} ${ms < 0 ? 'behind' : 'ahead'}`
}

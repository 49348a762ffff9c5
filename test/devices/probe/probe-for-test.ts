import { readOptions } from '../../../devices/probe/options.ts'
import { probe } from '../../../devices/probe/probe.ts'
import type { ProbeReading } from '../../../devices/probe/reading.ts'
import { systemClock as clock } from '../../../main/clock.ts'

/** What a probe printed. */
export interface Probed {
  isDone: boolean
  readings: ProbeReading[]
  remarks: string[]
  /** The newest line of a point. */
  of(point: string): ProbeReading | undefined
}

/** Runs a probe as the command line would. */
export async function runProbe(args: string[], signal = new AbortController().signal): Promise<Probed> {
  const options = readOptions(args, clock.now())
  if (!options) throw new Error('help was asked for')
  const readings: ProbeReading[] = []
  const remarks: string[] = []
  const isDone = await probe(options, {
    clock,
    print: (round) => readings.push(...round),
    remark: (text) => remarks.push(text),
    signal,
  })
  return { isDone, readings, remarks, of: (point) => readings.findLast((reading) => reading.point === point) }
}

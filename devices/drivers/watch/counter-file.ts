import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import type { Clock } from '../../../domain/clock.ts'
import type { Log } from '../../../domain/log.ts'
import { type PointName, pointNames } from '../../../domain/points.ts'
import type { DeviceConfig } from '../../../domain/site.ts'
import type { Ms } from '../../../domain/units.ts'
import type { Counter } from '../../points/counters.ts'

/** A counter and how its definition read it: read otherwise, its series begins anew. */
export interface KeptCounter extends Counter {
  form: string
}

/** The counters of one device, by point; whoever counts changes it in place. */
export type KeptCounters = Map<PointName, KeptCounter>

/** The counters of a site over the restarts of the engine, so that its energies never fall. */
export interface CounterFile {
  /** Those of a device, as they were last; the same map at each call. A simulated one begins anew with each start. */
  of(device: Pick<DeviceConfig, 'id' | 'endpoint'>): KeptCounters
  /** Writes what has changed. Otherwise it happens once a minute: a series goes on from any earlier reading as well. */
  save(): void
  stop(): void
}

const saveEveryMs: Ms = 60_000

const fileShape = z.record(
  z.string(),
  z.partialRecord(
    z.enum(pointNames as [PointName]),
    z.object({ form: z.string(), raw: z.number(), at: z.number(), offset: z.number(), total: z.number() }),
  ),
)

/** Opens the file; one that is not there or can't be read counts as empty, and says so in the log. */
export function openCounterFile({ file, clock, log }: { file: string; clock: Clock; log: Log }): CounterFile {
  const before = readKept(file, log)
  const devices = new Map<string, KeptCounters>()
  let written = ''
  const save = (): void => {
    const text = JSON.stringify(Object.fromEntries([...devices].map(([id, kept]) => [id, Object.fromEntries(kept)])))
    if (text === written) return
    try {
      writeFileSync(`${file}.new`, text)
      renameSync(`${file}.new`, file)
      written = text
    } catch (error) {
      log.warn('counters cannot be kept for the next start', { reason: String(error) })
    }
  }
  const stopSaving = clock.every(saveEveryMs, save)
  return {
    of({ id, endpoint }) {
      const kept = devices.get(id) ?? keptOf(before[id] ?? {}, endpoint === 'simulated')
      devices.set(id, kept)
      return kept
    },
    save,
    stop() {
      stopSaving()
      save()
    },
  }
}

function keptOf(counters: z.infer<typeof fileShape>[string], hasBegunAnew: boolean): KeptCounters {
  const entries = Object.entries(counters) as [PointName, KeptCounter][]
  return new Map(entries.map(([name, one]) => [name, hasBegunAnew ? { ...one, hasBegunAnew } : one]))
}

function readKept(file: string, log: Log): z.infer<typeof fileShape> {
  try {
    return fileShape.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    const isNew = (error as NodeJS.ErrnoException).code === 'ENOENT'
    if (!isNew) log.warn('counters of the last run cannot be read: their series begin anew', { reason: String(error) })
    return {}
  }
}

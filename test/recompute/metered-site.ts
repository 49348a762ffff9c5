import { createRandom } from '../../devices/simulated/random.ts'
import { silentLog } from '../../domain/log.ts'
import type { MeterPoint, RegisterName } from '../../domain/metering/meter.ts'
import { noReading } from '../../domain/reading.ts'
import { createBacklog } from '../../main/historian/backlog.ts'
import { openDb } from '../../main/historian/db.ts'
import { createMetering } from '../../main/metering/metering.ts'
import { createVirtualClock } from '../virtual-clock.ts'

/** Zone of the site: its days have 92 or 100 quarters when the clocks change. */
export const timeZone = 'Europe/Stockholm'
const minuteMs = 60_000
const hourMs = 3_600_000
const dayMs = 86_400_000

/** A storage, a grid meter and a generator whose register ends soon. */
export const points: MeterPoint[] = [
  { id: 'storage', registers: ['absorbed', 'injected'], ratedKW: 400, endWh: 100_000_000_000 },
  { id: 'grid', registers: ['import', 'export'], ratedKW: 1_000, endWh: 100_000_000_000 },
  { id: 'sun', registers: ['injected'], ratedKW: 300, endWh: 3_000_000 },
]

/** Registers of the site as they count, Wh with fractions. */
type Counts = Map<string, number>

/**
 * A site that is metered minute by minute for some days over a change of the clocks: a device that falls silent, a register
 * that begins anew, one that passes its end, a meter that is exchanged and written down later, restarts.
 */
export function meteredSite({
  days,
  seed,
  start = Date.UTC(2025, 2, 17, 23),
}: {
  days: number
  seed: number
  start?: number
}) {
  const { next: random } = createRandom(seed)
  const clock = createVirtualClock(start + 7_000)
  const db = openDb({ file: ':memory:', clock, log: silentLog })
  const open = () =>
    createMetering({
      db,
      points,
      timeZone,
      backlogOf: (write) => createBacklog({ write, what: 'readings', clock, log: silentLog }),
      audit: () => {},
      clock,
      log: silentLog,
    })
  let metering = open()
  const counts: Counts = new Map(
    points.flatMap(({ id, registers }) => registers.map((register, i) => [`${id}/${register}`, 1_000_000 * (i + 1)])),
  )
  const shown = (id: string, register: RegisterName) => Math.round((counts.get(`${id}/${register}`) ?? 0) / 10) * 10
  const isSilent = (at: number) => at > start + 9.55 * dayMs && at < start + 9.7 * dayMs
  let isExchanged = false
  for (let minute = 0; minute < days * 1_440; minute++) {
    // readings come some seconds off the minute
    clock.advance(minuteMs + Math.round((random() - 0.5) * 20) * 100)
    run(counts, clock.now(), random)
    const day = (clock.now() - start) / dayMs
    if (minute === 5 * 1_440 + 700) counts.set('grid/import', 0)
    if (minute === 11 * 1_440 + 847) isExchanged = exchange(metering, counts, clock.now(), shown)
    const silent = isSilent(clock.now())
    metering.observe((id, point) => {
      const register = {
        importedKWh: 'import',
        exportedKWh: 'export',
        absorbedKWh: 'absorbed',
        injectedKWh: 'injected',
      }[point as 'importedKWh'] as RegisterName
      if (silent && id === 'storage') return noReading
      return { value: shown(id, register) / 1_000, at: clock.now(), quality: 'good' }
    })
    if (minute % 15 === 3) metering.close()
    if (minute % 1_000 === 999 && day > 1) metering = open()
  }
  metering.close()
  return { metering, clock, db, start, isExchanged }
}

/** A minute of the site: sun by day, the storage charges at noon and gives back in the evening. */
function run(counts: Counts, at: number, random: () => number): void {
  const hour = (at % dayMs) / hourMs
  const sunKW = Math.max(0, 300 * Math.sin(((hour - 5) / 13) * Math.PI)) * (0.4 + 0.6 * random())
  const chargeKW = hour >= 9 && hour < 13 ? 250 * (0.8 + 0.4 * random()) : 0
  const giveKW = hour >= 16 && hour < 20 ? 230 * (0.8 + 0.4 * random()) : 0
  const restKW = 200 + 60 * random() + chargeKW - sunKW - giveKW
  const add = (key: string, powerKW: number) => counts.set(key, (counts.get(key) ?? 0) + (powerKW * 1_000) / 60)
  add('storage/absorbed', chargeKW)
  add('storage/injected', giveKW)
  add('sun/injected', sunKW)
  add('grid/import', Math.max(0, restKW))
  add('grid/export', Math.max(0, -restKW))
  const sun = counts.get('sun/injected') ?? 0
  if (sun >= 3_000_000) counts.set('sun/injected', sun - 3_000_000)
}

function exchange(
  metering: ReturnType<typeof createMetering>,
  counts: Counts,
  at: number,
  shown: (id: string, register: RegisterName) => number,
): boolean {
  const closing = { absorbed: shown('storage', 'absorbed'), injected: shown('storage', 'injected') }
  counts.set('storage/absorbed', 12_340)
  counts.set('storage/injected', 56_780)
  const { n } = metering.acts.propose(
    { name: 'Anna', role: 'engineer' },
    {
      kind: 'exchange',
      pointId: 'storage',
      at,
      serial: 'B-2',
      closing,
      opening: { absorbed: 12_340, injected: 56_780 },
      why: 'calibration was due',
      evidence: null,
    },
  )
  metering.acts.approve({ name: 'Bo', role: 'engineer' }, n)
  return true
}

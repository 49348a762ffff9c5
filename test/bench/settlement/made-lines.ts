import { createHash } from 'node:crypto'
import type { Interval, MeterPoint, RegisterReading } from '../../../domain/metering/meter.ts'
import { type Quarter, quarterStart } from '../../../domain/metering/quarter.ts'
import { domainSeparator } from '../../../main/settlement/hashing/typed.ts'
import type { Salts } from '../../../main/settlement/statements/salts.ts'

/** Where the signatures of the bench hold. */
export const place = { chainId: 31_337, contract: '0x5fbdb2315678afecb367f032d93f642f64180aa3', site: 7 }
/** Domain of the bench. */
export const separator = domainSeparator(place)
/** A key that is used nowhere else. */
export const privateKey = Uint8Array.from(createHash('sha256').update('key of the bench').digest())

/** Salts like those of a site, without a file. */
export const benchSalts: Salts = {
  meterPoint: (name) => `0x${createHash('sha256').update(name).digest('hex')}`,
  line: (quarter, revision, index) =>
    `0x${createHash('sha256').update(`${quarter} ${revision} ${index}`).digest('hex').slice(0, 32)}`,
}

/** Meter points of the bench, one register each. */
export function pointsOf(count: number): MeterPoint[] {
  return Array.from({ length: count }, (_, i) => ({
    id: `meter-${i}`,
    registers: ['import'],
    ratedKW: 1_000,
    endWh: 100_000_000_000,
  }))
}

/** A register read within a second after each boundary from `from` - 1 to `to`, with uneven energies in between. */
export function readingsOf(pointId: string, from: Quarter, to: Quarter): RegisterReading[] {
  let wh = 1_000_000
  return Array.from({ length: to - from + 2 }, (_, i) => {
    const quarter = from - 1 + i
    const at = quarterStart(quarter) + ((quarter * 7 + pointId.length) % 10) * 100
    wh += 20_000 + ((quarter * 7_919 + pointId.length * 104_729) % 200_000)
    return { pointId, register: 'import', epoch: 1, at, takenAt: at, wh, kind: 'boundary', isNewStart: false }
  })
}

/** An interval from what was found of a quarter. */
export function intervalOf(pointId: string, found: Omit<Interval, 'pointId' | 'register' | 'revision'>): Interval {
  return { pointId, register: 'import', revision: 0, ...found }
}

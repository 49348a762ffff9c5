import type { Clock } from '../../../domain/clock.ts'
import { type RegisterName, registerNames, registers } from '../../../domain/metering/meter.ts'
import { type Quarter, quarterOf, quarterStart } from '../../../domain/metering/quarter.ts'
import type { PointRef } from '../../../domain/rpc/site.ts'
import type { SiteConfig } from '../../../domain/site.ts'
import type { EpochMs } from '../../../domain/units.ts'
import type { PastRegister } from '../../metering/close-register.ts'
import { type MakePast, storedValue } from '../made-past.ts'

/** The last of a made-up past that metering takes, 23 hours: what is signed a day after its quarter counts as late. */
const takenQuarters = 92

/** The registers of a past that is made up, on their way to metering. */
export interface PastRegisters {
  /** The past as asked for; its registers are noted on the way. `undefined` at a site that has none. */
  make: MakePast | undefined
  /** First quarter that they would tell of at a first start now. */
  firstQuarter: Quarter
  /** Whether they may still come: until then nothing is stated that they belong before. */
  isAwaited(): boolean
  /** There is no more past to come, made or not. */
  end(): void
  /** Who takes them, once; before that they are lost. */
  onTaken(take: Take): void
}

type Take = (past: readonly PastRegister[]) => Promise<void>

/** Lets metering have the last day of a past that a simulated site makes up at its first start. */
export function createPastRegisters(needs: {
  site: Pick<SiteConfig, 'health'>
  make: MakePast | undefined
  clock: Pick<Clock, 'now'>
}): PastRegisters {
  const { site, make, clock } = needs
  let isAwaited = make !== undefined && site.health.simulatedPastDays > 0
  let take: Take | undefined
  return {
    make: make && noting(make, async (past) => take?.(past)),
    firstQuarter: firstBefore(clock.now()),
    isAwaited: () => isAwaited,
    end: () => void (isAwaited = false),
    onTaken: (taker) => void (take = taker),
  }
}

function firstBefore(now: EpochMs): Quarter {
  return quarterOf(now) - takenQuarters
}

/** The same past, of which `take` gets the registers of the last day when it has been gone through. */
function noting(make: MakePast, take: Take): MakePast {
  return async (days, now) => {
    const past = await make(days, now)
    const noted = noteOf(past.columns)
    return {
      columns: past.columns,
      async *runs() {
        for await (const run of past.runs()) {
          noted.add(run, quarterStart(firstBefore(now) - 1))
          yield run
        }
        await take(noted.registers)
      },
    }
  }
}

function noteOf(columns: readonly PointRef[]) {
  const found = columns.flatMap(({ assetId, point }, place) => {
    const register = registerNames.find((name) => registers[name].point === point)
    return register ? [{ place, ref: { assetId, point }, noted: emptyRegister(assetId, register) }] : []
  })
  return {
    registers: found.map(({ noted }) => noted),
    add({ at, values }: { at: readonly EpochMs[]; values: Float64Array }, from: EpochMs): void {
      for (const [row, instant] of at.entries()) {
        if (instant < from) continue
        for (const { place, ref, noted } of found) {
          const kWh = storedValue(ref, values[row * columns.length + place])
          if (!Number.isNaN(kWh)) noted.readings.push({ at: instant, wh: Math.round(kWh * 1_000) })
        }
      }
    },
  }
}

function emptyRegister(pointId: string, register: RegisterName): PastRegister {
  return { key: { pointId, register }, readings: [] }
}

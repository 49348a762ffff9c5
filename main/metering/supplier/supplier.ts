import type { Person } from '../../../domain/access.ts'
import type { RegisterName } from '../../../domain/metering/meter.ts'
import type { Quarter } from '../../../domain/metering/quarter.ts'
import type { SupplierLine } from '../../../domain/metering/supplier.ts'
import type { Comparison, SupplierDay, SupplierDecide, SupplierFile } from '../../../domain/rpc/metering/supplier.ts'
import { createMeteringStore, type MeteringDb } from '../metering-store.ts'
import { compareLines, daysOf } from './compare.ts'
import { compareFile, takeFile, type TakeNeeds } from './take-file.ts'
import { createSupplierLines, type GivenLines } from './supplier-lines.ts'

/** The supplier's energies beside ours. Errors: `Store.Failed`. */
export interface SupplierBook {
  /** How a file compares; changes nothing. */
  compare(given: GivenLines): Promise<Comparison>
  /** Takes a file over; the same one again changes nothing. Gives how it compares. */
  take(person: Person, given: GivenLines): Promise<Comparison>
  /** The newest first. */
  files(): SupplierFile[]
  /** Quarters [from, to) of all registers, in order of time. */
  lines(from: Quarter, to: Quarter): SupplierLine[]
  days(from: Quarter, to: Quarter): SupplierDay[]
  /** Decides on all that differs in a stretch; gives how many. */
  decide(person: Person, asked: SupplierDecide): number
}

interface BookNeeds extends TakeNeeds {
  db: MeteringDb
  timeZone: string
}

const shownFiles = 200

/** The supplier's energies of one meter point, as a rule the connection to the grid. */
export function createSupplierBook(needs: BookNeeds): SupplierBook {
  const { db, point, timeZone, audit, clock } = needs
  const rows = createSupplierLines(db)
  const store = createMeteringStore(db)
  const linesOf = (register: RegisterName, from: Quarter, to: Quarter) => {
    const key = { pointId: point.id, register }
    const [theirs, ours] = [rows.theirs(key, from, to), store.intervals(key, from, to)]
    return compareLines(point.id, theirs, ours, rows.decisions(key, from, to))
  }
  const lines = (from: Quarter, to: Quarter) =>
    point.registers.flatMap((register) => linesOf(register, from, to)).toSorted((a, b) => a.quarter - b.quarter)
  return {
    compare: (given) => compareFile({ ...needs, rows, store }, given),
    take: (person, given) => takeFile({ ...needs, rows, store }, person, given),
    files: () => rows.files(shownFiles),
    lines,
    days: (from, to) => daysOf(lines(from, to), timeZone),
    decide({ name: person }, { pointId, register, from, to, state, reason }) {
      if (pointId !== point.id || !point.registers.includes(register)) return 0
      const decided = linesOf(register, from, to).flatMap(({ quarter, theirWh, ourWh, state: before }) =>
        ourWh === null || before === 'agrees' || before === state
          ? []
          : [{ quarter, theirWh, ourWh, state, person, reason }],
      )
      if (decided.length === 0) return 0
      rows.decide({ pointId, register }, decided, clock.now())
      const detail = `${decided.length} differences of ${register} from the supplier's file ${state}: ${reason}`
      audit({ person, action: 'SupplierDifferencesDecided', assetId: pointId, detail })
      return decided.length
    },
  }
}

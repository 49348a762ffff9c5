import { quarterStart } from '../../../domain/metering/quarter.ts'
import { bridgedMs } from '../../metering/intervals.ts'
import type { Guarded } from '../base.ts'
import type { ServedSite } from '../served-site.ts'
import { supplierHandlers } from './supplier.ts'

const shownRows = 200

/** Energies by quarter of an hour, what they rest on, and what people change. */
export function meteringHandlers({ metering: base }: Guarded, { metering, supplier }: ServedSite) {
  return {
    points: base.points.handler(() =>
      metering.points.map(({ id, registers, ratedKW }) => ({
        id,
        registers: [...registers],
        ratedKW,
        meters: metering.meters(id),
      })),
    ),
    intervals: base.intervals.handler(({ input }) => metering.intervals(input, input.from, input.to)),
    quarter: base.quarter.handler(({ input }) => {
      const { quarter } = input
      const [from, to] = [quarterStart(quarter) - bridgedMs, quarterStart(quarter + 1) + bridgedMs]
      const readings = metering.readings(input, from, to)
      return {
        revisions: metering.revisions(input, quarter),
        readings: readings.map(({ at, epoch, wh, kind }) => ({ at, epoch, wh, kind })),
        supplier:
          supplier
            .lines(quarter, quarter + 1)
            .find(({ pointId, register }) => pointId === input.pointId && register === input.register) ?? null,
      }
    }),
    checked: base.checked.handler(({ input }) => metering.checked(input.from, input.to)),
    notes: base.notes.handler(() => metering.notes(shownRows)),
    acts: base.acts.handler(() => metering.acts.list(shownRows)),
    propose: base.propose.handler(({ input, context }) => metering.acts.propose(context.person, input)),
    approve: base.approve.handler(({ input, context }) => metering.acts.approve(context.person, input.n)),
    supplier: supplierHandlers(base.supplier, supplier),
  }
}

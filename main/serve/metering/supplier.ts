import type { Guarded } from '../base.ts'
import type { ServedSite } from '../served-site.ts'

/** The supplier's files beside our energies. */
export function supplierHandlers(base: Guarded['metering']['supplier'], supplier: ServedSite['supplier']) {
  return {
    check: base.check.handler(({ input }) => supplier.check(input)),
    take: base.take.handler(({ input, context }) => supplier.take(context.person, input)),
    files: base.files.handler(() => supplier.files()),
    days: base.days.handler(({ input }) => supplier.days(input.from, input.to)),
    lines: base.lines.handler(({ input }) => supplier.lines(input.from, input.to)),
    decide: base.decide.handler(({ input, context }) => supplier.decide(context.person, input)),
  }
}

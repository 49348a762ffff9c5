import type { Guarded } from '../base.ts'
import type { ServedSite } from '../served-site.ts'

/** Money by kind and quarter, down to the registers. */
export function moneyHandlers({ money: base }: Guarded, site: Pick<ServedSite, 'money'>) {
  return {
    span: base.span.handler(({ input }) => site.money.span(input)),
    quarter: base.quarter.handler(({ input }) => site.money.quarter(input.quarter)),
  }
}

import type { Guarded } from '../base.ts'
import type { ServedSite } from '../served-site.ts'

/** Calls on what draws too much, meters against each other, and consumers in the background load. */
export function consumptionHandlers({ health }: Guarded, { consumption }: Pick<ServedSite, 'consumption'>) {
  return {
    get: health.consumption.get.handler(() => consumption.get()),
    label: health.consumption.label.handler(({ input, context }) => consumption.label(context.person, input)),
  }
}

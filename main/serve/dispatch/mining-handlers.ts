import type { Guarded } from '../base.ts'
import type { ServedSite } from '../served-site.ts'

/** Handlers of the mining containers: the list, caps and protection of several at once. */
export function miningHandlers(base: Guarded, { control }: ServedSite) {
  const { list, setCaps, endCaps, protect } = base.mining
  return {
    list: list.handler(() => control.containers()),
    setCaps: setCaps.handler(({ input, context }) => control.setCaps(context.person, input)),
    endCaps: endCaps.handler(({ input, context }) => control.endCaps(context.person, input)),
    protect: protect.handler(({ input, context }) => control.protect(context.person, input)),
  }
}

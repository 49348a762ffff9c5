import type { Log } from '../../../domain/log.ts'
import type { Guarded } from '../base.ts'
import type { ServedSite } from '../served-site.ts'
import { stepsFor } from '../steps.ts'

const never = new AbortController().signal

/** Handlers of the rules of health. */
export function rulesHandlers({ health: { rules: base } }: Guarded, { rules }: Pick<ServedSite, 'rules'>, log: Log) {
  return {
    list: base.list.handler(() => rules.list()),
    get: base.get.handler(({ input }) => rules.get(input.id)),
    check: base.check.handler(({ input }) => rules.check(input.text)),
    complete: base.complete.handler(({ input }) => rules.complete(input.text, input.at)),
    tryOut: base.tryOut.handler(({ input, signal = never }) =>
      stepsFor(rules.tryOut(input, signal), 'health.rules.tryOut', log),
    ),
    save: base.save.handler(({ input, context }) => rules.save(context.person, input)),
    setState: base.setState.handler(({ input, context }) => rules.setState(context.person, input)),
  }
}

import { PowerchainError } from '../../../domain/errors.ts'
import type { Guarded } from '../base.ts'
import type { ServedSite } from '../served-site.ts'

/** Agreements, their acceptance and their disputes. */
export function agreementHandlers({ agreements: base }: Guarded, site: ServedSite) {
  const asked = () => {
    if (site.agreements) return site.agreements
    throw new PowerchainError('Config.NotFound', 'The site file asks for no settlement: there are no agreements.')
  }
  return {
    list: base.list.handler(() => site.agreements?.list() ?? []),
    open: base.open.handler(({ input }) => asked().open(input.agreement, input.from, input.to)),
    acceptances: base.acceptances.handler(() => site.agreements?.acceptances() ?? []),
    disputes: base.disputes.handler(() => site.agreements?.disputes() ?? []),
    windows: base.windows.handler(() => site.agreements?.windows() ?? {}),
    deadlines: base.deadlines.handler(() => site.agreements?.deadlines() ?? []),
    exportEvidence: base.exportEvidence.handler(({ input }) => asked().exportEvidence(input.agreement)),
    exportPosted: base.exportPosted.handler(({ input }) => asked().exportPosted(input.agreement, input.digest)),
    give: base.give.handler(({ input, context }) => asked().give(context.person, input)),
    accept: base.accept.handler(({ input, context }) => asked().accept(context.person, input.id, input.reason)),
    dispute: base.dispute.handler(({ input: { agreement, claim, reason }, context }) =>
      asked().dispute(context.person, agreement, claim, reason),
    ),
    respond: base.respond.handler(({ input, context }) => asked().respond(context.person, input.dispute, input.reason)),
    addEvidence: base.addEvidence.handler(({ input, context }) =>
      asked().addEvidence(context.person, input.dispute, input.reason),
    ),
    rule: base.rule.handler(({ input: { dispute, reason, ...ruling }, context }) =>
      asked().rule(context.person, dispute, ruling, reason),
    ),
    appeal: base.appeal.handler(({ input, context }) => asked().appeal(context.person, input.dispute, input.reason)),
    execute: base.execute.handler(({ input, context }) => asked().execute(context.person, input.dispute, input.reason)),
    settle: base.settle.handler(({ input, context }) => asked().settle(context.person, input.agreement, input.reason)),
    close: base.close.handler(({ input, context }) => asked().close(context.person, input.agreement, input.reason)),
  }
}

import { PowerchainError } from '../../../domain/errors.ts'
import type { Guarded } from '../base.ts'
import type { ServedSite } from '../served-site.ts'

/** The market of storage, its members and their votes. */
export function marketHandlers({ market: base }: Guarded, site: ServedSite) {
  const asked = () => {
    if (site.market) return site.market
    throw new PowerchainError(
      'Config.NotFound',
      'The site file asks for no settlement, so there is no market: it has no section "settlement".',
    )
  }
  return {
    now: base.now.handler(() => asked().now()),
    book: base.book.handler(() => asked().book()),
    nodes: base.nodes.handler(() => asked().nodes()),
    members: base.members.handler(() => asked().members()),
    groups: base.groups.handler(() => asked().groups.list()),
    draftGroup: base.draftGroup.handler(({ input, context }) => asked().groups.draft(context.person, input)),
    signGroup: base.signGroup.handler(({ input, context }) =>
      asked().groups.sign(context.person, input.paper, input.reason),
    ),
    votes: base.votes.handler(() => asked().votes()),
    matches: base.matches.handler(({ input }) => asked().matches(input.request)),
    tryMatch: base.tryMatch.handler(({ input }) => asked().tryMatch(input)),
    advice: base.advice.handler(() => asked().advice()),
    check: base.check.handler(({ input }) => asked().check(input)),
    act: base.act.handler(({ input, context }) => asked().act(context.person, input)),
    checkMember: base.checkMember.handler(({ input }) => asked().check(input)),
    actMember: base.actMember.handler(({ input, context }) => asked().act(context.person, input)),
    place: base.place.handler(({ input, context }) => asked().place(context.person, input)),
  }
}

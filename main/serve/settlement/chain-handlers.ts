import type { ChainNow } from '../../../domain/rpc/settlement/ledger.ts'
import type { Guarded } from '../base.ts'
import type { ServedSite } from '../served-site.ts'
import { asked } from './asked.ts'

/** The chain and the outbox. */
export function chainHandlers({ ledger: base }: Guarded, site: ServedSite) {
  return {
    now: base.now.handler(() => site.chain?.now() ?? noChain),
    outbox: base.outbox.handler(({ input }) => site.chain?.outbox(input.limit) ?? []),
    intent: base.intent.handler(({ input }) => asked(site.chain).intent(input.id)),
    decide: base.decide.handler(({ input, context }) =>
      asked(site.chain).decide(context.person, input.id, input.decision, input.reason),
    ),
    resume: base.resume.handler(({ input, context }) => asked(site.chain).resume(context.person, input.reason)),
    events: base.events.handler(({ input }) => site.chain?.events(input) ?? []),
  }
}

const noChain: ChainNow = {
  state: 'off',
  words: 'The site file asks for no settlement.',
  since: 0,
  block: null,
  blockAt: null,
  chainId: null,
  isPractice: false,
  endpoints: [],
  readTo: null,
  confirmations: 0,
  finality: 0,
  account: null,
  contracts: [],
  outbox: { waiting: 0, oldestAt: null, stopped: '' },
}

import type { Clock } from '../../../domain/clock.ts'
import type { Chain, ChainView } from './chain.ts'

/** A chain that may come later, or go: a practice chain takes a while to stand, a site may have no link at all. */
export interface ChainSwitch extends Chain {
  /** From now on this is the chain. */
  attach(chain: Chain): void
  /** There is none; in words why. */
  detach(words: string): void
}

/** No chain yet; in words why. */
export function createChainSwitch(words: string, clock: Pick<Clock, 'now'>): ChainSwitch {
  let inner: Chain | undefined
  const none = (why: string): ChainView => ({ state: 'off', words: why, since: clock.now(), head: undefined })
  let off = none(words)
  const known = (): Chain => {
    if (inner) return inner
    throw new RangeError('there is no chain')
  }
  return {
    look: async () => (inner ? inner.look() : off),
    view: () => inner?.view() ?? off,
    endpoint: () => known().endpoint(),
    answering: () => inner?.answering() ?? [],
    receipt: (hash) => known().receipt(hash),
    attach(chain) {
      inner = chain
    },
    detach(why) {
      inner = undefined
      if (off.words !== why) off = none(why)
    },
  }
}

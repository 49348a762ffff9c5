import type { Instruction } from '../../../../domain/instruction.ts'
import type { CapsGiven } from '../../../../domain/rpc/dispatch/mining.ts'
import { drawKW, type KW } from '../../../../domain/units.ts'

/** A container that was chosen: its name, and its power where a good value is known, kW into the bus. */
export interface Chosen {
  id: string
  name: string
  powerKW: KW | undefined
}

/** What a cap on each of several containers does to the site at once. */
export interface CapEffect {
  /** Draw of those that are known, now and under the cap, kW. */
  nowKW: KW
  thenKW: KW
  /** Containers whose draw is not known and not counted. */
  unknown: number
}

const sum = (values: number[]) => values.reduce((all, value) => all + value, 0)

/** What a cap of `capKW` on each does at once: those above it come down, the others stay. */
export function capEffect(chosen: readonly Chosen[], capKW: KW): CapEffect {
  const draws = chosen.flatMap(({ powerKW }) => (powerKW === undefined ? [] : [Math.max(0, drawKW(powerKW))]))
  return {
    nowKW: sum(draws),
    thenKW: sum(draws.map((draw) => Math.min(draw, capKW))),
    unknown: chosen.length - draws.length,
  }
}

/** What became of an act on several: for how many it was done, and for whom not and why. */
export interface GroupOutcome {
  done: number
  left: readonly { name: string; why: string }[]
}

/** What became of caps. */
export function capsOutcome(chosen: readonly Chosen[], { given, refused }: CapsGiven): GroupOutcome {
  const nameOf = (id: string) => chosen.find((one) => one.id === id)?.name ?? id
  return { done: given.length, left: refused.map(({ assetId, reason }) => ({ name: nameOf(assetId), why: reason })) }
}

/** What became of ending caps: containers without one are named. */
export function endedOutcome(chosen: readonly Chosen[], ended: readonly Instruction[]): GroupOutcome {
  const had = new Set(ended.map((instruction) => instruction.assetId))
  return {
    done: had.size,
    left: chosen.filter(({ id }) => !had.has(id)).map(({ name }) => ({ name, why: 'had no cap' })),
  }
}

/** Names in a sentence; of many the first and how many more. */
export function namesOf(chosen: readonly Chosen[], most = 6): string {
  const names = chosen.slice(0, most).map(({ name }) => name)
  const more = chosen.length - names.length
  return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ')
}

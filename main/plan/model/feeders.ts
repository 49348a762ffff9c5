import { at } from '../problem.ts'
import type { Build } from './build.ts'
import type { Term } from './linear-model.ts'
import type { StorageColumns } from './stores.ts'

interface Parts {
  sources: readonly (readonly number[])[]
  storages: readonly StorageColumns[]
}

/**
 * Holds what flows over each feeder within its limit in either direction; the excess has the price of the connection.
 * Gives the rows of each feeder by step.
 */
export function addFeeders(build: Build, parts: Parts): number[][] {
  const { model, problem, hours, soft } = build
  return (problem.feeders ?? []).map((feeder) =>
    hours.map((h, t) => {
      const [over, under] = [0, 0].map(() => model.addColumn(soft.grid * h, 0, Infinity))
      const [limit, given] = [feeder.limitKW / 1_000, at(feeder.givenKW, t) / 1_000]
      const terms: Term[] = [...flowOf(build, parts, new Set(feeder.members), t), [over ?? 0, -1], [under ?? 0, 1]]
      return model.addRow(-limit - given, limit - given, terms)
    }),
  )
}

/** What planned members give to the bus together, as a sum over columns. */
export function flowOf(
  { problem, blocks }: Build,
  { sources, storages }: Parts,
  isIn: ReadonlySet<string>,
  t: number,
): Term[] {
  return [
    ...problem.sources.flatMap(({ id }, i): Term[] => (isIn.has(id) ? [[at(sources[i] ?? [], t), 1]] : [])),
    ...problem.storages.flatMap(({ id }, i): Term[] => {
      const { charge = [], discharge = [] } = storages[i] ?? {}
      return isIn.has(id)
        ? [
            [at(discharge, t), 1],
            [at(charge, t), -1],
          ]
        : []
    }),
    ...blocks.flatMap(({ unit, power }): Term[] => {
      if (!isIn.has(unit.id)) return []
      return power(t).map(([column, size]) => [column, unit.flow === 'feeds' ? size : -size])
    }),
  ]
}

import { expect, test } from 'vitest'
import * as tables from './grid-tables.ts'
import { differences } from './scenario.ts'

test.each(Object.values(tables).flat())(
  '$name',
  async (scenario) => {
    expect(await differences(scenario)).toEqual([])
  },
  40_000,
)

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chaos } from './chaos.ts'
import { startWorld, type World } from './world.ts'

let world: World
let folder = ''

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'chaos-'))
  world = await startWorld()
}, 60_000)
afterAll(async () => {
  await world?.stop()
  rmSync(folder, { recursive: true })
})

test.each(Array.from({ length: 20 }, (_, seed) => seed + 1))(
  'invariants 38, 39, 41, 42, 47 to 49, seed %i: lost and doubled replies, silence, reorgs, fees, wrong and stale chains, ends, clocks: each batch once, money to the unit',
  async (seed) => {
    const { faults } = await chaos(world, { seed, file: join(folder, `${seed}.db`) })
    expect(faults).toEqual([])
  },
)

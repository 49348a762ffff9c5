import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Anvil, startAnvil } from './anvil.ts'
import { chaos } from './chaos.ts'
import { compileLane } from './lane-contract.ts'
import { digests } from './posting-site.ts'

let anvil: Anvil
let code = ''
let folder = ''

beforeAll(async () => {
  code = compileLane()
  folder = mkdtempSync(join(tmpdir(), 'chaos-'))
  anvil = await startAnvil()
})
afterAll(() => {
  anvil.stop()
  rmSync(folder, { recursive: true })
})

test.each(Array.from({ length: 20 }, (_, seed) => seed + 1))(
  'seed %i: lost replies, silence, reorgs, fees, crashes, another chain: each batch is there once and final',
  async (seed) => {
    const snapshot = await anvil.ask<string>('evm_snapshot')
    const { posted, states, hashesByNonce } = await chaos(anvil, { code, seed, file: join(folder, `${seed}.db`) })
    expect(posted).toEqual(digests(8))
    expect(states.every((state) => state === 'final' || state === 'adopted')).toBe(true)
    for (const mined of hashesByNonce) expect(mined).toBeLessThanOrEqual(1)
    await anvil.ask('evm_revert', snapshot)
  },
)

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chaos } from '../../main/settlement/chaos/chaos.ts'
import { startWorld } from '../../main/settlement/chaos/world.ts'

/*
 * A lane of the chaos bench: a process with a node of its own that runs the seeds FIRST, FIRST + STEP, ... up to LAST and tells
 * each run to its parent, until it is told to end.
 */

const [first = 1, step = 1, last = 0] = process.argv.slice(2).map(Number)
const folder = mkdtempSync(join(tmpdir(), 'chaos-'))
const world = await startWorld()
const told = { isOver: false }
for (const end of ['message', 'disconnect']) process.on(end, () => (told.isOver = true))
for (let seed = first; seed <= last && !told.isOver; seed += step) {
  const run = await chaos(world, { seed, file: join(folder, `${seed}.db`) }).catch((error: unknown) => ({
    faults: [error instanceof Error ? error.message : String(error)],
    batches: 0,
    ends: 0,
    kills: 0,
    reorganised: 0,
    daysOffline: 0,
  }))
  process.send?.({ seed, ...run })
}
await world.stop()
rmSync(folder, { recursive: true })
process.exit(0)

import { rmSync } from 'node:fs'
import { createRandom } from '../../../../devices/simulated/random.ts'
import { type HostileNode, startHostileNode } from '../outbox/hostile-node.ts'
import { faultsOf } from './faults.ts'
import { payoutOf } from './money.ts'
import { killableStation, localStation, type MortalStation } from './stations.ts'
import { daysBefore, type SignedBatch, type World } from './world.ts'

/** What happened in a run. */
export interface ChaosRun {
  /** What must not be, in words; nothing when all is well. */
  faults: string[]
  batches: number
  /** Ends of the station, those of a real process, blocks taken back, days without any node. */
  ends: number
  kills: number
  reorganised: number
  daysOffline: number
}

const rounds = 16
const deepestReorg = 6
const daySeconds = 86_400
/** Rounds until everything must be final once it is calm. */
const calmRounds = 200

interface Running {
  world: World
  station: MortalStation
  /** Whether its end is that of a real process. */
  isProcess: boolean
  nodes: readonly HostileNode[]
  random: () => number
  /** How wrong the station's clock is, ms. */
  skew: { ms: number }
  run: ChaosRun
}

/**
 * A station posts signed batches to the real contracts and pays a list while everything goes wrong by a seed; then it becomes
 * calm, and what is on the chain, in the outbox and in the ledger is held against each other. Of ten seeds one is
 * offline for 30 days; one runs in a process of its own that is killed for real.
 */
export async function chaos(world: World, given: { seed: number; file: string }): Promise<ChaosRun> {
  const { seed, file } = given
  const { next: random } = createRandom(seed)
  await world.fresh()
  const nodes = [await startHostileNode(world.rpc, random), await startHostileNode(world.rpc, random)]
  const { manifest, site, operatorKey } = world
  const setup = { file, urls: nodes.map(({ url }) => url), manifest, site, operatorKey }
  const isProcess = seed % 10 === 0
  const station = isProcess ? killableStation(setup) : localStation(setup)
  const run: ChaosRun = { faults: [], batches: 0, ends: 0, kills: 0, reorganised: 0, daysOffline: 0 }
  const running: Running = { world, station, isProcess, nodes, random, skew: { ms: 0 }, run }
  try {
    const begun = await world.seconds()
    const payout = payoutOf(world, random, begun + 200 * daySeconds)
    const batches = world.batches(seed % 10 === 5 ? daysBefore + 30 : 4 + Math.floor(6 * random()))
    run.batches = batches.length
    await disorder(running, batches.slice(0, daysBefore), payout.acts)
    if (batches.length > daysBefore) await offline(running, batches.slice(daysBefore))
    await calm(running)
    run.faults.push(...(await faultsOf({ world, station, batches, payout })))
    return run
  } finally {
    await station.stop()
    await Promise.all(nodes.map((node) => node.stop()))
    for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true })
  }
}

async function disorder(
  running: Running,
  batches: readonly SignedBatch[],
  acts: Parameters<MortalStation['act']>[0][],
): Promise<void> {
  const { world, station, isProcess, random, run } = running
  const asked = batches.map((batch) => () => station.post(batch))
  // acts come in their own order, somewhere among the batches
  acts.forEach((act, i) =>
    asked.splice(Math.min(asked.length, 2 * i + Math.floor(2 * random())), 0, () => station.act(act)),
  )
  for (let round = 0; round < rounds; round++) {
    while (asked.length > 0 && random() < 0.5) await asked.shift()?.()
    await misbehave(running)
    const turn = station.turn(await wrongTime(running))
    if (random() < 0.12) {
      await new Promise((resolve) => setTimeout(resolve, 40 * random()))
      await station.kill()
      run.ends += 1
      if (isProcess) run.kills += 1
    }
    await turn
    if (random() < 0.7) await world.mine()
  }
  for (const ask of asked) await ask()
}

async function misbehave({ world, nodes, random, skew, run }: Running): Promise<void> {
  for (const { mischief } of nodes) {
    mischief.losesReplies = random() < 0.3 ? 0.15 : 0
    mischief.refuses = random() < 0.3 ? 0.1 : 0
    mischief.repeats = random() < 0.3 ? 0.5 : 0
    mischief.isDown = random() < 0.1
    mischief.chainId = random() < 0.04 ? 1 : undefined
    mischief.behind = random() < 0.05 ? 1 + Math.floor(9 * random()) : 0
  }
  if (random() < 0.1) {
    const depth = 1 + Math.floor(deepestReorg * random())
    await world.ask('anvil_reorg', depth, [])
    run.reorganised += depth
  }
  // fees too low for what was signed before
  if (random() < 0.1)
    await world.ask('anvil_setNextBlockBaseFeePerGas', `0x${Math.floor(1e9 + 5e10 * random()).toString(16)}`)
  if (random() < 0.08) skew.ms = Math.round((random() - 0.5) * 4 * 3_600_000)
  else if (random() < 0.3) skew.ms = 0
  if (random() < 0.1) await world.mine(1, 90)
}

/** Thirty days without any node: a batch comes each day, the chain goes on without the station. */
async function offline({ world, station, nodes, run }: Running, batches: readonly SignedBatch[]): Promise<void> {
  for (const { mischief } of nodes) mischief.isDown = true
  for (const batch of batches) {
    await world.mine(1, daySeconds)
    await station.post(batch)
    await station.turn((await world.seconds()) * 1_000)
    run.daysOffline += 1
  }
}

async function calm({ world, station, nodes }: Running): Promise<void> {
  for (const { mischief } of nodes)
    Object.assign(mischief, { isDown: false, losesReplies: 0, refuses: 0, repeats: 0, chainId: undefined, behind: 0 })
  for (let round = 0; round < calmRounds; round++) {
    await station.turn((await world.seconds()) * 1_000)
    await station.retry()
    await world.mine(3, 10)
    const rows = await station.rows()
    const isDone = rows.every(({ state }) => ['final', 'adopted', 'superseded'].includes(state))
    if (!isDone) continue
    const events = await station.events()
    if (events.every(({ isFinal }) => isFinal)) return
  }
}

async function wrongTime({ world, skew }: Running): Promise<number> {
  return (await world.seconds()) * 1_000 + skew.ms
}

import { afterEach, beforeEach, expect, test } from 'vitest'
import { contract } from '../../../domain/rpc/contract.ts'
import { pastClient, replayWords } from '../../../renderer/replay/past-client.ts'
import { faultOf } from '../../../renderer/replay/period-dialog.tsx'
import { createPlayer, type ReplayPlayer } from '../../../renderer/replay/player.ts'
import { type DemoServer, startDemoServer, until } from '../demo-server.ts'

let demo: DemoServer
let player: ReplayPlayer | undefined
const from = Date.now() - 4 * 3_600_000
const to = from + 3_600_000

beforeEach(async () => {
  demo = await startDemoServer()
  demo.connection.start()
  await until(() => demo.store.connection().state === 'live')
})
afterEach(() => {
  player?.stop()
  return demo.stop()
})

function newPlayer(speed: number): ReplayPlayer {
  const site = demo.store.site()
  if (!site) throw new Error('no site')
  player = createPlayer({ client: demo.connection.client, site, period: { from, to }, speed })
  return player
}

test('the store shows the past with the time of the moment, and the live store goes on beside it', async () => {
  const { play, state } = ((p) => ({ play: () => p.play(), state: p.state }))(newPlayer(60))
  expect(state()).toMatchObject({ isPlaying: false, store: undefined, at: from })
  play()
  await until(() => state().at >= from + 30_000)
  const { store, at } = state()
  expect(store?.now()).toBe(at)
  expect(store?.status()?.isReplay).toBe(true)
  expect(store?.reading('grid', 'activePowerKW')).toMatchObject({ quality: 'good', at })
  expect(demo.store.status()?.isReplay).toBeUndefined()
  expect(demo.store.now() - at).toBeGreaterThan(3_600_000)
})

test('it pauses, goes on in the same store, and stands still at the end', async () => {
  const one = newPlayer(60)
  one.play()
  await until(() => one.state().at > from)
  one.pause()
  const paused = one.state()
  await new Promise((resolve) => setTimeout(resolve, 400))
  expect(one.state()).toBe(paused)
  one.setSpeed(1_000)
  one.play()
  await until(() => one.state().at > paused.at)
  expect(one.state().store).toBe(paused.store)
  one.seek(to - 1_000)
  await until(() => one.state().at === to && !one.state().isPlaying)
})

test('a jump leads into a store of its own, also while it stands still', async () => {
  const one = newPlayer(1)
  one.play()
  await until(() => one.state().store !== undefined)
  one.pause()
  const { store, jump } = one.state()
  one.seek(from + 1_800_000 - 1)
  await until(() => one.state().jump === jump + 1)
  expect(one.state()).toMatchObject({ at: from + 1_800_000 - 1, isPlaying: false })
  expect(one.state().store).not.toBe(store)
  expect(one.state().store?.alarms()).toMatchObject([{ id: 'then-1' }])
  one.seek(from)
  await until(() => one.state().jump === jump + 2)
  expect(one.state().store?.alarms()).toEqual([])
})

test('of many jumps at once the last one counts, and one question is asked at a time', async () => {
  const one = newPlayer(1)
  one.play()
  await until(() => one.state().store !== undefined)
  one.pause()
  for (let i = 1; i <= 100; i++) one.seek(from + i * 10_000)
  expect(one.state().goal).toBe(from + 1_000_000)
  await until(() => one.state().goal === undefined)
  expect(one.state().at).toBe(from + 1_000_000)
  expect(one.state().jump).toBeLessThan(5)
})

test('no command leaves the page during a replay, whoever asks', async () => {
  type Call = (input: unknown) => Promise<unknown>
  interface Calls {
    [name: string]: Call | Calls
  }
  type Procedures = Record<string, object>
  const commandsOf = (procedures: Procedures, path: readonly string[]): string[][] =>
    Object.entries(procedures).flatMap(([name, procedure]) => {
      if (!('~orpc' in procedure)) return commandsOf(procedure as Procedures, [...path, name])
      const { meta } = procedure['~orpc'] as { meta: { role?: string } }
      return meta.role === 'viewer' ? [] : [[...path, name]]
    })
  const client = pastClient(demo.connection.client, () => from) as unknown as Calls
  const refused: string[] = []
  const commands = commandsOf(contract, [])
  for (const way of commands) {
    let call: Call | Calls | undefined = client
    for (const name of way) call = (call as Calls)[name]
    await (call as Call)({}).catch((error: Error) => {
      if (error.message.startsWith(replayWords)) refused.push(way.join('.'))
    })
  }
  expect(refused).toEqual(commands.map((way) => way.join('.')))
  expect(refused).toContain('dispatch.operate')
  expect(refused).toContain('health.rules.save')
})

test('the journal, the audit trail and trends end at the moment shown', async () => {
  const client = pastClient(demo.connection.client, () => from)
  expect((await client.history.audit({})).filter(({ at }) => at > from)).toEqual([])
  expect((await client.alarms.journal({})).filter(({ at }) => at > from)).toEqual([])
  const span = { from: from - 60_000, to: from + 60_000, buckets: 12 }
  const { mean } = await client.history.trend({ assetId: 'grid', point: 'activePowerKW', ...span })
  expect(mean.map((value) => value !== null)).toEqual([...Array(7).fill(true), ...Array(5).fill(false)])
  expect((await client.site.describe()).name).toBe('Lindholm Works')
})

test.each([
  [{ from: 10, to: 20 }, undefined],
  [{ from: undefined, to: 20 }, 'Give a start and an end.'],
  [{ from: 20, to: 10 }, 'The end must lie after the start.'],
  [{ from: 200, to: 300 }, 'The period has not begun yet.'],
])('a period %j is judged: %s', (period, fault) => {
  expect(faultOf(period, 100)).toBe(fault)
})

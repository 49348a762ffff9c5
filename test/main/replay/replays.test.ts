import { expect, test } from 'vitest'
import { systemClock } from '../../../main/clock.ts'
import type { MomentThen } from '../../../main/replay/replays.ts'
import { good, gridAt, hourFrom, recordedHour, stateOf } from './recorded-hour.ts'

async function take(moments: AsyncGenerator<MomentThen>, count: number): Promise<MomentThen[]> {
  const taken: MomentThen[] = []
  for await (const moment of moments) if (taken.push(moment) === count) break
  return taken
}

const never = new AbortController().signal

test('values at an instant equal those stored', async () => {
  const { replays, clock } = await recordedHour()
  const moments = replays.moments({ from: hourFrom + 600_000, to: hourFrom + 620_000, speed: 4 }, never)
  const ticking = clock.tick()
  const all = await take(moments, 50)
  ticking()
  expect(all.map(({ at }) => at)).toEqual(Array.from({ length: 21 }, (_, n) => hourFrom + 600_000 + n * 1_000))
  for (const { at, values, qualities } of all) expect([values[0], qualities[0]]).toEqual([gridAt(at), good])
})

test('at 1000 x nothing is left out: each moment is the last sample before it', async () => {
  const { replays, clock } = await recordedHour()
  const ticking = clock.tick()
  const all = await take(replays.moments({ from: hourFrom, to: hourFrom + 3_600_000, speed: 1_000 }, never), 50)
  ticking()
  expect(all.at(-1)?.at).toBe(hourFrom + 3_600_000)
  expect(all.map(({ at }) => at - hourFrom).slice(0, 3)).toEqual([0, 250_000, 500_000])
  for (const { at, values } of all.slice(0, -1)) expect(values[0]).toBe(gridAt(at))
})

test('a gap is shown as stale with the last value, never bridged, and ends with the next sample', async () => {
  const { replays, clock } = await recordedHour()
  const ticking = clock.tick()
  const all = await take(
    replays.moments({ from: hourFrom + 1_200_000, to: hourFrom + 1_900_000, speed: 40 }, never),
    500,
  )
  ticking()
  const ofMinute = (minute: number) => all.find(({ at }) => at >= hourFrom + minute * 60_000)
  // the battery was silent from minute 22 to minute 30
  expect(stateOf(ofMinute(21), 'battery')).toBe('good')
  expect(stateOf(ofMinute(25), 'battery')).toBe('stale')
  expect(ofMinute(25)?.values[1]).toBe(-50)
  expect(ofMinute(25)?.instants[1]).toBeLessThan(hourFrom + 22 * 60_000)
  expect(stateOf(ofMinute(31), 'battery')).toBe('good')
})

test('begun within a gap, the last value before it is found and is stale', async () => {
  const { replays } = await recordedHour()
  const from = hourFrom + 26 * 60_000
  const [first] = await take(replays.moments({ from, to: from + 60_000, speed: 1 }, never), 1)
  expect([stateOf(first, 'battery'), first?.values[1]]).toEqual(['stale', -50])
})

test('an alarm that was raised and went appears and goes; one that stood at the start is there', async () => {
  const { replays, clock } = await recordedHour()
  const ticking = clock.tick()
  const all = await take(
    replays.moments({ from: hourFrom + 300_000, to: hourFrom + 1_800_000, speed: 240 }, never),
    500,
  )
  ticking()
  const shown = all.map(({ at, alarms }) => [(at - hourFrom) / 60_000, alarms.map(({ id, state }) => `${id} ${state}`)])
  expect(shown[0]).toEqual([5, ['old activeAcknowledged']])
  expect(shown).toContainEqual([11, ['new activeUnacknowledged', 'old activeAcknowledged']])
  expect(shown).toContainEqual([14, ['new normalUnacknowledged', 'old activeAcknowledged']])
  expect(shown).toContainEqual([16, ['old activeAcknowledged']])
})

test('setpoints stand as decisions without a why; an instruction shows while it held', async () => {
  const { replays, clock } = await recordedHour()
  const ticking = clock.tick()
  const all = await take(replays.moments({ from: hourFrom, to: hourFrom + 600_000, speed: 240 }, never), 500)
  ticking()
  expect(all[0]?.decisions).toMatchObject([
    { assetId: 'battery', setpointKW: -50, because: [], limitedBy: 'not recorded', commander: 'automatic' },
  ])
  const held = all.filter(({ instructions }) => instructions.length > 0).map(({ at }) => (at - hourFrom) / 60_000)
  expect(held).toEqual([2, 3])
  expect(all.find(({ at }) => at === hourFrom + 120_000)).toMatchObject({
    instructions: [{ state: 'active' }],
    decisions: [{ commander: 'operator' }],
  })
})

test('the mode is the one that held then', async () => {
  const { replays, clock } = await recordedHour()
  const ticking = clock.tick()
  const to = hourFrom + 3_600_000
  const all = await take(replays.moments({ from: hourFrom, to, speed: 1_000 }, never), 500)
  const [late] = await take(replays.moments({ from: hourFrom + 1_500_000, to, speed: 1 }, never), 1)
  ticking()
  const modeIn = (minute: number) => all.findLast(({ at }) => at <= hourFrom + minute * 60_000)?.status.mode
  expect([10, 25, 35, 50].map(modeIn)).toEqual(['automatic', 'manual', 'manual', 'automatic'])
  expect(late?.status.mode).toBe('manual')
})

test('two at once run beside each other; a fifth is refused until one has ended', async () => {
  const { replays } = await recordedHour()
  const period = { from: hourFrom, to: hourFrom + 60_000, speed: 1 }
  const four = Array.from({ length: 4 }, () => replays.moments(period, never))
  const firsts = await Promise.all(four.map((moments) => moments.next()))
  expect(firsts.map(({ value }) => (value ? value.values[0] : undefined))).toEqual(Array(4).fill(gridAt(hourFrom)))
  await expect(replays.moments(period, never).next()).rejects.toMatchObject({ code: 'Replay.Busy' })
  await four[0]?.return()
  const fifth = replays.moments(period, never)
  expect((await fifth.next()).done).toBe(false)
  for (const moments of [...four, fifth]) await moments.return()
})

test('it goes as fast as asked and no faster, and ends when the caller goes away', async () => {
  const { replays, clock } = await recordedHour()
  const ending = new AbortController()
  const moments = replays.moments({ from: hourFrom, to: hourFrom + 600_000, speed: 60 }, ending.signal)
  const next = async () => ((await moments.next()).value?.at ?? Number.NaN) - hourFrom
  expect(await next()).toBe(0)
  const second = next()
  clock.advance(249)
  expect(await Promise.race([second, new Promise((resolve) => setTimeout(() => resolve('waits'), 20))])).toBe('waits')
  clock.advance(1)
  expect(await second).toBe(15_000)
  const third = moments.next()
  ending.abort()
  expect((await third).done).toBe(true)
})

test('a period that has not begun is refused', async () => {
  const { replays } = await recordedHour()
  const from = systemClock.now() + 1e12
  await expect(replays.moments({ from, to: from + 1, speed: 1 }, never).next()).rejects.toMatchObject({
    code: 'Config.Invalid',
  })
})

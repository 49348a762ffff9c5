import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Alarm } from '../../../domain/alarm.ts'
import { problemOf } from '../../../renderer/connection/problem.ts'
import { asTheyAre, changesOf } from '../../../renderer/views/alarms/acts/changes.ts'
import { type DemoServer, startDemoServer, until } from '../demo-server.ts'

const seen: Alarm = {
  id: 'a',
  code: 'x',
  priority: 2,
  text: 'Bearing 91 °C',
  response: 'Look.',
  state: 'activeUnacknowledged',
  raisedAt: 0,
}

it.each<[string, Partial<Alarm>, string | undefined]>([
  ['a value in its text moves on', { text: 'Bearing 92 °C' }, undefined],
  ['it went back to normal', { state: 'normalUnacknowledged' }, 'is back to normal'],
  ['somebody was first', { state: 'activeAcknowledged', acknowledgedBy: 'M. Lind' }, 'was acknowledged by M. Lind'],
  ['it was announced again', { revision: 1 }, 'was announced again'],
  ['it became critical', { priority: 1, revision: 1 }, 'is priority 1 now, it was 2'],
])('fault 44: while a person looks, %s', (_, now, words) => {
  expect(changesOf([seen], [{ ...seen, ...now }])[0]?.words).toBe(words)
})

it('fault 44: an alarm that is over is said to be', () => {
  expect(changesOf([seen], [])[0]?.words).toBe('is over')
})

it('fault 44: after a second look only what still waits is left', () => {
  const known: Alarm = { ...seen, id: 'b', state: 'activeAcknowledged' }
  const back: Alarm = { ...seen, state: 'normalUnacknowledged' }
  expect(asTheyAre([seen, { ...seen, id: 'b' }, { ...seen, id: 'gone' }], [back, known])).toEqual([back])
})

let demo: DemoServer
beforeAll(async () => {
  demo = await startDemoServer()
  demo.connection.start()
  await until(() => demo.store.alarms().length > 0)
})
afterAll(() => demo.stop())

it('fault 44: the engine refuses what was seen on a stale screen', async () => {
  const alarm = demo.store.alarms().find((a) => a.code === 'device.silent')
  const asked = demo.connection.client.alarms.acknowledge({ alarmId: alarm?.id ?? '', note: '', revision: 9 })
  await expect(asked.catch(problemOf)).resolves.toMatchObject({ code: 'Alarm.Changed' })
})

it('several are acknowledged with one note, and what is refused is said one by one', async () => {
  const waiting = demo.store.alarms().filter((a) => a.state !== 'activeAcknowledged')
  const asked = [
    ...waiting.map((a) => ({ alarmId: a.id, revision: a.revision ?? 0 })),
    { alarmId: 'none', revision: 0 },
  ]
  const answer = await demo.connection.client.alarms.acknowledgeMany({ alarms: asked, note: 'seen' })
  expect(answer.acknowledged).toEqual(waiting.map((a) => a.id))
  expect(answer.refused.map((r) => [r.alarmId, r.code])).toEqual([['none', 'Alarm.Unknown']])
})

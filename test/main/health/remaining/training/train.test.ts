import { isDeepStrictEqual } from 'node:util'
import { expect, test } from 'vitest'
import { systemClock } from '../../../../../main/clock.ts'
import { trainFleet } from '../../../../../main/health/remaining/fleet/fleet-model.ts'
import { modelFromText, modelToText } from '../../../../../main/health/remaining/training/keep.ts'
import { predict } from '../../../../../main/health/remaining/training/predict.ts'
import { train } from '../../../../../main/health/remaining/training/train.ts'
import { trainInThread } from '../../../../../main/health/remaining/training/train-in-thread.ts'
import { createVirtualClock } from '../../../../virtual-clock.ts'
import { littleEffort, madeUpRuns } from '../fleet/made-up.ts'
import { madeUpTask } from './made-up.ts'

const asked = { now: Date.parse('2026-03-02T00:00:00Z'), horizonDays: 120 }

test('few lives: it says so, and what it foresees is kept bit for bit', () => {
  const task = madeUpTask(3)
  const model = train(task)
  expect(model).toMatchObject({ id: 'fans', version: 3, seed: 11, error: null, coverage90: null, unit: 'd' })
  expect(model.words).toContain('only 3 of at least 10 lives')
  expect(train({ ...task, histories: [] }).words).toContain('no life has ended here yet')
  const again = modelFromText(modelToText(model))
  expect(again).toEqual(model)
  expect(predict(again, task.histories, asked)).toEqual(predict(model, task.histories, asked))
  const [first] = predict(model, task.histories, asked)
  expect(first?.p90Days[1]).toBeLessThanOrEqual(asked.horizonDays)
  expect(predict(model, [{ assetId: 'new', beganAt: 0, signals: [], conditions: [], isEnded: false }], asked)).toEqual([
    null,
  ])
})

test('what was learned is kept bit for bit too', () => {
  const task = madeUpTask(3)
  const fleet = trainFleet(madeUpRuns(20), { seed: 2, usualSteps: 100, effort: littleEffort })
  const model = { ...train(task), fleet }
  const again = modelFromText(modelToText(model))
  expect(isDeepStrictEqual(again, model)).toBe(true)
  expect(predict(again, task.histories, asked)).toEqual(predict(model, task.histories, asked))
  // hardly begun: there is no wear to be told, and so no upper end
  const begun = task.histories.map(({ assetId, beganAt, conditions, signals }) => ({
    assetId,
    beganAt,
    conditions,
    isEnded: false,
    signals: signals.map((values) => values.slice(0, 15)),
  }))
  for (const remaining of predict(model, begun, asked)) expect(remaining?.p90Days[1]).toBe(asked.horizonDays)
})

const endless = new AbortController().signal

test('a thread learns the same', async () => {
  const task = madeUpTask(3)
  const inThread = await trainInThread(task, { clock: systemClock, timeoutMs: 60_000, signal: endless })
  expect(inThread).toEqual(train(task))
})

test('a training that is no longer wanted, or late, is ended', async () => {
  const task = madeUpTask(60)
  const wanted = new AbortController()
  const clock = createVirtualClock(0)
  const cancelled = trainInThread(task, { clock, timeoutMs: 1_000, signal: wanted.signal })
  wanted.abort()
  await expect(cancelled).rejects.toThrow('no longer wanted')
  await expect(trainInThread(task, { clock, timeoutMs: 1_000, signal: wanted.signal })).rejects.toThrow('aborted')
  const late = trainInThread(task, { clock, timeoutMs: 1_000, signal: endless })
  clock.advance(1_000)
  await expect(late).rejects.toThrow('not learned within 1 s')
})

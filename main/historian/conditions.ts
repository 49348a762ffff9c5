import type { AlarmCondition } from '../../domain/alarm.ts'
import type { EpochMs, Ms } from '../../domain/units.ts'
import type { StoreHealth } from './readings/thread/messages.ts'
import type { ReadingStore } from './readings/thread/store.ts'

/** A store that has confirmed nothing for so long is slow. */
const slowMs: Ms = 5_000

type Store = Pick<ReadingStore, 'failure' | 'waiting' | 'waitingMs' | 'dropped'>

/** Less free space than this is told: other programs, and what people do, need some too. */
const reserveBytes = 2 ** 30
/** Share of the largest size of the file from which on it is told. */
const nearlyFullRatio = 0.9

/** Whether readings are not being stored now. */
export function hasTrouble(store: Store): boolean {
  return store.failure() !== undefined || store.waitingMs() >= slowMs
}

/** What a person must know of the store of the readings. */
export function conditionsOf(store: Store, health: StoreHealth, maxBytes: number): AlarmCondition[] {
  return [failing(store), damaged(health), ...spaceConditions(health, maxBytes)].filter(
    (condition) => condition !== undefined,
  )
}

function failing(store: Store): AlarmCondition | undefined {
  if (!hasTrouble(store)) return undefined
  const lost = store.dropped() > 0 ? `, ${store.dropped()} were lost` : ''
  const wait = `${store.waiting()} wait in memory${lost}.`
  const reason = store.failure()
  if (reason === undefined)
    return {
      code: 'historian.slow',
      priority: 3,
      text: `Storage slow: the disk has taken no readings for ${Math.round(store.waitingMs() / 1_000)} s. ${wait}`,
      response: 'Look after the disk of the data folder; what waits is stored by itself.',
    }
  return {
    code: 'historian.failing',
    priority: 2,
    text: `Readings are not being stored: ${reason} ${wait}`,
    response: 'Free space on the disk of the data folder or replace it; what waits is then stored by itself.',
  }
}

function damaged({ putAside }: StoreHealth): AlarmCondition | undefined {
  if (!putAside) return undefined
  return {
    code: 'historian.damaged',
    priority: 2,
    text: `The file of the readings could not be used any more (${putAside.reason}); it was put aside and a new one begun.`,
    response: `Look after the disk. Older readings are in the newest backup; the former file is ${putAside.file}.`,
  }
}

function spaceConditions({ freeBytes, space }: StoreHealth, maxBytes: number): (AlarmCondition | undefined)[] {
  return [
    freeBytes < reserveBytes
      ? {
          code: 'historian.disk',
          priority: 3,
          text: `The disk of the data folder has ${Math.round(freeBytes / 2 ** 20)} MB of free space left.`,
          response: 'Free space on it: when it is full nothing is stored any more.',
        }
      : undefined,
    space && space.usedBytes > nearlyFullRatio * maxBytes ? nearlyFull(space.usedBytes / maxBytes) : undefined,
    space?.rawFrom === undefined ? undefined : givenUp(space.rawFrom),
  ]
}

function nearlyFull(ratio: number): AlarmCondition {
  return {
    code: 'historian.nearlyFull',
    priority: 4,
    text: `The readings take ${Math.round(100 * ratio)} % of the space that the site file gives them.`,
    response: 'Raise historian.maxGB or keep raw readings for a shorter time; from 95 % on the oldest are given up.',
  }
}

function givenUp(rawFrom: EpochMs): AlarmCondition {
  return {
    code: 'historian.givenUp',
    priority: 3,
    text: `Raw readings were given up before their time to save space; they now reach back to ${new Date(rawFrom).toISOString().slice(0, 10)}.`,
    response: 'Raise historian.maxGB in the site file. Roll-ups by quarter of an hour are kept for ever.',
  }
}

import type { AlarmCondition } from '../../domain/alarm.ts'
import type { Ms } from '../../domain/units.ts'
import type { StoreHealth } from './readings/thread/messages.ts'
import type { ReadingStore } from './readings/thread/store.ts'

/** A store that has confirmed nothing for so long is slow. */
const slowMs: Ms = 5_000

type Store = Pick<ReadingStore, 'failure' | 'waiting' | 'waitingMs' | 'dropped'>

/** Whether readings are not being stored now. */
export function hasTrouble(store: Store): boolean {
  return store.failure() !== undefined || store.waitingMs() >= slowMs
}

/** What a person must know of the store of the readings. */
export function conditionsOf(store: Store, health: StoreHealth): AlarmCondition[] {
  return [failing(store), damaged(health)].filter((condition) => condition !== undefined)
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

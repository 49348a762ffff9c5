import type { AlarmAside } from '../../domain/alarm.ts'
import type { Clock } from '../../domain/clock.ts'
import { keyOf } from './tracking.ts'

/** Keeps what people set aside over a restart. */
export interface AsideStore {
  loadAsides(): AlarmAside[]
  /** Errors: `Store.Failed`. */
  saveAside(aside: AlarmAside): void
  /** Errors: `Store.Failed`. */
  removeAside(id: string): void
}

/** What people set aside: shelved for a time, or out of service. */
export interface Shelves {
  list(): readonly AlarmAside[]
  get(id: string): AlarmAside | undefined
  /** Which of them holds an alarm back: out of service before shelved. */
  holding(alarm: { code: string; assetId?: string }): AlarmAside | undefined
  put(aside: Omit<AlarmAside, 'id' | 'at'>): AlarmAside
  remove(id: string): void
  /** Lets go of what has come to its end; whether there was any. */
  expire(): boolean
}

/** The shelves as they were when the engine stopped. */
export function createShelves({ store, clock }: { store: AsideStore; clock: Clock }): Shelves {
  const byId = new Map(store.loadAsides().map((aside) => [aside.id, aside]))
  const remove = (id: string): void => {
    store.removeAside(id)
    byId.delete(id)
  }
  return {
    list: () => [...byId.values()].toSorted((a, b) => a.at - b.at),
    get: (id) => byId.get(id),
    holding({ code, assetId }) {
      if (byId.size === 0) return undefined
      const about = assetId === undefined ? {} : { assetId }
      const ids = [
        idOf({ kind: 'outOfService', code: '*', ...about }),
        idOf({ kind: 'outOfService', code, ...about }),
        idOf({ kind: 'shelved', code, ...about }),
      ]
      return ids.map((id) => byId.get(id)).find((aside) => aside !== undefined)
    },
    put(given) {
      const aside: AlarmAside = { ...given, id: idOf(given), at: clock.now() }
      store.saveAside(aside)
      byId.set(aside.id, aside)
      return aside
    },
    remove,
    expire() {
      const now = clock.now()
      const ended = [...byId.values()].filter(({ until }) => until !== undefined && until <= now)
      for (const { id } of ended) {
        byId.delete(id)
        remove(id)
      }
      return ended.length > 0
    },
  }
}

function idOf(aside: Pick<AlarmAside, 'kind' | 'code' | 'assetId'>): string {
  return `${aside.kind} ${keyOf(aside)}`.trimEnd()
}

import { createContext, useCallback, useContext, useSyncExternalStore } from 'react'
import type { Alarm } from '../../domain/alarm.ts'
import type { Instruction } from '../../domain/instruction.ts'
import type { PointName } from '../../domain/points.ts'
import type { Reading } from '../../domain/reading.ts'
import type { AlarmSituation } from '../../domain/rpc/alarms.ts'
import type { ServiceState } from '../../domain/rpc/dispatch/services.ts'
import type { EngineStatus, Headroom } from '../../domain/rpc/live.ts'
import type { Decision } from '../../domain/rpc/shapes.ts'
import type { SiteDescription } from '../../domain/rpc/site.ts'
import type { EpochMs, Ms } from '../../domain/units.ts'
import type { ConnectionState, DeviceLink, LiveStore, Topic } from './store.ts'
import { tickerOf } from './ticker.ts'

/** Carries the store to the hooks; filled by `<Connected>`. */
export const LiveStoreContext = createContext<LiveStore | undefined>(undefined)

/** The store itself, for what follows many points at once. */
export function useLiveStore(): LiveStore {
  const store = useContext(LiveStoreContext)
  if (!store) throw new Error('used outside <Connected>')
  return store
}

function useTopic<T>(topic: Topic, read: (store: LiveStore) => T): T {
  const store = useLiveStore()
  const subscribe = useCallback((listener: () => void) => store.subscribe(topic, listener), [store, topic])
  return useSyncExternalStore(subscribe, () => read(store))
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('used before the first image arrived')
  return value
}

/** What does not change while the engine runs. */
export const useSite = (): SiteDescription => present(useTopic('site', (store) => store.site()))

/** The newest reading of a point; stale when the connection to the engine is lost. */
export const useReading = (assetId: string, point: PointName): Reading =>
  useTopic(`reading ${assetId} ${point}`, (store) => store.reading(assetId, point))

/** What dispatch decided for an asset; `undefined` for one that dispatch does not steer. */
export const useDecision = (assetId: string): Decision | undefined =>
  useTopic(`decision ${assetId}`, (store) => store.decision(assetId))

/** All instructions the engine still lists. */
export const useInstructions = (): readonly Instruction[] => useTopic('instructions', (store) => store.instructions())

/** How the site's services stand; `undefined` in a replay. */
export const useServices = (): readonly ServiceState[] | undefined => useTopic('services', (store) => store.services())

/** Alarms that need a person, the most important ones first; of very many only those. */
export const useAlarms = (): readonly Alarm[] => useTopic('alarms', (store) => store.alarms())

/** The alarm list as a whole: how many there are, what is aside, whether there are too many to read. */
export const useAlarmSituation = (): AlarmSituation | undefined =>
  useTopic('alarmSituation', (store) => store.alarmSituation())

/** Links of all devices. */
export const useLinks = (): readonly DeviceLink[] => useTopic('links', (store) => store.links())

/** How the engine is doing. */
export const useStatus = (): EngineStatus => present(useTopic('status', (store) => store.status()))

/** How far the site is from its limits. */
export const useHeadroom = (): Headroom => present(useTopic('headroom', (store) => store.headroom()))

/** Whether what is shown is live. */
export const useConnection = (): ConnectionState => useTopic('connection', (store) => store.connection())

/** Engine time, epoch ms UTC, cut to whole steps of `everyMs`; ticks with each step, everywhere at once. */
export function useNow(everyMs: Ms = 1_000): EpochMs {
  const store = useLiveStore()
  const subscribe = useCallback(
    (listener: () => void) => tickerOf(store, everyMs).subscribe(listener),
    [store, everyMs],
  )
  return useSyncExternalStore(subscribe, () => Math.floor(store.now() / everyMs) * everyMs)
}

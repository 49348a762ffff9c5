import { useCallback, useRef, useSyncExternalStore } from 'react'
import { useLiveStore } from '../../../state/live.ts'
import type { LiveStore } from '../../../state/store.ts'
import type { Figure } from './figure.ts'

/** A figure made of many readings; rendered again only when it changes. */
export function useFigure(read: (store: LiveStore) => Figure): Figure {
  const store = useLiveStore()
  const kept = useRef<Figure>(undefined)
  const subscribe = useCallback((listener: () => void) => store.subscribe('any', listener), [store])
  return useSyncExternalStore(subscribe, () => {
    const made = read(store)
    const before = kept.current
    if (before?.value === made.value && before.quality === made.quality) return before
    kept.current = made
    return made
  })
}

import { useCallback, useRef, useSyncExternalStore } from 'react'
import type { Decision } from '../../../../domain/rpc/shapes.ts'
import { useLiveStore, useSite } from '../../../state/live.ts'

/** Decisions for all assets; a new list only when one of them changed. */
export function useDecisions(): readonly Decision[] {
  const store = useLiveStore()
  const { assets } = useSite()
  const kept = useRef<Decision[]>([])
  const subscribe = useCallback((listener: () => void) => store.subscribe('any', listener), [store])
  return useSyncExternalStore(subscribe, () => {
    const now = assets.flatMap((asset) => store.decision(asset.id) ?? [])
    const isSame = now.length === kept.current.length && now.every((decision, i) => decision === kept.current[i])
    if (!isSame) kept.current = now
    return kept.current
  })
}

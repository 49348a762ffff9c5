import { useCallback, useSyncExternalStore } from 'react'
import { useClient } from '../../../../connection/connected.tsx'
import { type PulseDesk, pulseDeskOf, type PulseRun } from './pulse-desk.ts'

/** The pulse of an asset, under way or not yet read, and the desk that gives and ends it. */
export function usePulse(assetId: string): { desk: PulseDesk; run: PulseRun | undefined } {
  const desk = pulseDeskOf(useClient())
  const subscribe = useCallback((listener: () => void) => desk.subscribe(listener), [desk])
  const run = useSyncExternalStore(subscribe, () => desk.run(assetId))
  return { desk, run }
}

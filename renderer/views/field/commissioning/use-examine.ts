import { useState } from 'react'
import type { Ms } from '../../../../domain/units.ts'
import { useCommand } from '../../../connection/use-command.ts'
import { useLiveStore, useNow } from '../../../state/live.ts'

/** Looking at a device: under way or not, since when, and why it did not succeed. */
export interface Examine {
  start: () => void
  isBusy: boolean
  forMs: Ms
  problem: string | undefined
}

/** Has the engine look at a device for its five seconds; `onDone` is told when what it found is there. */
export function useExamine(deviceId: string, onDone: () => void): Examine {
  const store = useLiveStore()
  const now = useNow()
  const [startedAt, setStartedAt] = useState(0)
  const { run, isBusy, problem } = useCommand<string, unknown>((client, id) =>
    client.commissioning.examine({ deviceId: id }),
  )
  const start = () => {
    setStartedAt(store.now())
    void run(deviceId).then(onDone)
  }
  return { start, isBusy, forMs: Math.max(0, now - startedAt), problem: problem?.message }
}

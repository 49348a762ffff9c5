import type { Alarm, AlarmAside, AlarmStep } from '../../../domain/alarm.ts'
import type { AlarmStore } from '../../../main/alarms/alarms.ts'

/** A store in memory: begins with `kept`, and writes the steps into `steps`. */
export function memoryStore(
  kept: readonly Alarm[],
  steps: AlarmStep[],
  asides = new Map<string, AlarmAside>(),
): AlarmStore {
  return {
    load: () => [...kept],
    append(more) {
      for (const step of more) steps.push(step)
    },
    loadAsides: () => [...asides.values()],
    saveAside: (aside) => void asides.set(aside.id, aside),
    removeAside: (id) => void asides.delete(id),
  }
}

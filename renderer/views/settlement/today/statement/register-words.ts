import type { RegisterName } from '../../../../../domain/metering/meter.ts'

/** Registers as people name them. */
export const registerWords: Record<RegisterName, string> = {
  import: 'Imported',
  export: 'Exported',
  absorbed: 'Absorbed',
  injected: 'Injected',
}

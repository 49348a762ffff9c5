import { Clock, DatabaseBackup } from 'lucide-react'
import type { Role } from '../../../domain/access.ts'
import type { Alarm } from '../../../domain/alarm.ts'
import type { Overlay } from '../overlay.ts'
import type { PaletteEntry } from '../palette/entries.ts'

/** What an engineer finds in the palette to keep the site's data; the clock only while it is in doubt. */
export function upkeepEntries(given: {
  role: Role
  alarms: readonly Alarm[]
  open: (overlay: Overlay) => void
}): PaletteEntry[] {
  const { role, alarms, open } = given
  if (role !== 'engineer') return []
  const backup: PaletteEntry = {
    id: 'backup',
    title: 'Back up now',
    note: 'command: copy the databases',
    icon: DatabaseBackup,
    run: () => open('backup'),
  }
  const clock: PaletteEntry = {
    id: 'clock',
    title: 'Confirm the clock',
    note: 'command: it does not fit what is stored',
    icon: Clock,
    run: () => open('clock'),
  }
  return isClockDoubted(alarms) ? [clock, backup] : [backup]
}

function isClockDoubted(alarms: readonly Alarm[]): boolean {
  return alarms.some(({ code, state }) => code === 'historian.clock' && state.startsWith('active'))
}

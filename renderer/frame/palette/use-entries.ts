import { useNavigate } from '@tanstack/react-router'
import { BellRing, Cable, History, Keyboard, SunMoon } from 'lucide-react'
import { useMemo } from 'react'
import { symbolOf } from '../../components/assets/asset-symbol.tsx'
import { useReplayDesk } from '../../replay/replay.tsx'
import { useAlarms, useSite } from '../../state/live.ts'
import { useScheme } from '../../theme/scheme.ts'
import { topAlarm } from '../alarms/alarm-order.ts'
import { useOpenAlarm } from '../alarms/use-open-alarm.ts'
import type { Overlay } from '../overlay.ts'
import { namedTabs, screens } from '../screens.ts'
import { upkeepEntries } from '../upkeep/upkeep-entries.ts'
import type { PaletteEntry } from './entries.ts'

const kindWords = {
  grid: 'grid connection',
  pv: 'photovoltaic',
  wind: 'wind power',
  load: 'load',
  genset: 'generator',
  battery: 'battery',
  flywheel: 'flywheel storage',
  hydrogen: 'hydrogen storage',
  container: 'mining container',
} as const

const iconOf = (tabPath: string) => screens.find(({ path }) => path === `/${tabPath.split('/')[1]}`)?.icon ?? Cable

/** Everything the palette offers: screens, commands, assets. */
export function useEntries({ open }: { open: (overlay: Overlay) => void }): PaletteEntry[] {
  const { assets, person } = useSite()
  const alarms = useAlarms()
  const navigate = useNavigate()
  const { scheme, turnScheme } = useScheme()
  const openAlarm = useOpenAlarm()
  const replay = useReplayEntry()
  return useMemo(() => {
    const top = topAlarm(alarms)
    const goTo: PaletteEntry[] = screens.map(({ title, path, icon, key }) => ({
      id: path,
      title,
      note: 'screen',
      icon,
      keys: `G then ${key.toUpperCase()}`,
      run: () => void navigate({ to: path }),
    }))
    const commands: PaletteEntry[] = [
      ...(top
        ? [
            {
              id: 'alarm',
              title: 'Newest top alarm',
              note: top.text,
              icon: BellRing,
              keys: 'A',
              run: () => openAlarm(top),
            },
          ]
        : []),
      {
        id: 'scheme',
        title: scheme === 'light' ? 'Switch to dark' : 'Switch to light',
        note: 'command',
        icon: SunMoon,
        keys: 'Ctrl Shift L',
        run: turnScheme,
      },
      replay,
      ...upkeepEntries({ role: person.role, alarms, open }),
      { id: 'keys', title: 'Show the keys', note: 'command', icon: Keyboard, keys: '?', run: () => open('keys') },
    ]
    const places: PaletteEntry[] = namedTabs.map(({ title, path, note }) => ({
      id: `tab ${path}`,
      title,
      note,
      icon: iconOf(path),
      run: () => void navigate({ to: path }),
    }))
    const things: PaletteEntry[] = assets.map((asset) => ({
      id: `asset ${asset.id}`,
      title: asset.name,
      note: kindWords[asset.kind],
      icon: symbolOf(asset),
      run: () => void navigate({ to: '/assets/$assetId', params: { assetId: asset.id } }),
    }))
    return [...goTo, ...places, ...commands, ...things]
  }, [alarms, assets, navigate, open, openAlarm, person.role, replay, scheme, turnScheme])
}

/** Into a replay, or out of it. */
function useReplayEntry(): PaletteEntry {
  const { player, setChoosing, end } = useReplayDesk()
  return useMemo(() => {
    const start = { id: 'replay', title: 'Replay a past period', note: 'command: show the site as it was' }
    if (!player) return { ...start, icon: History, run: () => setChoosing(true) }
    return { id: 'live', title: 'Back to live', note: 'command: end the replay', icon: History, run: end }
  }, [player, setChoosing, end])
}

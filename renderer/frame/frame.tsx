import { Outlet } from '@tanstack/react-router'
import { useState } from 'react'
import { HatchDefinition } from '../components/hatch.tsx'
import { useConnection } from '../state/live.ts'
import { PeriodDialog } from '../replay/period-dialog.tsx'
import { ReplayStrip, useReplayTitle } from '../replay/replay-strip.tsx'
import { AsItIsNow, useReplayDesk, useReplayState } from '../replay/replay.tsx'
import { useSchemeAttribute } from '../theme/scheme.ts'
import { AlarmBanner } from './alarms/alarm-banner.tsx'
import css from './frame.module.css'
import { KeyList } from './keys/key-list.tsx'
import { OpenLinkStrip } from './open-link-strip.tsx'
import type { Overlay } from './overlay.ts'
import { useKeys } from './keys/use-keys.ts'
import { Palette } from './palette/palette.tsx'
import { Rail } from './rail.tsx'
import { StatusBar } from './status-bar.tsx'
import { TopBar } from './top-bar.tsx'
import { BackupDialog } from './upkeep/backup-dialog.tsx'
import { ClockDialog } from './upkeep/clock-dialog.tsx'
import { usePulse } from './use-pulse.ts'

/** What stands around every screen and never moves: rail, top bar, alarm banner, status bar; and open links by name. */
export function Frame() {
  const [overlay, setOverlay] = useState<Overlay>(undefined)
  const { state } = useConnection()
  const replay = useReplayState(useReplayDesk().player)
  useSchemeAttribute()
  useReplayTitle(replay?.store !== undefined)
  usePulse()
  useKeys({ open: setOverlay })
  return (
    <div className={css.frame} data-connection={state} data-replay={replay?.store ? true : undefined}>
      <HatchDefinition />
      <a className={css.skip} href="#screen">
        To the screen
      </a>
      <Rail />
      <TopBar onSearch={() => setOverlay('palette')} />
      <AlarmBanner />
      <ReplayStrip />
      <AsItIsNow>
        <OpenLinkStrip />
      </AsItIsNow>
      <main className={css.screen} id="screen" tabIndex={-1}>
        <Outlet key={replay?.jump} />
      </main>
      <AsItIsNow>
        <StatusBar />
      </AsItIsNow>
      <Palette isOpen={overlay === 'palette'} onClose={() => setOverlay(undefined)} open={setOverlay} />
      <PeriodDialog />
      {overlay === 'backup' && <BackupDialog onClose={() => setOverlay(undefined)} />}
      {overlay === 'clock' && <ClockDialog onClose={() => setOverlay(undefined)} />}
      <KeyList isOpen={overlay === 'keys'} onClose={() => setOverlay(undefined)} />
    </div>
  )
}

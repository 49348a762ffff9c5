import { Modal, Progress } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { longestRerunMs, type RerunSettings } from '../../../domain/rpc/past/rerun.ts'
import { formatWhen } from '../../format/time.ts'
import { useSite } from '../../state/live.ts'
import { useObstacle } from '../../state/use-obstacle.ts'
import { ActButton } from '../../views/operate/act-button.tsx'
import type { Period } from '../player.ts'
import { useReplayDesk } from '../replay.tsx'
import { RerunResult } from './rerun-result.tsx'
import { SettingsForm } from './settings-form.tsx'
import { useRerun } from './use-rerun.ts'
import css from './rerun.module.css'

/** Asks what the controllers would have done in the period with other settings, and shows it beside what was. */
export function RerunDialog({ period, onClose }: { period: Period; onClose: () => void }) {
  return (
    <Modal
      opened
      onClose={onClose}
      title="The same time with other settings"
      size={980}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Choice period={period} />
    </Modal>
  )
}

function Choice({ period: { from, to } }: { period: Period }) {
  const { liveClient } = useReplayDesk()
  const { data, error } = useQuery({ queryKey: ['rerun-settings'], queryFn: () => liveClient.replay.settings() })
  const until = Math.min(to, from + longestRerunMs)
  if (!data) return <p className={css.why}>{error ? 'The settings can not be read now.' : 'Reading the settings'}</p>
  return <Calculation from={from} to={until} now={data} />
}

function Calculation({ from, to, now }: Period & { now: RerunSettings }) {
  const { timeZone } = useSite()
  const obstacle = useObstacle('operator')
  const [settings, setSettings] = useState(now)
  const { view, start, stop } = useRerun()
  return (
    <div className={css.choice}>
      <p className={css.why}>
        The controllers run over what was recorded from {formatWhen(from, to, timeZone)} until{' '}
        {formatWhen(to, from, timeZone)}. Nothing of it reaches a device, and no setting of the site changes.
      </p>
      <SettingsForm settings={settings} now={now} onChange={setSettings} />
      <div className={css.foot}>
        {view.progress === undefined ? (
          <ActButton isPrimary obstacle={obstacle} onClick={() => start({ from, to, settings })}>
            Calculate
          </ActButton>
        ) : (
          <>
            <Progress className={css.progress} value={view.progress * 100} aria-label="Progress of the calculation" />
            <ActButton obstacle={undefined} onClick={stop}>
              Stop
            </ActButton>
          </>
        )}
        <output className={css.why} role={view.problem ? 'alert' : 'status'}>
          {view.problem?.message}
        </output>
      </div>
      {view.comparison && <RerunResult comparison={view.comparison} />}
    </div>
  )
}

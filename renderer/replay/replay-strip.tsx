import { Button, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { History, type LucideIcon, Pause, Play, StepBack, StepForward } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Alarm } from '../../domain/alarm.ts'
import { PriorityMark } from '../components/priority-mark.tsx'
import { formatClock, formatDay, formatOffset, formatWhen } from '../format/time.ts'
import { useAlarms, useSite } from '../state/live.ts'
import { type ReplayPlayer, type ReplayState, speeds, stepMs } from './player.ts'
import { AsItIsNow, useReplayDesk, useReplayState } from './replay.tsx'
import { RerunDialog } from './rerun/rerun-dialog.tsx'
import css from './replay-strip.module.css'

/** Stands above every screen while a past period is shown: which moment, how fast, and the way back to live. */
export function ReplayStrip() {
  const { player, end } = useReplayDesk()
  const state = useReplayState(player)
  if (!player || !state) return null
  return (
    <section className={css.strip} aria-label="Replay">
      <History size={14} aria-hidden />
      <strong className={css.word}>REPLAY</strong>
      <Moment state={state} />
      <Controls player={player} state={state} />
      <Scrubber player={player} state={state} />
      {state.problem && (
        <span className={css.problem} role="alert">
          {state.problem.message}
        </span>
      )}
      <AsItIsNow>
        <CriticalNow />
      </AsItIsNow>
      <OtherSettings state={state} />
      <Button variant="filled" size="compact-xs" onClick={end}>
        Back to live
      </Button>
    </section>
  )
}

/** What the controllers would have done in this period with other settings. */
function OtherSettings({ state: { from, to } }: { state: ReplayState }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button size="compact-xs" onClick={() => setOpen(true)}>
        Other settings
      </Button>
      {isOpen && (
        <AsItIsNow>
          <RerunDialog period={{ from, to }} onClose={() => setOpen(false)} />
        </AsItIsNow>
      )}
    </>
  )
}

function Moment({ state: { at, store } }: { state: ReplayState }) {
  const { timeZone } = useSite()
  if (!store) return <output className={css.moment}>reading what is stored</output>
  return (
    <time className={css.moment} dateTime={new Date(at).toISOString()}>
      {formatDay(at, timeZone)} {formatClock(at, timeZone)}{' '}
      <span className={css.offset}>{formatOffset(at, timeZone)}</span>
    </time>
  )
}

function Controls({ player, state }: { player: ReplayPlayer; state: ReplayState }) {
  const step = stepMs(state.speed)
  const at = state.goal ?? state.at
  return (
    <span className={css.controls}>
      <Act label="Step back" icon={StepBack} onClick={() => player.seek(at - step)} />
      {state.isPlaying ? (
        <Act label="Pause" icon={Pause} onClick={() => player.pause()} />
      ) : (
        <Act label="Play" icon={Play} onClick={() => player.play()} />
      )}
      <Act label="Step forward" icon={StepForward} onClick={() => player.seek(at + step)} />
      <Select
        aria-label="Speed"
        className={css.speed}
        size="xs"
        allowDeselect={false}
        data={speeds.map((speed) => ({ value: String(speed), label: `${speed} x` }))}
        value={String(state.speed)}
        onChange={(value) => value && player.setSpeed(Number(value))}
      />
    </span>
  )
}

function Act({ label, icon: Icon, onClick }: { label: string; icon: LucideIcon; onClick: () => void }) {
  return (
    <button type="button" className={css.act} aria-label={label} title={label} onClick={onClick}>
      <Icon size={14} aria-hidden />
    </button>
  )
}

/** Where in the period the moment lies, with the alarms that came in it. */
function Scrubber({ player, state }: { player: ReplayPlayer; state: ReplayState }) {
  const { timeZone } = useSite()
  const { from, to } = state
  const at = state.goal ?? state.at
  const share = (instant: number) => `${((instant - from) / (to - from)) * 100}%`
  return (
    <span className={css.scrubber}>
      <span className={css.end}>{formatWhen(from, to, timeZone)}</span>
      <span className={css.track}>
        <Marks from={from} to={to} share={share} />
        <input
          type="range"
          aria-label="Moment of the replay"
          aria-valuetext={`${formatDay(at, timeZone)} ${formatClock(at, timeZone)}`}
          min={from}
          max={to}
          step={1_000}
          value={at}
          onChange={(event) => player.seek(Number(event.currentTarget.value))}
        />
      </span>
      <span className={css.end}>{formatWhen(to, from, timeZone)}</span>
    </span>
  )
}

function Marks({ from, to, share }: { from: number; to: number; share: (at: number) => string }) {
  const { liveClient } = useReplayDesk()
  const { data = [] } = useQuery({
    queryKey: ['replay-marks', from, to],
    queryFn: () => liveClient.alarms.journal({ from, to, event: 'raised', limit: 500 }),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return data
    .filter(({ aside }) => !aside)
    .map(({ n, at, priority, text }) => (
      <span key={n} className={css.mark} data-priority={priority} style={{ left: share(at) }} title={text} />
    ))
}

function isCritical({ priority, state }: Alarm): boolean {
  return priority === 1 && state === 'activeUnacknowledged'
}

/** A critical alarm of the present breaks through: nobody looks at the past while the site is in danger. */
function CriticalNow() {
  const alarm = useAlarms().find(isCritical)
  return (
    <output className={css.now}>
      {alarm && (
        <span className={css.critical}>
          <PriorityMark priority={1} state={alarm.state} /> NOW, not in the replay: {alarm.text}
        </span>
      )}
    </output>
  )
}

/** Marks the page as showing the past, for its title and its frame. */
export function useReplayTitle(isReplay: boolean): void {
  useEffect(() => {
    if (!isReplay) return undefined
    const before = document.title
    document.title = `REPLAY · ${before}`
    return () => {
      document.title = before
    }
  }, [isReplay])
}

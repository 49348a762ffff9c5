import { Button, Modal, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { longestReplayMs } from '../../domain/rpc/past/replay.ts'
import type { EpochMs, Ms } from '../../domain/units.ts'
import { useSite } from '../state/live.ts'
import { siteInstant, siteLocal } from '../views/operate/end-times.ts'
import { type Period, speeds } from './player.ts'
import css from './period-dialog.module.css'
import { useReplayDesk } from './replay.tsx'

const minuteMs: Ms = 60_000
const spans = [
  { label: 'Last 15 min', ms: 15 * minuteMs },
  { label: 'Last hour', ms: 60 * minuteMs },
  { label: 'Last 24 h', ms: 24 * 60 * minuteMs },
] as const

/** Why a period can't be replayed; `undefined` when it can. */
export function faultOf(period: { [K in keyof Period]: EpochMs | undefined }, now: EpochMs): string | undefined {
  const { from, to } = period
  if (from === undefined || to === undefined) return 'Give a start and an end.'
  if (from >= now) return 'The period has not begun yet.'
  if (to <= from) return 'The end must lie after the start.'
  return to - from > longestReplayMs ? 'At most a year at a time.' : undefined
}

/** Asks which past period to show, and how fast. */
export function PeriodDialog() {
  const { isChoosing, setChoosing } = useReplayDesk()
  return (
    <Modal
      opened={isChoosing}
      onClose={() => setChoosing(false)}
      title="Show the site as it was"
      size={460}
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Choice />
    </Modal>
  )
}

function Choice() {
  const { start, setChoosing, liveStore } = useReplayDesk()
  const { timeZone } = useSite()
  const [now] = useState(() => Math.floor(liveStore.now()))
  const local = (at: EpochMs) => siteLocal(at, timeZone)
  const [draft, setDraft] = useState({ from: local(now - 60 * minuteMs), to: local(now) })
  const [speed, setSpeed] = useState('60')
  const period = { from: siteInstant(draft.from, timeZone), to: siteInstant(draft.to, timeZone) }
  const fault = faultOf(period, now)
  const play = () => {
    if (fault !== undefined || period.from === undefined || period.to === undefined) return
    // The fields give whole minutes: an end in the minute that runs means all there is.
    start({ from: period.from, to: period.to + minuteMs > now ? now : period.to }, Number(speed))
    setChoosing(false)
  }
  const field = (name: 'from' | 'to', label: string) => (
    <TextInput
      type="datetime-local"
      label={label}
      max={local(now)}
      value={draft[name]}
      onChange={(event) => setDraft({ ...draft, [name]: event.currentTarget.value })}
    />
  )
  return (
    <div className={css.choice}>
      <p className={css.why}>Every screen then shows that time. The site goes on meanwhile; nothing can be ordered.</p>
      <div className={css.row}>
        {spans.map(({ label, ms }) => (
          <Button key={label} onClick={() => setDraft({ from: local(now - ms), to: local(now) })}>
            {label}
          </Button>
        ))}
      </div>
      <div className={css.row}>
        {field('from', 'From, time at the site')}
        {field('to', 'Until')}
        <Select
          label="Speed"
          className={css.speed}
          allowDeselect={false}
          data={speeds.map((it) => ({ value: String(it), label: `${it} x` }))}
          value={speed}
          onChange={(value) => value && setSpeed(value)}
        />
      </div>
      <div className={css.foot}>
        <output className={css.fault}>{fault}</output>
        <Button variant="filled" onClick={play} disabled={fault !== undefined}>
          Replay
        </Button>
      </div>
    </div>
  )
}

import { Button, Popover, Slider, Switch } from '@mantine/core'
import { Volume2, VolumeX } from 'lucide-react'
import { PriorityMark, priorityWords } from '../../../components/priority-mark.tsx'
import { formatDuration } from '../../../format/duration.ts'
import { useLiveStore } from '../../../state/live.ts'
import css from './sound.module.css'
import { longestMuteMs } from './sounding.ts'
import { type AlarmSound, useAlarmSound } from './use-alarm-sound.ts'

const mutes = [5, 10, 30].map((minutes) => ({ minutes, ms: minutes * 60_000 })).filter(({ ms }) => ms <= longestMuteMs)

/** What the sound does now, in words. */
function words({ wish, muteLeftMs, waitsForPerson, sounding }: AlarmSound): string {
  if (!wish.isOn) return 'Sound off'
  if (muteLeftMs > 0) return `Muted ${formatDuration(muteLeftMs)}`
  if (waitsForPerson) return 'Sound waits for a click'
  return sounding === undefined ? 'Sound on' : `Sounding, priority ${sounding}`
}

/** The sound of alarms, on every screen: whether it is on, how loud, and muted for how long. */
export function SoundControl() {
  const sound = useAlarmSound()
  const text = words(sound)
  const isSilent = !sound.wish.isOn || sound.muteLeftMs > 0 || sound.waitsForPerson
  const Icon = isSilent ? VolumeX : Volume2
  const isTold = sound.wish.isOn && isSilent
  return (
    <Popover position="bottom-end" width={280} trapFocus returnFocus withinPortal shadow="none">
      <Popover.Target>
        <button type="button" className={css.button} aria-label={`Sound of alarms: ${text}`} title={text}>
          <Icon size={16} strokeWidth={1.5} aria-hidden />
          {isTold && <span>{sound.muteLeftMs > 0 ? formatDuration(sound.muteLeftMs) : 'click'}</span>}
        </button>
      </Popover.Target>
      <Popover.Dropdown className={css.box} aria-label="Sound of alarms">
        <Wish sound={sound} text={text} />
      </Popover.Dropdown>
    </Popover>
  )
}

function Wish({ sound, text }: { sound: AlarmSound; text: string }) {
  const { wish, setWish, tryOut } = sound
  return (
    <>
      <Switch
        size="xs"
        label="Sound until acknowledged"
        checked={wish.isOn}
        onChange={(event) => setWish({ ...wish, isOn: event.currentTarget.checked })}
        data-autofocus
      />
      <output className={css.words}>{text}</output>
      <div>
        <span className={css.label} id="alarm-volume">
          Volume
        </span>
        <Slider
          size="sm"
          min={0.1}
          max={1}
          step={0.1}
          label={null}
          disabled={!wish.isOn}
          value={wish.volume}
          onChange={(volume) => setWish({ ...wish, volume })}
          thumbProps={{ 'aria-labelledby': 'alarm-volume' }}
        />
      </div>
      <Mute sound={sound} />
      <fieldset className={css.tries} aria-label="Hear a priority">
        <span className={css.label}>Hear</span>
        {([1, 2, 3, 4] as const).map((priority) => (
          <button
            key={priority}
            type="button"
            className={css.try}
            aria-label={`Hear priority ${priority}, ${priorityWords[priority]}`}
            disabled={!wish.isOn}
            onClick={() => tryOut(priority, wish.volume)}
          >
            <PriorityMark priority={priority} state="activeAcknowledged" isSteady />
          </button>
        ))}
      </fieldset>
    </>
  )
}

function Mute({ sound: { wish, setWish, muteLeftMs } }: { sound: AlarmSound }) {
  const store = useLiveStore()
  if (muteLeftMs > 0) return <Button onClick={() => setWish({ isOn: wish.isOn, volume: wish.volume })}>Unmute</Button>
  return (
    <fieldset className={css.mutes} aria-label="Mute">
      <span className={css.label}>Mute for</span>
      {mutes.map(({ minutes, ms }) => (
        <Button
          key={minutes}
          aria-label={`Mute ${minutes} min`}
          disabled={!wish.isOn}
          onClick={() => setWish({ ...wish, mutedUntil: store.now() + ms })}
        >
          {minutes} min
        </Button>
      ))}
    </fieldset>
  )
}

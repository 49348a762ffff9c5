import { useLocalStorage } from '@mantine/hooks'
import { useEffect, useState, useSyncExternalStore } from 'react'
import type { AlarmPriority } from '../../../../domain/alarm.ts'
import { useAlarms, useLiveStore, useNow } from '../../../state/live.ts'
import { createPlayer, type Player } from './player.ts'
import { firstWish, muteLeftMs, readWish, soundingPriority, type SoundWish } from './sounding.ts'

/** Sound of alarms at this machine: what is wished, what is heard, and why not. */
export interface AlarmSound {
  wish: SoundWish
  setWish: (wish: SoundWish) => void
  sounding: AlarmPriority | undefined
  muteLeftMs: number
  /** The browser waits for a person to act on the page before it lets sound out. */
  waitsForPerson: boolean
  /** Lets hear how loud a priority is. */
  tryOut: (priority: AlarmPriority, volume: number) => void
}

/** Wakes the sound with the first act of a person, as browsers ask for. */
function useWake(player: Player, isOn: boolean): boolean {
  const [isAwake, setAwake] = useState(false)
  useEffect(() => {
    if (!isOn) return undefined
    const wake = () => {
      player.wake()
      // The browser answers a moment later.
      setTimeout(() => setAwake(player.isAllowed()), 100)
    }
    wake()
    const options = { capture: true, passive: true } as const
    for (const name of ['pointerdown', 'keydown'] as const) window.addEventListener(name, wake, options)
    return () => {
      for (const name of ['pointerdown', 'keydown'] as const) window.removeEventListener(name, wake, options)
    }
  }, [player, isOn])
  return isAwake
}

/** Sounds for the highest priority that nobody acknowledged. The wish is remembered at this machine. */
export function useAlarmSound(): AlarmSound {
  const store = useLiveStore()
  const now = useNow()
  const alarms = useAlarms()
  const [wish, setWish] = useLocalStorage<SoundWish>({
    key: 'powerchain-alarm-sound',
    defaultValue: firstWish,
    getInitialValueInEffect: false,
    deserialize: (stored) => readWish(stored ?? null),
  })
  const [player] = useState(createPlayer)
  const isAwake = useWake(player, wish.isOn)
  const isLive = useSyncExternalStore(
    (listener) => store.subscribe('connection', listener),
    () => store.connection().state === 'live',
  )
  const sounding = isLive ? soundingPriority(alarms, wish, now) : undefined
  useEffect(() => player.play(isAwake ? sounding : undefined, wish.volume), [player, isAwake, sounding, wish.volume])
  useEffect(() => () => player.stop(), [player])
  return {
    wish,
    setWish,
    sounding,
    muteLeftMs: muteLeftMs(wish, now),
    waitsForPerson: wish.isOn && !isAwake,
    tryOut: player.once,
  }
}

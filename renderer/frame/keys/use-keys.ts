import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useLiveStore } from '../../state/live.ts'
import { useScheme } from '../../theme/scheme.ts'
import { topAlarm } from '../alarms/alarm-order.ts'
import { useOpenAlarm } from '../alarms/use-open-alarm.ts'
import type { Overlay } from '../overlay.ts'
import { type KeyAct, readKey } from './keys.ts'

/** The second key of a sequence counts this long. */
const sequenceMs = 1_500

/** Listens for the keys that work on every screen. */
export function useKeys({ open }: { open: (overlay: Overlay) => void }): void {
  const act = useAct(open)
  useEffect(() => {
    let waiting: { key: 'g'; since: number } | undefined
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.repeat) return
      const isRecent = waiting !== undefined && event.timeStamp - waiting.since < sequenceMs
      const meaning = readKey(event, isRecent ? waiting?.key : undefined, isTyping(event.target))
      waiting = meaning.wait ? { key: meaning.wait, since: event.timeStamp } : undefined
      if (!meaning.act) return
      event.preventDefault()
      act.current(meaning.act)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [act])
}

function useAct(open: (overlay: Overlay) => void) {
  const navigate = useNavigate()
  const store = useLiveStore()
  const { turnScheme } = useScheme()
  const openAlarm = useOpenAlarm()
  const act = useRef<(act: KeyAct) => void>(() => {})
  useEffect(() => {
    act.current = (asked) => {
      if ('open' in asked) open(asked.open)
      else if ('turn' in asked) turnScheme()
      else if ('go' in asked) void navigate({ to: asked.go })
      else {
        const top = topAlarm(store.alarms())
        if (top) openAlarm(top)
      }
    }
  })
  return act
}

/** Keys are off while typing, in dialogs of others and in lists that use letters themselves. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || target.closest('input, textarea, select, [role="dialog"]') !== null
}

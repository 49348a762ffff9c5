import { useReducedMotion } from '@mantine/hooks'
import { useEffect } from 'react'
import { useAlarms } from '../state/live.ts'

/**
 * Beats `data-pulse` on the root element at 1 Hz while an alarm is not acknowledged; its marks follow, all at once.
 * Two style changes a second, where a CSS animation would draw every frame of the screen.
 */
export function usePulse(): void {
  const isCalm = useReducedMotion()
  const hasUnacknowledged = useAlarms().some((alarm) => alarm.state === 'activeUnacknowledged')
  useEffect(() => {
    if (isCalm || !hasUnacknowledged) return undefined
    const root = document.documentElement
    const timer = setInterval(() => root.toggleAttribute('data-pulse'), 500)
    return () => {
      clearInterval(timer)
      root.removeAttribute('data-pulse')
    }
  }, [isCalm, hasUnacknowledged])
}

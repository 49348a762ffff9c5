import { useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import type { Alarm } from '../../../domain/alarm.ts'

/** Opens an alarm in the list of alarms, with what to do and what is known of it. */
export function useOpenAlarm(): (alarm: Alarm) => void {
  const navigate = useNavigate()
  return useCallback(({ id }: Alarm) => void navigate({ to: '/alarms', search: { alarm: id } }), [navigate])
}

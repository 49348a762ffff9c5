import { useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import type { Alarm } from '../../../domain/alarm.ts'
import { useSite } from '../../state/live.ts'

/** Opens the asset an alarm is about; `orElse` for an alarm of the site as a whole. */
export function useOpenAlarm(orElse: () => void): (alarm: Alarm) => void {
  const { assets } = useSite()
  const navigate = useNavigate()
  return useCallback(
    ({ assetId }: Alarm) => {
      if (assetId !== undefined && assets.some((a) => a.id === assetId))
        void navigate({ to: '/assets/$assetId', params: { assetId } })
      else orElse()
    },
    [assets, navigate, orElse],
  )
}

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Alarm } from '../../../../domain/alarm.ts'
import { formatNumber } from '../../../format/number.ts'
import { isUnacknowledged } from '../../../frame/alarms/alarm-order.ts'
import { useObstacle } from '../../../state/use-obstacle.ts'
import { ActButton } from '../../operate/act-button.tsx'
import { AcknowledgeDialog } from './acknowledge-dialog.tsx'
import { ResetDialog } from './reset-dialog.tsx'
import { ServiceDialog } from './service-dialog.tsx'
import { ShelveDialog } from './shelve-dialog.tsx'

/** An act on alarms, and those it is about as they were when the person asked for it. */
export interface AskedAct {
  kind: 'acknowledge' | 'shelve' | 'service' | 'reset'
  alarms: readonly Alarm[]
}

/** What of an act's alarms it can be done to. */
export function fitting(kind: AskedAct['kind'], alarms: readonly Alarm[]): readonly Alarm[] {
  const listed = alarms.filter((alarm) => alarm.aside === undefined)
  if (kind === 'acknowledge') return listed.filter(isUnacknowledged)
  return kind === 'reset' ? listed.filter((alarm) => alarm.needsReset && !isUnacknowledged(alarm)) : listed
}

/** Holds which act is asked for. */
export function useActs() {
  const [asked, setAsked] = useState<AskedAct>()
  const queries = useQueryClient()
  const operator = useObstacle('operator')
  const ask = (kind: AskedAct['kind'], alarms: readonly Alarm[]) => {
    const fit = fitting(kind, alarms)
    if (fit.length > 0 && operator === undefined) setAsked({ kind, alarms: fit })
  }
  const close = () => {
    setAsked(undefined)
    void queries.invalidateQueries({ queryKey: ['alarms', 'asides'] })
  }
  return { asked, ask, close }
}

/** The dialog of the act that is asked for. */
export function ActAsked({ asked, onClose }: { asked: AskedAct | undefined; onClose: () => void }) {
  const first = asked?.alarms[0]
  if (!asked || !first) return null
  if (asked.kind === 'acknowledge') return <AcknowledgeDialog alarms={asked.alarms} onClose={onClose} />
  if (asked.kind === 'shelve') return <ShelveDialog alarms={asked.alarms} onClose={onClose} />
  if (asked.kind === 'reset') return <ResetDialog alarm={first} onClose={onClose} />
  return <ServiceDialog alarm={first} onClose={onClose} />
}

type Ask = (kind: AskedAct['kind'], alarms: readonly Alarm[]) => void

/** What can be done to the chosen alarms; what cannot says why on focus. */
export function ActButtons({ alarms, ask }: { alarms: readonly Alarm[]; ask: Ask }) {
  const operator = useObstacle('operator')
  const engineer = useObstacle('engineer')
  const waiting = fitting('acknowledge', alarms)
  const latched = fitting('reset', alarms)
  const listed = fitting('shelve', alarms)
  const none = alarms.length === 0 ? 'Choose an alarm first.' : undefined
  const count = waiting.length > 1 ? ` ${formatNumber(waiting.length)}` : ''
  return (
    <>
      <ActButton
        isPrimary
        obstacle={operator ?? none ?? (waiting.length === 0 ? 'None of them waits for it.' : undefined)}
        onClick={() => ask('acknowledge', waiting)}
      >
        Acknowledge{count}
      </ActButton>
      <ActButton
        obstacle={operator ?? none ?? (listed.length === 0 ? 'It is not in the list.' : undefined)}
        onClick={() => ask('shelve', listed)}
      >
        Shelve…
      </ActButton>
      {latched.length > 0 && (
        <ActButton obstacle={operator} onClick={() => ask('reset', latched)}>
          Reset…
        </ActButton>
      )}
      <ActButton
        obstacle={engineer ?? none ?? (listed.length === 1 ? undefined : 'One at a time.')}
        onClick={() => ask('service', listed)}
      >
        Out of service…
      </ActButton>
    </>
  )
}

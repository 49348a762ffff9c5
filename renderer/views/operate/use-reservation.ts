import { useEffect, useState } from 'react'
import { usable } from '../../../domain/reading.ts'
import type { Reservation } from '../../../domain/rpc/dispatch/desk.ts'
import type { Ms } from '../../../domain/units.ts'
import { useClient } from '../../connection/connected.tsx'
import { problemOf } from '../../connection/problem.ts'
import { useLiveStore, useNow } from '../../state/live.ts'
import type { LiveStore } from '../../state/store.ts'

/** Where the first step stands: being asked for, held, or gone with the sentence that says why. */
export type Selection =
  | { state: 'selecting' }
  | { state: 'held'; reservation: Reservation; leftMs: Ms }
  | { state: 'ended'; why: string }

/** Why a reservation is worth nothing any more; `undefined` while it holds. */
export function endingOf(reservation: Reservation, store: LiveStore): string | undefined {
  if (store.connection().state === 'lost') return 'The connection to the engine is lost.'
  if (store.now() >= reservation.expiresAt) return 'The time reserved for you is over.'
  const reading = store.reading(reservation.assetId, 'activePowerKW')
  return usable(reading) === undefined ? `The power reading is ${reading.quality} now.` : undefined
}

/**
 * Reserves the asset as long as the component is there, and gives it back afterwards. Ends by itself, for good, when
 * the time is over, the value can no longer be trusted, or the connection is lost.
 */
export function useReservation(assetId: string): Selection {
  const client = useClient()
  const store = useLiveStore()
  const now = useNow()
  const [reservation, setReservation] = useState<Reservation>()
  const [why, setWhy] = useState<string>()

  useEffect(() => {
    let isGone = false
    const selected = client.dispatch.select({ assetId })
    selected.then(
      (given) => !isGone && setReservation(given),
      (error: unknown) => !isGone && setWhy(problemOf(error).message),
    )
    return () => {
      isGone = true
      // Given back when the answer was lost, too: unknown reservations are fine.
      selected.then(({ id }) => client.dispatch.cancel({ reservationId: id })).catch(() => {})
    }
  }, [client, assetId])

  useEffect(() => {
    if (!reservation) return undefined
    const watch = () => {
      const ending = endingOf(reservation, store)
      if (ending !== undefined) setWhy((before) => before ?? ending)
    }
    const timer = setTimeout(watch, reservation.expiresAt - store.now() + 50)
    const stop = store.subscribe('any', watch)
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [reservation, store])

  if (why !== undefined) return { state: 'ended', why }
  if (!reservation) return { state: 'selecting' }
  return { state: 'held', reservation, leftMs: Math.max(0, reservation.expiresAt - now) }
}

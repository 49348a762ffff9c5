import type { Stop } from '../../../../../domain/clock.ts'
import type { PulseStep } from '../../../../../domain/rpc/field/commissioning.ts'
import type { EngineClient } from '../../../../connection/connection.ts'
import { problemOf } from '../../../../connection/problem.ts'
import type { PulseResult } from './pulse-words.ts'

/** What was measured at one moment of a pulse. */
export type PulseSample = Extract<PulseStep, { type: 'sample' }>

/** What a person asks of a pulse. */
export type PulseOrder = Parameters<EngineClient['commissioning']['pulse']>[0]

/** A pulse under way, or over and not yet read. */
export interface PulseRun {
  order: PulseOrder
  isRunning: boolean
  samples: readonly PulseSample[]
  result?: PulseResult
  /** Why it ended without a result. */
  ended?: string
}

/** Keeps the pulses of this page by asset, so that looking at another screen ends none and loses no result. */
export interface PulseDesk {
  run(assetId: string): PulseRun | undefined
  start(order: PulseOrder): void
  /** Ends a pulse before its time; the engine takes the order back. */
  stop(assetId: string): void
  /** Puts a result away that has been read. */
  forget(assetId: string): void
  subscribe(listener: () => void): Stop
}

const endedByHand = 'Stopped by hand before its time; the order is taken back.'

function withStep(run: PulseRun, step: PulseStep): PulseRun {
  return step.type === 'sample' ? { ...run, samples: [...run.samples, step] } : { ...run, result: step }
}

/** An empty desk. `pulse` is the engine's call. */
export function createPulseDesk(pulse: EngineClient['commissioning']['pulse']): PulseDesk {
  const runs = new Map<string, PulseRun>()
  const endings = new Map<string, AbortController>()
  const listeners = new Set<() => void>()
  const set = (assetId: string, run: PulseRun | undefined) => {
    if (run) runs.set(assetId, run)
    else runs.delete(assetId)
    for (const listener of listeners) listener()
  }
  const change = (assetId: string, to: (run: PulseRun) => PulseRun) => {
    const run = runs.get(assetId)
    if (run) set(assetId, to(run))
  }

  const follow = async (order: PulseOrder, signal: AbortSignal) => {
    const { assetId } = order
    let ended = 'The engine ended it without a result.'
    try {
      for await (const step of await pulse(order, { signal })) change(assetId, (run) => withStep(run, step))
    } catch (error) {
      ended = signal.aborted ? endedByHand : problemOf(error).message
    }
    if (signal.aborted) ended = endedByHand
    change(assetId, (run) => (run.result ? { ...run, isRunning: false } : { ...run, isRunning: false, ended }))
  }

  return {
    run: (assetId) => runs.get(assetId),
    start(order) {
      if (runs.get(order.assetId)?.isRunning) return
      const ending = new AbortController()
      endings.set(order.assetId, ending)
      set(order.assetId, { order, isRunning: true, samples: [] })
      void follow(order, ending.signal)
    },
    stop: (assetId) => endings.get(assetId)?.abort(),
    forget(assetId) {
      if (!runs.get(assetId)?.isRunning) set(assetId, undefined)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

const desks = new WeakMap<EngineClient, PulseDesk>()

/** The one desk of a page's connection. */
export function pulseDeskOf(client: EngineClient): PulseDesk {
  const desk = desks.get(client) ?? createPulseDesk((...input) => client.commissioning.pulse(...input))
  desks.set(client, desk)
  return desk
}

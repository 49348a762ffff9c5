import { useEffect, useRef, useState } from 'react'
import type { RuleEvent } from '../../../../../domain/health/rules.ts'
import type { EpochMs } from '../../../../../domain/units.ts'
import { useClient } from '../../../../connection/connected.tsx'
import { type Problem, problemOf } from '../../../../connection/problem.ts'

/** What a rule would have said over a stretch of history. */
export interface TryResult {
  step: 'result'
  from: EpochMs
  to: EpochMs
  daysWithData: number
  events: RuleEvent[]
  words: string
}

type TryStep = { step: 'progress'; done: number; total: number; words: string } | TryResult

/** A try under way, and what came of the last one. */
export interface TryView {
  progress?: { share: number; words: string }
  result?: TryResult
  /** The text that the result is about. */
  text?: string
  problem?: Problem
}

/** What a step changes of what is shown. */
export function afterTryStep(before: TryView, step: TryStep, text: string): TryView {
  if (step.step === 'result') return { result: step, text }
  const share = step.total === 0 ? 0 : step.done / step.total
  return { ...before, progress: { share, words: step.words } }
}

/** Tries a text against what is stored; leaving the page or `stop` ends it at the engine too. */
export function useTry() {
  const client = useClient()
  const [view, setView] = useState<TryView>({})
  const ending = useRef<AbortController>(undefined)
  useEffect(() => () => ending.current?.abort(), [])
  const run = async (text: string, days: number) => {
    ending.current?.abort()
    const { signal } = (ending.current = new AbortController())
    setView({ progress: { share: 0, words: 'Asking' } })
    try {
      for await (const step of await client.health.rules.tryOut({ text, days }, { signal }))
        if (!signal.aborted) setView((before) => afterTryStep(before, step, text))
    } catch (error) {
      if (!signal.aborted) setView({ problem: problemOf(error) })
    }
  }
  const stop = () => {
    ending.current?.abort()
    setView({})
  }
  return { view, run, stop }
}

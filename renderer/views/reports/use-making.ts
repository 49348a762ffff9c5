import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { KeptReport, Report, ReportFormat, ReportStep } from '../../../domain/rpc/reports.ts'
import { useClient } from '../../connection/connected.tsx'
import { type Problem, problemOf } from '../../connection/problem.ts'
import { keptKey } from './queries.ts'

/** A report in the making, and what came of it. */
export interface MakingView {
  /** 0 to 1 and what is done now; absent when nothing is made. */
  progress?: { share: number; step: string }
  report?: Report
  kept?: KeptReport
  problem?: Problem
}

/** Making of reports on this page: one at a time. */
export interface Making {
  view: MakingView
  show: (template: string, day: string) => void
  make: (template: string, day: string, formats: ReportFormat[]) => void
  stop: () => void
}

/** What a step changes of what is shown. */
export function afterStep(before: MakingView, step: ReportStep): MakingView {
  if (step.type === 'progress') return { ...before, progress: { share: step.progress, step: step.step } }
  const { progress: _, ...rest } = before
  return step.type === 'shown' ? { ...rest, report: step.report } : { ...rest, kept: step.report }
}

/** Has reports made; what is under way ends when the person leaves the screen. */
export function useMaking(): Making {
  const client = useClient()
  const queries = useQueryClient()
  const [view, setView] = useState<MakingView>({})
  const ending = useRef<AbortController>(undefined)
  useEffect(() => () => ending.current?.abort(), [])

  const follow = async (ask: (signal: AbortSignal) => Promise<AsyncIterable<ReportStep>>, first: MakingView) => {
    ending.current?.abort()
    const { signal } = (ending.current = new AbortController())
    setView({ ...first, progress: { share: 0, step: 'Asking' } })
    try {
      for await (const step of await ask(signal)) if (!signal.aborted) setView((before) => afterStep(before, step))
      await queries.invalidateQueries({ queryKey: keptKey })
    } catch (error) {
      if (!signal.aborted) setView({ ...first, problem: problemOf(error) })
    }
  }
  return {
    view,
    show: (template, day) => void follow((signal) => client.reports.preview({ template, day }, { signal }), {}),
    make: (template, day, formats) =>
      void follow(
        (signal) => client.reports.make({ template, day, formats }, { signal }),
        view.report ? { report: view.report } : {},
      ),
    stop() {
      ending.current?.abort()
      setView(({ report }) => (report ? { report } : {}))
    },
  }
}

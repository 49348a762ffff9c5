import { useEffect, useRef, useState } from 'react'
import type { Comparison, RerunRequest } from '../../../domain/rpc/past/rerun.ts'
import { type Problem, problemOf } from '../../connection/problem.ts'
import { useReplayDesk } from '../replay.tsx'

/** A calculation under way, and what came of the last one. */
export interface RerunView {
  /** 0 to 1; absent when nothing is calculated. */
  progress?: number
  comparison?: Comparison
  problem?: Problem
}

/** Runs the controllers over a past period; what is under way ends when the person leaves. */
export function useRerun() {
  const { liveClient } = useReplayDesk()
  const [view, setView] = useState<RerunView>({})
  const ending = useRef<AbortController>(undefined)
  useEffect(() => () => ending.current?.abort(), [])

  const follow = async (asked: RerunRequest) => {
    ending.current?.abort()
    const { signal } = (ending.current = new AbortController())
    setView({ progress: 0 })
    try {
      for await (const step of await liveClient.replay.compare(asked, { signal }))
        if (!signal.aborted)
          setView(step.type === 'progress' ? { progress: step.progress } : { comparison: step.comparison })
    } catch (error) {
      if (!signal.aborted) setView({ problem: problemOf(error) })
    }
  }
  return {
    view,
    start: (asked: RerunRequest) => void follow(asked),
    stop() {
      ending.current?.abort()
      setView({})
    },
  }
}

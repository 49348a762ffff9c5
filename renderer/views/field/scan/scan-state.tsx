import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react'
import type { ScanStep } from '../../../../domain/rpc/field.ts'
import { useClient } from '../../../connection/connected.tsx'
import { type Problem, problemOf } from '../../../connection/problem.ts'
import { emptyScan, type ScanView, takeStep } from './scan-steps.ts'

/** The scan of this page: what it has come to, and the acts. */
export interface Scan {
  view: ScanView
  isRunning: boolean
  /** Why it could not begin or broke off. */
  problem: Problem | undefined
  start: (range: string) => void
  stop: () => void
}

const ScanContext = createContext<Scan | undefined>(undefined)

/** The scan, which goes on while the person looks at other tabs. */
export function useScan(): Scan {
  const scan = useContext(ScanContext)
  if (!scan) throw new Error('used outside <ScanProvider>')
  return scan
}

/** Keeps one scan; it ends when the person leaves the field screen. */
export function ScanProvider({ children }: { children: ReactNode }) {
  const client = useClient()
  const [view, setView] = useState<ScanView>(emptyScan)
  const [isRunning, setRunning] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  const ending = useRef<AbortController>(undefined)
  const stop = useCallback(() => ending.current?.abort(), [])
  useEffect(() => stop, [stop])

  const start = useCallback(
    (range: string) => {
      stop()
      const own = new AbortController()
      ending.current = own
      setView(emptyScan)
      setProblem(undefined)
      setRunning(true)
      const take = (step: ScanStep) => ending.current === own && setView((before) => takeStep(before, step))
      const run = async () => {
        for await (const step of await client.field.scan({ range }, { signal: own.signal })) take(step)
      }
      run()
        .catch((error: unknown) => {
          if (own.signal.aborted) setView((before) => ({ ...before, ended: 'you stopped it' }))
          else if (ending.current === own) setProblem(problemOf(error))
        })
        .finally(() => ending.current === own && setRunning(false))
    },
    [client, stop],
  )
  const scan = useMemo(() => ({ view, isRunning, problem, start, stop }), [view, isRunning, problem, start, stop])
  return <ScanContext value={scan}>{children}</ScanContext>
}

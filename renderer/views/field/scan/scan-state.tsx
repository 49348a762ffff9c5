import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react'
import type { ScanStep } from '../../../../domain/rpc/field/field.ts'
import { useClient } from '../../../connection/connected.tsx'
import type { EngineClient } from '../../../connection/connection.ts'
import { type Problem, problemOf } from '../../../connection/problem.ts'
import { emptyScan, type ScanView, takeStep } from './scan-steps.ts'

/** The scan of this page: what it has come to, and the acts. */
interface Scan {
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

async function follow(client: EngineClient, range: string, signal: AbortSignal, take: (step: ScanStep) => void) {
  const steps = await client.field.scan({ range }, { signal })
  for await (const step of steps) if (!signal.aborted) take(step)
}

/** Keeps one scan; it ends when the person leaves the field screen. */
export function ScanProvider({ children }: { children: ReactNode }) {
  const client = useClient()
  const [view, setView] = useState<ScanView>(emptyScan)
  const [isRunning, setRunning] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  const ending = useRef<AbortController>(undefined)
  useEffect(() => () => ending.current?.abort(), [])

  const stop = useCallback(() => {
    ending.current?.abort()
    setRunning(false)
    setView((before) => ({ ...before, now: '', ended: 'you stopped it' }))
  }, [])
  const start = useCallback(
    (range: string) => {
      ending.current?.abort()
      const { signal } = (ending.current = new AbortController())
      setView(emptyScan)
      setProblem(undefined)
      setRunning(true)
      follow(client, range, signal, (step) => setView((before) => takeStep(before, step)))
        .catch((error: unknown) => !signal.aborted && setProblem(problemOf(error)))
        .finally(() => !signal.aborted && setRunning(false))
    },
    [client],
  )
  const scan = useMemo(() => ({ view, isRunning, problem, start, stop }), [view, isRunning, problem, start, stop])
  return <ScanContext value={scan}>{children}</ScanContext>
}

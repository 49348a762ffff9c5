import { useState } from 'react'
import { useClient } from './connected.tsx'
import type { EngineClient } from './connection.ts'
import { type Problem, problemOf } from './problem.ts'

/** A command as a screen gives it: whether it is under way, and why the last one did not succeed. */
export interface Command<I, O> {
  /** Gives the command; `undefined` when it did not succeed, and `onProblem` and `problem` say why. */
  run: (input: I, onProblem?: (problem: Problem) => void) => Promise<O | undefined>
  isBusy: boolean
  problem: Problem | undefined
}

/** A call that changes something. `call` gets client and input. */
export function useCommand<I, O>(call: (client: EngineClient, input: I) => Promise<O>): Command<I, O> {
  const client = useClient()
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  const run = async (input: I, onProblem?: (problem: Problem) => void) => {
    setBusy(true)
    setProblem(undefined)
    try {
      return await call(client, input)
    } catch (error) {
      const found = problemOf(error)
      onProblem?.(found)
      setProblem(found)
      return undefined
    } finally {
      setBusy(false)
    }
  }
  return { run, isBusy, problem }
}

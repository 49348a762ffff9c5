import { useEffect, useRef, useState } from 'react'
import type { Instruction } from '../../../domain/instruction.ts'
import type { Reading } from '../../../domain/reading.ts'
import type { EpochMs, KW } from '../../../domain/units.ts'
import { newPressKey } from '../../connection/press-key.ts'
import { connectionLost, type Problem } from '../../connection/problem.ts'
import { useCommand } from '../../connection/use-command.ts'
import { useLiveStore, useReading } from '../../state/live.ts'

/** What the person presses. */
export interface Press {
  reservationId: string
  powerKW: KW
  reason: string
  until: EpochMs
}

/** A command once it is given: how it turned out so far, and the value measured when it did. */
export interface Operation {
  press: (press: Press) => Promise<void>
  isSending: boolean
  /** Why the engine did not take it, in its words. */
  problem: Problem | undefined
  /** The instruction with its newest outcome; absent before it is given. */
  instruction: Instruction | undefined
  /** Reading at the moment of the outcome; the present one before. */
  measured: Reading
}

/** Follows an instruction in the live list; what was last known stays when it leaves the list. */
function useFollowed(assetId: string) {
  const store = useLiveStore()
  const [instruction, setInstruction] = useState<Instruction>()
  const [kept, setKept] = useState<Reading>()
  const stop = useRef<() => void>(undefined)
  const present = useReading(assetId, 'activePowerKW')
  useEffect(() => () => stop.current?.(), [])

  const follow = (given: Instruction) => {
    const look = () => {
      const newest = store.instructions().find((i) => i.id === given.id)
      if (newest) setInstruction(newest)
      if (newest && newest.outcome !== 'pending') setKept((before) => before ?? store.reading(assetId, 'activePowerKW'))
    }
    setInstruction(given)
    stop.current?.()
    stop.current = store.subscribe('instructions', look)
    look()
  }
  return { follow, instruction, measured: kept ?? present }
}

/** Gives the command once per press and follows its outcome. */
export function useOperation(assetId: string): Operation {
  const key = useRef<string>(undefined)
  const { follow, instruction, measured } = useFollowed(assetId)
  const { run, isBusy, problem } = useCommand<Press & { idempotencyKey: string }, Instruction>((client, input) =>
    client.dispatch.operate(input),
  )
  const press = async (input: Press) => {
    // A press whose answer got lost keeps its key: pressing again never gives a second command.
    key.current ??= newPressKey()
    const answer = await run({ ...input, idempotencyKey: key.current }, ({ code }) => {
      if (code !== connectionLost) key.current = undefined
    })
    if (answer) follow(answer)
  }
  return { press, isSending: isBusy, problem, instruction, measured }
}

import type { Person } from '../../../domain/access.ts'
import { PowerchainError } from '../../../domain/errors.ts'
import { type Instruction, optOutReasons, type OptOutReason } from '../../../domain/instruction.ts'
import type { AskedInstruction, DryRun, GivenInstruction } from '../../../domain/rpc/dispatch/instructions.ts'
import type { EpochMs } from '../../../domain/units.ts'
import { timeWords } from '../words.ts'
import { askWords, faultOf, instructionOf } from './asking.ts'
import type { DeskNeeds } from './desk-needs.ts'
import { refusedRun } from './dry-run.ts'
import { type InstructionStore, isOver } from './instructions.ts'
import { createPresses } from './presses.ts'

/** Instructions for the site and its assets: received ones, and those of people here. */
export interface GridDesk {
  give(person: Person, ask: GivenInstruction): Instruction
  /** What it would do now; nothing changes. */
  dryRun(person: Person, ask: AskedInstruction): DryRun
  optOut(person: Person, about: { instructionId: string; reason: OptOutReason; note: string }): Instruction
  /** Ends one before its time, whoever gave it. */
  end(person: Person, instructionId: string, reason: string): Instruction
  /** Those that reach into a time, newest begin first. */
  instructionsBetween(range: { from: EpochMs; until: EpochMs; limit: number }): Instruction[]
}

/** What the grid desk is made of. */
export interface GridDeskNeeds extends DeskNeeds {
  store: Pick<InstructionStore, 'between'>
  /** What an instruction would do, by the picture of the last turn. */
  preview(instruction: Instruction): DryRun
}

/** Desk for instructions. Throws `Dispatch.*` errors; nothing is changed by a refused call. */
export function createGridDesk(needs: GridDeskNeeds): GridDesk {
  const { book, store, audit, clock, site } = needs
  const presses = createPresses()
  const openOne = (id: string): Instruction => {
    const found = book.find(id)
    if (!found || isOver(found))
      throw new PowerchainError('Dispatch.UnknownInstruction', 'There is no such instruction, or it is over.')
    return found
  }
  return {
    give(person, { idempotencyKey, ...ask }) {
      const before = presses.before(person.name, idempotencyKey)
      if (before) return book.find(before.id) ?? before
      const instruction = instructionOf(ask, person, needs.newId(), needs)
      const { assetId, from, until, owner, enteredBy } = instruction
      const time = `${timeWords(from, clock.now(), site.timeZone)} to ${timeWords(until, clock.now(), site.timeZone)}`
      const sentBy = enteredBy === undefined ? '' : `${owner}: `
      const detail = `${sentBy}${askWords(instruction, needs)}, ${time}: ${ask.reason}`
      audit({ person: person.name, action: 'InstructionGiven', assetId, detail })
      book.add(instruction, clock.now())
      presses.note(person.name, idempotencyKey, instruction)
      return book.find(instruction.id) ?? instruction
    },
    dryRun(person, ask) {
      const fault = faultOf(ask, needs)
      if (fault) return refusedRun(fault.text)
      return needs.preview(instructionOf(ask, person, 'dry-run', needs))
    },
    optOut(person, { instructionId, reason, note }) {
      const found = openOne(instructionId)
      const words = optOutReasons[reason].toLowerCase()
      const detail = `${askWords(found, needs)} of ${found.owner} not followed, ${words}: ${note}`
      audit({ person: person.name, action: 'InstructionOptedOut', assetId: found.assetId, detail })
      const optOut = { reason, note, by: person.name, at: clock.now() }
      const said = `${person.name} opted out, ${words}: ${note}`
      return book.cancel(instructionId, said, clock.now(), { optOut }) ?? found
    },
    end(person, instructionId, reason) {
      const found = openOne(instructionId)
      const detail = `${found.owner}'s command ended: ${reason}`
      audit({ person: person.name, action: 'InstructionEnded', assetId: found.assetId, detail })
      return book.cancel(instructionId, `ended by ${person.name}: ${reason}`, clock.now()) ?? found
    },
    instructionsBetween({ from, until, limit }) {
      const kept = store.between(from, until, limit)
      // the book knows how those that hold are doing, the disk what became of them
      return kept.map((i) => book.find(i.id) ?? i)
    },
  }
}

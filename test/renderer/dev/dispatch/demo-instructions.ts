import { PowerchainError } from '../../../../domain/errors.ts'
import {
  type Instruction,
  instructionStateAt,
  optOutReasons,
  type OptOutReason,
} from '../../../../domain/instruction.ts'
import type { AskedInstruction, DryRun, GivenInstruction } from '../../../../domain/rpc/dispatch/instructions.ts'
import type { SiteDescription } from '../../../../domain/rpc/site.ts'
import type { DemoDispatch } from './demo-dispatch.ts'

/** Stands for the desk of grid instructions: they are kept and listed, and a dry run tells a story that fits their size. */
export function createDemoInstructions(parts: { site: SiteDescription; dispatch: DemoDispatch; now: () => number }) {
  const { site, dispatch, now } = parts
  const person = site.person.name
  let given = 0
  const close = (id: string, change: (found: Instruction) => Partial<Instruction>): Instruction => {
    const found = dispatch.instructions.find((i) => i.id === id)
    if (!found || found.state === 'completed' || found.state === 'cancelled')
      throw new PowerchainError('Dispatch.UnknownInstruction', 'There is no such instruction, or it is over.')
    const closed: Instruction = { ...found, state: 'cancelled', endedAt: now(), ...change(found) }
    dispatch.instructions = dispatch.instructions.map((i) => (i.id === id ? closed : i))
    return closed
  }
  return {
    give(asked: GivenInstruction): Instruction {
      const { sender, assetId, ...ask } = asked
      if (ask.until <= now())
        throw new PowerchainError('Dispatch.OutsideLimits', 'The end must lie ahead, at most 7 days.')
      const from = ask.from ?? now()
      const instruction: Instruction = {
        ...ask,
        id: `given-${++given}`,
        owner: ask.source === 'grid' ? sender : person,
        ...(ask.source === 'grid' ? { enteredBy: person } : {}),
        assetId: assetId ?? site.assets.find((a) => a.kind === 'grid')?.id ?? '',
        from,
        givenAt: now(),
        state: instructionStateAt(from, ask.until, now()),
        outcome: 'pending',
        outcomeDetail: 'given, not yet carried out',
      }
      dispatch.instructions = [...dispatch.instructions, instruction]
      dispatch.note(person, 'InstructionGiven', ask.reason, instruction.assetId)
      return instruction
    },
    dryRun: (ask: AskedInstruction): DryRun => dryRunOf(ask, site, now()),
    optOut(about: { instructionId: string; reason: OptOutReason; note: string }): Instruction {
      const { instructionId, reason, note } = about
      const outcomeDetail = `${person} opted out, ${optOutReasons[reason].toLowerCase()}: ${note}`
      return close(instructionId, () => ({ optOut: { reason, note, by: person, at: now() }, outcomeDetail }))
    },
    cancel: (id: string, reason: string): Instruction =>
      close(id, () => ({ outcomeDetail: `ended by ${person}: ${reason}` })),
    list: (range: { from: number; until: number; limit: number }): Instruction[] =>
      dispatch.instructions
        .filter((i) => i.from < range.until && i.until > range.from)
        .toSorted((a, b) => b.from - a.from)
        .slice(0, range.limit),
  }
}

function dryRunOf({ powerKW, until, from }: AskedInstruction, { assets }: SiteDescription, now: number): DryRun {
  const containers = assets.filter((a) => a.kind === 'container').slice(0, 3)
  const gridBeforeKW = 2_140
  const canBeMet = until > now && Math.abs(powerKW) <= 5_000
  return {
    refusal: until > now ? '' : 'The end must lie ahead, at most 7 days.',
    canBeMet,
    shortKW: canBeMet ? 0 : Math.round(Math.abs(powerKW) - 5_000),
    limitedBy: canBeMet ? '' : 'at their limits: all containers',
    gridBeforeKW,
    gridAfterKW: Math.min(gridBeforeKW, Math.abs(powerKW)),
    moves: containers.map((a) => ({ assetId: a.id, beforeKW: -900, afterKW: -300, withinMs: 8_000, limitedBy: '' })),
    withinMs: 2_000,
    lastsMs: until - (from ?? now) > 7_200_000 ? 7_200_000 : null,
    costEur: 41.2,
    costDetail: 'energy -60.10 €, storage 12.40 €, mining 88.90 €',
    covers: [],
  }
}

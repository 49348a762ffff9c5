import type { Instruction } from '../../../../../domain/instruction.ts'
import { useInstructions } from '../../../../state/live.ts'
import { InstructionCard } from '../instruction-card.tsx'

/** The result: the instruction as it stands, followed live; what was last known stays when it leaves the list. */
export function Given({ instruction }: { instruction: Instruction }) {
  const newest = useInstructions().find((i) => i.id === instruction.id) ?? instruction
  return <InstructionCard instruction={newest} isWhole />
}

import type { BillRow } from '../../../../domain/rpc/retail/shapes.ts'
import { Chip } from '../../../components/chip.tsx'
import { stateWords } from '../bill-words.ts'

/** Where a bill stands; an overdue one stands out. */
export function StateChip({ state }: Pick<BillRow, 'state'>) {
  return (
    <Chip kind={state === 'overdue' ? 'priority3' : state === 'paid' ? 'track' : 'outline'}>{stateWords[state]}</Chip>
  )
}

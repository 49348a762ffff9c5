import { Check, TriangleAlert } from 'lucide-react'
import type { RegisterStep } from '../../../../../domain/rpc/settlement/money.ts'
import { formatNumber } from '../../../../format/number.ts'
import { useChecked } from '../../queries.ts'
import { registerWords } from './register-words.ts'

/** Marks on the registers that a check meter counts too: whether both agree within their accuracy classes. */
export function CheckMarks({ registers, quarter }: { registers: readonly RegisterStep[]; quarter: number }) {
  const { data = [] } = useChecked(quarter)
  const shown = data.filter(({ pointId, register }) =>
    registers.some((step) => step.pointId === pointId && step.register === register),
  )
  return shown.map(({ register, ourWh, checkWh, differs }) => {
    const Icon = differs ? TriangleAlert : Check
    return (
      <li key={register}>
        <Icon size={14} strokeWidth={1.5} aria-hidden />
        {registerWords[register]}:{' '}
        {differs ? `check meter differs by ${formatNumber((checkWh - ourWh) / 1_000, 1)} kWh` : 'check meter agrees'}
      </li>
    )
  })
}

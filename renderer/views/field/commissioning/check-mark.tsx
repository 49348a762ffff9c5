import { CircleCheck, CircleDashed, CircleX, TriangleAlert } from 'lucide-react'
import type { DeviceCheck } from '../../../../domain/rpc/field/commissioning.ts'
import css from './commissioning.module.css'

const icons = { pass: CircleCheck, warn: TriangleAlert, fail: CircleX, notTried: CircleDashed } as const

/** Result of a check as a shape beside its words, in ink: a check that failed is nobody's alarm. */
export function CheckMark({ result }: { result: DeviceCheck['result'] }) {
  const Icon = icons[result]
  return (
    <span className={css.mark} data-result={result}>
      <Icon size={16} strokeWidth={1.75} aria-hidden />
    </span>
  )
}

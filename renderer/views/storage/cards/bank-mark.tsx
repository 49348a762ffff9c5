import { PriorityMark } from '../../../components/priority-mark.tsx'
import { topAlarm } from '../../../frame/alarms/alarm-order.ts'
import { useAlarms } from '../../../state/live.ts'
import type { Bank } from '../bank/kinds.ts'

/** The alarm that needs a person most in a bank; nothing when there is none. */
export function BankMark({ bank }: { bank: Bank }) {
  const alarm = topAlarm(useAlarms().filter(({ assetId }) => bank.assets.some((asset) => asset.id === assetId)))
  return alarm ? <PriorityMark priority={alarm.priority} state={alarm.state} size={14} /> : null
}

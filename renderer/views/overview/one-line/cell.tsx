import { Link } from '@tanstack/react-router'
import type { AssetOf } from '../../../../domain/asset.ts'
import { PriorityMark } from '../../../components/priority-mark.tsx'
import { powerPhrase } from '../../../format/power.ts'
import { topAlarmOf } from '../../../frame/alarms/alarm-order.ts'
import { useAlarms, useDecision, useReading } from '../../../state/live.ts'
import { cellLook } from './cell-state.ts'
import css from './cell.module.css'
import { shortName } from './one-line-layout.ts'

/** A container: filled to its power against its rating, the limit of now across. Opens its faceplate. */
export function Cell({ asset }: { asset: AssetOf<'container'> }) {
  const power = useReading(asset.id, 'activePowerKW')
  const state = useReading(asset.id, 'state')
  const decision = useDecision(asset.id)
  const alarm = topAlarmOf(useAlarms(), asset.id)
  const look = cellLook(asset, power, state, decision)
  const words = power.value === null ? 'no value' : powerPhrase('container', power.value)
  return (
    <Link
      to="/assets/$assetId"
      params={{ assetId: asset.id }}
      className={css.cell}
      aria-label={`${asset.name}: ${look.kind === 'silent' ? 'no contact, last ' : ''}${words}`}
    >
      <span className={css.box} data-kind={look.kind} data-priority={alarm?.priority}>
        <span className={css.fill} style={{ height: `${look.fillPct}%` }} />
        {look.limitPct !== undefined && <span className={css.limit} style={{ bottom: `${look.limitPct}%` }} />}
        {alarm && (
          <span className={css.mark}>
            <PriorityMark priority={alarm.priority} state={alarm.state} size={14} />
          </span>
        )}
      </span>
      <strong className={css.name}>{shortName(asset.name)}</strong>
      <span className={css.text}>{look.text}</span>
    </Link>
  )
}

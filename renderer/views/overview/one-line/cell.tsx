import { Link } from '@tanstack/react-router'
import type { AssetOf } from '../../../../domain/asset.ts'
import { PriorityMark } from '../../../components/priority-mark.tsx'
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
  const short = shortName(asset.name)
  const isNumber = power.value !== null && look.kind !== 'out'
  return (
    <Link to="/assets/$assetId" params={{ assetId: asset.id }} className={css.cell}>
      <span className={css.box} data-kind={look.kind} data-priority={alarm?.priority}>
        <span className={css.fill} style={{ height: `${look.fillPct}%` }} />
        {look.limitPct !== undefined && <span className={css.limit} style={{ bottom: `${look.limitPct}%` }} />}
        {alarm && (
          <span className={css.mark}>
            <PriorityMark priority={alarm.priority} state={alarm.state} size={14} />
          </span>
        )}
      </span>
      <strong className={css.name}>
        <span className="visuallyHidden">{asset.name.slice(0, -short.length)}</span>
        {short}
      </strong>
      <span className={css.text}>
        <span className="visuallyHidden">
          {look.kind === 'silent' && ' no contact, last'}
          {isNumber && ' drawing '}
        </span>
        {look.text}
        {isNumber && <span className="visuallyHidden"> kW</span>}
      </span>
    </Link>
  )
}

import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { controllerNames } from '../../../../domain/setpoint.ts'
import { Panel } from '../../../components/panel.tsx'
import { useSite, useStatus } from '../../../state/live.ts'
import { namesInShort } from './names-in-short.ts'
import css from './side.module.css'
import { useDecisions } from './use-decisions.ts'
import { useHiddenRows } from './use-hidden-rows.ts'
import { type Working, workingNow } from './working.ts'

/** Which controller decides for which asset now, and its reason. */
export function WorkingNow() {
  const decisions = useDecisions()
  const { isReplay } = useStatus()
  const rows = useMemo(() => workingNow(decisions), [decisions])
  const { list, hidden } = useHiddenRows()
  return (
    <Panel
      title="Working now"
      note="who decides, and why"
      link={hidden > 0 && <Link to="/dispatch">{hidden} more</Link>}
      isFilling
      className={css.working}
    >
      {rows.length === 0 && (
        <p className={css.empty}>
          {isReplay ? 'Who decided and why is not recorded.' : 'No controller decides anything; every asset runs free.'}
        </p>
      )}
      <ul className={`${css.rows} ${css.whole}`} ref={list}>
        {rows.map((row) => (
          <Row key={`${row.controller} ${row.reason}`} row={row} />
        ))}
      </ul>
    </Panel>
  )
}

function Row({ row }: { row: Working }) {
  const { assets } = useSite()
  const names = row.assetIds.map((id) => assets.find((a) => a.id === id)?.name ?? id)
  const shown = namesInShort(names)
  return (
    <li className={css.row}>
      <span className={css.words}>
        <span className={`${css.first} ${css.wrap}`}>
          <b>{controllerNames[row.controller]}</b>{' '}
          {row.assetIds.map((id, i) => (
            <span key={id}>
              {i > 0 && ', '}
              <Link to="/assets/$assetId" params={{ assetId: id }} className={css.link} aria-label={names[i]}>
                {shown[i]}
              </Link>
            </span>
          ))}
        </span>
        <span className={css.second} title={row.reason}>
          {row.reason}
        </span>
      </span>
    </li>
  )
}

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useClient } from '../../../connection/connected.tsx'
import { Panel } from '../../../components/panel.tsx'
import { formatWhen } from '../../../format/time.ts'
import { useNow, useSite } from '../../../state/live.ts'
import css from './side.module.css'

/** What people and engine did last, from the audit trail. */
export function Latest() {
  const client = useClient()
  const { timeZone, assets } = useSite()
  const now = useNow()
  const { data } = useQuery({
    queryKey: ['latest'],
    queryFn: () => client.history.audit({ limit: 40 }),
    refetchInterval: 10_000,
    placeholderData: keepPreviousData,
  })
  return (
    <Panel title="Latest" note="what people and the engine did" isFilling>
      {data?.length === 0 && <p className={css.empty}>Nothing yet.</p>}
      <ol className={css.rows}>
        {data?.map(({ n, at, person, assetId, detail }) => (
          <li key={n} className={css.row}>
            <span className={css.when}>{formatWhen(at, now, timeZone)}</span>
            <span className={css.words}>
              <span className={css.first}>
                <b>{assets.find((a) => a.id === assetId)?.name ?? 'Site'}</b>{' '}
                <span className={css.quiet}>{person}</span>
              </span>
              <span className={css.second} title={detail}>
                {detail}
              </span>
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  )
}

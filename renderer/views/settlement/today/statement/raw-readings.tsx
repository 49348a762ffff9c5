import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { EpochMs } from '../../../../../domain/units.ts'
import { useClient } from '../../../../connection/connected.tsx'
import { formatNumber } from '../../../../format/number.ts'
import { powerText, powerWord } from '../../../../format/power.ts'
import { formatTime } from '../../../../format/time.ts'
import { useSite } from '../../../../state/live.ts'
import { readingPath, readingSums } from './reading-path.ts'
import css from './statement.module.css'

const most = 5_000

/** What was read of a meter's power within a quarter, each reading as it is stored. */
export function RawReadings({ assetId, from, to }: { assetId: string; from: EpochMs; to: EpochMs }) {
  const client = useClient()
  const { assets, timeZone } = useSite()
  const { data, isPending } = useQuery({
    queryKey: ['samples', assetId, from, to],
    queryFn: () => client.history.samples({ assetId, point: 'activePowerKW', from, to, most }),
    retry: false,
  })
  const sums = useMemo(() => data && readingSums(data), [data])
  const path = useMemo(() => (data && sums ? readingPath(data, sums, { from, to }) : ''), [data, sums, from, to])
  const kind = assets.find(({ id }) => id === assetId)?.kind ?? 'load'
  if (!data || !sums)
    return (
      <h3 className={css.sub}>
        5 Raw readings <span>{isPending ? 'reading…' : 'cannot be read'}</span>
      </h3>
    )
  const { count, notGood, minKW, maxKW, meanKW } = sums
  const words =
    count === 0
      ? 'none is stored of this quarter'
      : `${formatNumber(count)} of active power, ${notGood === 0 ? 'none stale or missing' : `${formatNumber(notGood)} stale or missing`}`
  return (
    <section aria-label="Raw readings" className={css.raw}>
      <h3 className={css.sub}>
        5 Raw readings <span>{words}</span>
      </h3>
      {minKW !== null && maxKW !== null && meanKW !== null && (
        <>
          <svg className={css.chart} viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label={words}>
            <path d={path} vectorEffect="non-scaling-stroke" />
          </svg>
          <p className={css.axis}>
            <span>{formatTime(from, timeZone)}</span>
            <span>
              {powerText(Math.min(Math.abs(minKW), Math.abs(maxKW)))} to{' '}
              {powerText(Math.max(Math.abs(minKW), Math.abs(maxKW)))} {powerWord(kind, meanKW)}, mean{' '}
              {powerText(Math.abs(meanKW))}
            </span>
            <span>{formatTime(to, timeZone)}</span>
          </p>
        </>
      )}
    </section>
  )
}

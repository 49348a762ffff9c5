import type { HealthModels } from '../../../../domain/rpc/health/models.ts'
import { formatNumber } from '../../../format/number.ts'
import { shareText } from './month-words.ts'
import page from '../health.module.css'
import css from './verdicts.module.css'

/** What each detector was worth before technicians taught it, and now. */
export function SourcesTable({ sources }: Pick<HealthModels, 'sources'>) {
  const judgedOnes = sources.filter(({ judged }) => judged > 0)
  const rest = sources.filter(({ judged }) => judged === 0).map(({ name }) => name)
  if (judgedOnes.length === 0) return <p className={page.quiet}>Nobody has judged anything yet.</p>
  return (
    <div className={page.wide}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">Source</th>
            <th scope="col">Judged</th>
            <th scope="col">Before</th>
            <th scope="col">Now</th>
            <th scope="col">Threshold</th>
            <th scope="col" data-words>
              What changed
            </th>
          </tr>
        </thead>
        <tbody>
          {judgedOnes.map(({ source, name, judged, precisionBefore, precisionNow, thresholdRatio, words }) => (
            <tr key={`${source} ${name}`}>
              <th scope="row">{name}</th>
              <td>{formatNumber(judged)}</td>
              <td>{shareText(precisionBefore)}</td>
              <td>
                <strong>{shareText(precisionNow)}</strong>
              </td>
              <td>{thresholdRatio === 1 ? 'as made' : `times ${formatNumber(thresholdRatio, 2)}`}</td>
              <td data-words>{words}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rest.length > 0 && <p className={page.quiet}>Not judged yet: {rest.join(', ')}.</p>}
    </div>
  )
}

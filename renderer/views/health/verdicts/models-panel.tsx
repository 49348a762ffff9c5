import { useState } from 'react'
import type { HealthModels } from '../../../../domain/rpc/health/models.ts'
import { Chip } from '../../../components/chip.tsx'
import { Panel } from '../../../components/panel.tsx'
import { formatNumber } from '../../../format/number.ts'
import { formatDate, formatWhen } from '../../../format/time.ts'
import { useNow, useSite } from '../../../state/live.ts'
import { useObstacle } from '../../../state/use-obstacle.ts'
import { ActButton } from '../../operate/act-button.tsx'
import { ReasonDialog } from '../../operate/reason-dialog.tsx'
import { useRenewHealth } from '../queries.ts'
import { shareText } from './month-words.ts'
import page from '../health.module.css'
import css from './verdicts.module.css'

/** Models that were trained here, with their own error on history they have not seen. */
export function ModelsPanel({ models, training }: Pick<HealthModels, 'models' | 'training'>) {
  const { timeZone } = useSite()
  const now = useNow(60_000)
  const lastAt = training.lastAt === null ? '' : `; last ${formatWhen(training.lastAt, now, timeZone)}`
  return (
    <Panel title="Models" note={`${training.words}${lastAt}`} link={<Train state={training.state} />}>
      {models.length === 0 && (
        <p className={page.quiet}>None is trained yet; until then what is usual for the kind counts.</p>
      )}
      {models.length > 0 && (
        <div className={page.wide}>
          <table className={css.table}>
            <thead>
              <tr>
                <th scope="col">Model</th>
                <th scope="col">Version</th>
                <th scope="col">Error</th>
                <th scope="col">In 90 %</th>
                <th scope="col">Rows</th>
                <th scope="col" data-words>
                  Trained
                </th>
              </tr>
            </thead>
            <tbody>
              {models.map((model) => (
                <Row key={`${model.id} ${model.version}`} model={model} timeZone={timeZone} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  )
}

function Row({ model, timeZone }: { model: HealthModels['models'][number]; timeZone: string }) {
  const { name, version, error, unit, coverage90, rows, seed, madeAt, trainedFrom, trainedTo, isInCharge, words } =
    model
  const span = `${formatDate(trainedFrom, timeZone)} to ${formatDate(trainedTo, timeZone)}, seed ${seed}`
  return (
    <tr data-rest={!isInCharge || undefined}>
      <th scope="row">
        {name}
        <span>{words}</span>
      </th>
      <td>{isInCharge ? <Chip kind="active">{version} in charge</Chip> : <Chip kind="outline">{version}</Chip>}</td>
      <td>{error === null ? 'not yet' : `${formatNumber(error, 1)}\u00A0${unit}`}</td>
      <td>{shareText(coverage90)}</td>
      <td>{formatNumber(rows)}</td>
      <td data-words data-whole title={span}>
        {formatDate(madeAt, timeZone)}
      </td>
    </tr>
  )
}

function Train({ state }: { state: HealthModels['training']['state'] }) {
  const engineer = useObstacle('engineer')
  const renew = useRenewHealth()
  const [isAsked, setAsked] = useState(false)
  return (
    <>
      {state === 'failed' && <Chip kind="outline">failed</Chip>}
      <ActButton
        obstacle={engineer ?? (state === 'running' ? 'It is training.' : undefined)}
        isBusy={state === 'running'}
        onClick={() => setAsked(true)}
      >
        Train now…
      </ActButton>
      {isAsked && (
        <ReasonDialog
          title="Train the models anew"
          act="Train"
          explanation="It runs beside the engine for some minutes; a new version takes charge only where it is better on history it has not seen."
          call={async (client, reason) => {
            await client.health.train({ reason })
            await renew()
          }}
          onClose={() => setAsked(false)}
        />
      )}
    </>
  )
}

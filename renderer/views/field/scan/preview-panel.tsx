import { Button, Checkbox } from '@mantine/core'
import { useState } from 'react'
import type { z } from 'zod'
import type { AssetKind } from '../../../../domain/asset.ts'
import type { previewInput } from '../../../../domain/rpc/field/field.ts'
import { EmptyState } from '../../../components/empty-state.tsx'
import { Panel } from '../../../components/panel.tsx'
import { Chip } from '../../../components/chip.tsx'
import { problemOf } from '../../../connection/problem.ts'
import { formatAge } from '../../../format/duration.ts'
import { formatClock } from '../../../format/time.ts'
import { useNow, useSite } from '../../../state/live.ts'
import { useObstacle } from '../../../state/use-obstacle.ts'
import { ActButton } from '../../operate/act-button.tsx'
import { useModels } from '../use-models.ts'
import { AddDialog } from './add/add-dialog.tsx'
import css from './add.module.css'
import { AnyModel, Proposals, SecurityChoice } from './model-choice.tsx'
import { PreviewTable } from './preview-table.tsx'
import { type Found, placeOf } from './scan-steps.ts'
import { type PreviewOf, type PreviewView, usePreview } from './use-preview.ts'

type Security = z.infer<typeof previewInput>['security']

/** One place that answered: which model it is, and what it reads with it. */
export function PreviewPanel({ found }: { found: Found }) {
  const { data, error, refetch } = useModels()
  const [definition, setDefinition] = useState(found.proposals[0]?.definition)
  const [security, setSecurity] = useState<string>()
  const [attempt, setAttempt] = useState(0)
  if (error && !data)
    return (
      <Panel title="What it reads" isFilling>
        <EmptyState
          title="The models cannot be read"
          action={<Button onClick={() => void refetch()}>Try again</Button>}
        >
          {problemOf(error).message}
        </EmptyState>
      </Panel>
    )
  const of: PreviewOf | undefined =
    definition === undefined
      ? undefined
      : {
          definition,
          endpoint: found.endpoint,
          ...(found.unit === undefined ? {} : { unit: found.unit }),
          ...(security === undefined ? {} : { security: security as Security }),
        }
  const choice = { models: data?.models ?? [], chosen: definition, onChoose: setDefinition }
  const tools = (
    <>
      <AnyModel {...choice} />
      {found.endpoint.startsWith('opc.tcp:') && <SecurityChoice value={security} onChange={setSecurity} />}
    </>
  )
  return (
    <Panel title="What it reads" note={placeOf(found)} link={tools} isFilling>
      <Proposals proposals={found.proposals} {...choice} />
      {of ? (
        <LivePreview
          key={`${of.definition} ${security} ${attempt}`}
          of={of}
          found={found}
          onAgain={() => setAttempt((n) => n + 1)}
        />
      ) : (
        <EmptyState title="No model chosen">
          Choose the model on the nameplate, and its values are read at once.
        </EmptyState>
      )}
    </Panel>
  )
}

function LivePreview(props: { of: PreviewOf; found: Found; onAgain: () => void }) {
  const { of, found, onAgain } = props
  const [isTroubleFirst, setTroubleFirst] = useState(true)
  const [isAdding, setAdding] = useState(false)
  const view = usePreview(of)
  const { models = [] } = useModels().data ?? {}
  const model = models.find((one) => one.id === of.definition)
  const role = useObstacle('engineer')
  const known = found.deviceId === undefined ? undefined : `It is in the site already, as ${found.deviceId}.`
  const serial = view.preview?.serial || found.serial
  return (
    <>
      <div className={css.previewHead}>
        <RoundState view={view} />
        <Checkbox
          size="xs"
          iconColor="var(--onPrimary)"
          label="Problems first"
          checked={isTroubleFirst}
          onChange={(event) => setTroubleFirst(event.currentTarget.checked)}
        />
      </div>
      <PreviewBody view={view} kind={model?.kind} isTroubleFirst={isTroubleFirst} onAgain={onAgain} />
      <footer className={css.previewFoot}>
        <span>
          Serial number <strong className={css.serial}>{serial === '' ? 'none given' : serial}</strong>
        </span>
        <span className={css.quiet}>Compare with the device’s own display, above all the direction of power.</span>
        <ActButton
          isPrimary
          obstacle={role ?? known ?? (model ? undefined : 'The models are still being read.')}
          onClick={() => setAdding(true)}
        >
          Add to the device list…
        </ActButton>
      </footer>
      {isAdding && model && (
        <AddDialog of={of} model={model} found={found} serial={serial} onClose={() => setAdding(false)} />
      )}
    </>
  )
}

/** A round older than this has missed its next ones, ms. */
const lateMs = 3_000

function RoundState({ view }: { view: PreviewView }) {
  const { timeZone } = useSite()
  const now = useNow()
  const { preview } = view
  if (!preview) return <span className={css.round}>{view.problem ? 'not reading' : 'Connecting and reading…'}</span>
  const good = preview.rows.filter((row) => row.quality === 'good').length
  return (
    <span className={css.round}>
      <span>
        read {formatClock(preview.at, timeZone)}, {good} of {preview.rows.length} points good
      </span>
      {now - preview.at > lateMs && <Chip kind="hatched">stale {formatAge(now - preview.at)}</Chip>}
    </span>
  )
}

function PreviewBody(props: {
  view: PreviewView
  kind: AssetKind | undefined
  isTroubleFirst: boolean
  onAgain: () => void
}) {
  const { view, kind, isTroubleFirst, onAgain } = props
  const { preview, problem } = view
  const fault = problem?.message ?? preview?.fault
  const again = <Button onClick={onAgain}>Try again</Button>
  return (
    <>
      {fault !== undefined && fault !== '' && (
        <EmptyState title="Nothing can be read" {...(problem ? { action: again } : {})}>
          {fault}
          {!problem && ' It is asked again every second.'}
        </EmptyState>
      )}
      {preview && preview.rows.length > 0 && (
        <PreviewTable rows={preview.rows} first={isTroubleFirst ? view.troubled : undefined} kind={kind} />
      )}
    </>
  )
}

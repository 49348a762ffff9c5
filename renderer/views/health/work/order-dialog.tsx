import { Select, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { FailureForecast } from '../../../../domain/health/forecast.ts'
import { type WorkOrder, type WorkState, workStates } from '../../../../domain/health/work.ts'
import type { EngineClient } from '../../../connection/connection.ts'
import { useCommand } from '../../../connection/use-command.ts'
import { formatWhen } from '../../../format/time.ts'
import { useNow, useSite } from '../../../state/live.ts'
import { ActDialog } from '../../alarms/acts/act-dialog.tsx'
import { siteInstant, siteLocal } from '../../operate/end-times.ts'
import { modeName, useAssetName } from '../names.ts'
import { useRenewHealth } from '../queries.ts'
import { draftObstacle, draftOf, draftOfOrder, type OrderDraft } from './order-draft.ts'
import { PartsField } from './parts-field.tsx'
import css from './work.module.css'

/** A new work order, from a forecast or free, or one that is changed. */
export function OrderDialog(props: { order?: WorkOrder; forecast?: FailureForecast | undefined; onClose: () => void }) {
  const { order, forecast, onClose } = props
  const now = useNow(60_000)
  const renew = useRenewHealth()
  const [draft, setDraft] = useState<OrderDraft>(() => (order ? draftOfOrder(order) : draftOf(forecast, now)))
  const change = (fields: Partial<OrderDraft>) => setDraft((before) => ({ ...before, ...fields }))
  const { run, isBusy, problem } = useCommand(async (client, given: OrderDraft) => {
    await (order ? update(client, order, given) : create(client, forecast, given))
    await renew()
    return true
  })
  const act = async () => {
    if (await run(draft)) onClose()
  }
  return (
    <ActDialog
      title={order ? `Work order ${order.number}: ${order.title}` : 'New work order'}
      act={order ? 'Save' : 'Create'}
      obstacle={draftObstacle(draft)}
      isBusy={isBusy}
      onAct={() => void act()}
      onClose={onClose}
    >
      {forecast && <ForForecast forecast={forecast} />}
      {!order && <What draft={draft} isFree={forecast === undefined} change={change} />}
      <Times draft={draft} order={order} change={change} />
      <PartsField parts={draft.parts} onParts={(parts) => change({ parts })} />
      {draft.state === 'done' && (
        <Textarea
          label="What was found"
          autosize
          minRows={2}
          maxLength={2_000}
          value={draft.found}
          onChange={(event) => change({ found: event.currentTarget.value })}
        />
      )}
      {order && order.notes.length > 0 && <Notes order={order} />}
      <Textarea
        label={order ? 'A further note' : 'Note'}
        autosize
        minRows={2}
        maxLength={2_000}
        value={draft.note}
        onChange={(event) => change({ note: event.currentTarget.value })}
      />
      {problem && <p role="alert">{problem.message}</p>}
    </ActDialog>
  )
}

function ForForecast({ forecast }: { forecast: FailureForecast }) {
  const name = useAssetName()(forecast.assetId)
  return (
    <p>
      For <strong>{name}</strong>: {modeName(forecast.mode).toLowerCase()}. Its asset and its cause go with the order.
    </p>
  )
}

function What(props: { draft: OrderDraft; isFree: boolean; change: (fields: Partial<OrderDraft>) => void }) {
  const { draft, isFree, change } = props
  const { assets } = useSite()
  return (
    <>
      {isFree && (
        <Select
          label="Asset"
          searchable
          data={assets.map(({ id, name }) => ({ value: id, label: name }))}
          value={draft.assetId}
          onChange={(assetId) => change({ assetId })}
          comboboxProps={{ withinPortal: false }}
        />
      )}
      <TextInput
        label="What is to be done"
        maxLength={120}
        value={draft.title}
        onChange={(event) => change({ title: event.currentTarget.value })}
      />
    </>
  )
}

function Times(props: {
  draft: OrderDraft
  order: WorkOrder | undefined
  change: (fields: Partial<OrderDraft>) => void
}) {
  const { draft, order, change } = props
  const { timeZone } = useSite()
  return (
    <div className={css.row}>
      <TextInput
        type="datetime-local"
        label="Due, time at the site"
        value={draft.dueAt === undefined ? '' : siteLocal(draft.dueAt, timeZone)}
        onChange={(event) => change({ dueAt: siteInstant(event.currentTarget.value, timeZone) })}
      />
      {order && (
        <Select
          label="State"
          allowDeselect={false}
          data={(Object.keys(workStates) as WorkState[]).map((value) => ({ value, label: workStates[value] }))}
          value={draft.state}
          onChange={(state) => state && change({ state: state as WorkState })}
          comboboxProps={{ withinPortal: false }}
        />
      )}
    </div>
  )
}

function Notes({ order }: { order: WorkOrder }) {
  const { timeZone } = useSite()
  const now = useNow(60_000)
  return (
    <ul className={css.notes} aria-label="Notes so far">
      {order.notes.map(({ at, person, text }) => (
        <li key={`${at} ${person}`}>
          <span>
            {formatWhen(at, now, timeZone)}, {person}
          </span>{' '}
          {text}
        </li>
      ))}
    </ul>
  )
}

function create(client: EngineClient, forecast: FailureForecast | undefined, draft: OrderDraft) {
  const { assetId, title, dueAt, parts, note } = draft
  return client.health.work.create({
    ...(forecast ? { forecastId: forecast.id, mode: forecast.mode } : {}),
    ...(assetId === null ? {} : { assetId }),
    ...(dueAt === undefined ? {} : { dueAt }),
    title: title.trim(),
    parts: [...parts],
    note: note.trim(),
  })
}

function update(client: EngineClient, order: WorkOrder, draft: OrderDraft) {
  const { dueAt, parts, note, state, found } = draft
  return client.health.work.update({
    id: order.id,
    state,
    ...(dueAt === undefined ? {} : { dueAt }),
    parts: [...parts],
    ...(note.trim() === '' ? {} : { note: note.trim() }),
    ...(state === 'done' ? { found: found.trim() } : {}),
  })
}

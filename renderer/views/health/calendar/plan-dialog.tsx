import { Select } from '@mantine/core'
import { useState } from 'react'
import type { MaintenanceCalendar } from '../../../../domain/rpc/health/calendar.ts'
import { useCommand } from '../../../connection/use-command.ts'
import { useSite } from '../../../state/live.ts'
import { ActDialog } from '../../alarms/acts/act-dialog.tsx'
import { useAssetName } from '../names.ts'
import { useFromHealth, useRenewHealth, useWorkOrders } from '../queries.ts'
import { modeName } from '../names.ts'
import { spanText } from './calendar-view.ts'
import { orderFor } from './order-for.ts'

const fresh = 'new'

/** Plans a work order into a window: one that is there, or a new one. */
export function PlanDialog(props: {
  assetId: string
  window: MaintenanceCalendar['windows'][number]
  forecastId: string | undefined
  onClose: () => void
}) {
  const { assetId, window, forecastId, onClose } = props
  const { timeZone } = useSite()
  const name = useAssetName()(assetId)
  const renew = useRenewHealth()
  const { data: orders = [] } = useWorkOrders()
  const forecast = useFromHealth((now) => now.forecasts.find(({ id }) => id === forecastId))
  const open = orders.filter((o) => o.assetId === assetId && (o.state === 'open' || o.state === 'planned'))
  const [picked, setPicked] = useState<string>()
  const id = picked ?? orderFor(open, forecastId)?.id ?? fresh
  const { run, isBusy, problem } = useCommand(async (client, chosen: string) => {
    const free = { assetId, title: `Maintenance of ${name}`, dueAt: window.to, note: '' }
    const made = forecast ? { forecastId: forecast.id, note: '' } : free
    const order = chosen === fresh ? await client.health.work.create(made) : { id: chosen }
    const { from: plannedFrom, to: plannedTo } = window
    await client.health.work.update({ id: order.id, state: 'planned', plannedFrom, plannedTo })
    await renew()
    return true
  })
  const act = async () => {
    if (await run(id)) onClose()
  }
  return (
    <ActDialog
      title={`Plan ${name}`}
      act="Plan it"
      obstacle={undefined}
      isBusy={isBusy}
      onAct={() => void act()}
      onClose={onClose}
    >
      <p>
        Out of service {spanText(window.from, window.to, timeZone)}. The plan of the site does not change by this; who
        does the work takes the asset out.
      </p>
      <Select
        label="Work order"
        allowDeselect={false}
        data={[
          ...open.map(({ id: value, number, title }) => ({ value, label: `${number} ${title}` })),
          { value: fresh, label: `New one${forecast ? `: ${modeName(forecast.mode).toLowerCase()}` : ''}` },
        ]}
        value={id}
        onChange={(value) => value !== null && setPicked(value)}
        comboboxProps={{ withinPortal: false }}
      />
      {problem && <p role="alert">{problem.message}</p>}
    </ActDialog>
  )
}

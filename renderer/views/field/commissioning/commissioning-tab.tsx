import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import type { Commissioned } from '../../../../domain/rpc/field/commissioning.ts'
import { EmptyState } from '../../../components/empty-state.tsx'
import { Panel } from '../../../components/panel.tsx'
import { useClient } from '../../../connection/connected.tsx'
import { problemOf } from '../../../connection/problem.ts'
import { FileMenu } from '../file-menu.tsx'
import css from './commissioning.module.css'
import { DeviceChecks } from './device-checks.tsx'
import { DeviceList } from './device-list.tsx'
import { PulsePanel } from './pulse/pulse-panel.tsx'

const listKey = ['commissioning']

const report = (
  <FileMenu
    label="Report"
    formats={{ pdf: 'PDF, to sign', csv: 'CSV', xlsx: 'Excel (XLSX)' }}
    make={(client, format) => client.commissioning.report({ format })}
  />
)

/** How far each device has come, what was found of it, and the test pulse. */
export function CommissioningTab() {
  const client = useClient()
  const queries = useQueryClient()
  const [chosenId, setChosenId] = useState<string>()
  const { data, error, refetch } = useQuery({
    queryKey: listKey,
    queryFn: () => client.commissioning.list(),
    refetchInterval: 10_000,
  })
  const device = data?.find(({ deviceId }) => deviceId === chosenId) ?? firstToDo(data ?? [])
  const again = useCallback(() => void queries.invalidateQueries({ queryKey: listKey }), [queries])
  return (
    <div className={css.body}>
      <Panel title="Devices" note={data && summary(data)} link={report} isFilling>
        {error && !data && (
          <EmptyState
            title="The list cannot be read"
            action={<Button onClick={() => void refetch()}>Read again</Button>}
          >
            {problemOf(error).message}
          </EmptyState>
        )}
        {!error && !data && <p className={css.quiet}>Reading how far each device is</p>}
        {data?.length === 0 && (
          <EmptyState title="No devices">Devices of the site file appear here, each with its checks.</EmptyState>
        )}
        {data && <DeviceList devices={data} selectedId={device?.deviceId} onSelect={setChosenId} />}
      </Panel>
      {device && (
        <>
          <DeviceChecks key={`checks ${device.deviceId}`} device={device} onChange={again} />
          <PulsePanel key={`pulse ${device.deviceId}`} device={device} onChange={again} />
        </>
      )}
    </div>
  )
}

/** The device to begin with: the first that waits for somebody. */
function firstToDo(devices: readonly Commissioned[]): Commissioned | undefined {
  return devices.find(({ state }) => state === 'open') ?? devices[0]
}

function summary(devices: readonly Commissioned[]): string {
  const open = devices.filter(({ state }) => state === 'open').length
  return open === 0 ? 'none is open' : `${open} of ${devices.length} open`
}

import { useEffect } from 'react'
import { type Asset, isControllable } from '../../../../../domain/asset.ts'
import type { Commissioned } from '../../../../../domain/rpc/field/commissioning.ts'
import { EmptyState } from '../../../../components/empty-state.tsx'
import { Panel } from '../../../../components/panel.tsx'
import { useSite } from '../../../../state/live.ts'
import { PulseForm } from './pulse-form.tsx'
import { PulseView } from './pulse-view.tsx'
import { usePulse } from './use-pulse.ts'

/** A short change of the device's power, and what both meters saw of it. */
export function PulsePanel({ device, onChange }: { device: Commissioned; onChange: () => void }) {
  const { assets, devices } = useSite()
  const asset = assets.find(({ id }) => id === device.assetId)
  const takesSetpoint = devices.some(({ id, isControlled }) => id === device.deviceId && isControlled)
  return (
    <Panel title="Test pulse" note="does it follow, which way, how fast" isFilling>
      {asset && isControllable(asset.kind) && takesSetpoint ? (
        <Pulse key={asset.id} asset={asset} onChange={onChange} />
      ) : (
        <EmptyState title="Nothing to move here">
          This device takes no setpoint. What it reads is judged by the checks alone.
        </EmptyState>
      )}
    </Panel>
  )
}

function Pulse({ asset, onChange }: { asset: Asset; onChange: () => void }) {
  const { desk, run } = usePulse(asset.id)
  const hasResult = run?.result !== undefined
  useEffect(() => {
    // The engine has judged by it: the checks are other ones now.
    if (hasResult) onChange()
  }, [hasResult, onChange])
  if (!run) return <PulseForm asset={asset} onGive={(order) => desk.start(order)} />
  return <PulseView asset={asset} run={run} onStop={() => desk.stop(asset.id)} onClose={() => desk.forget(asset.id)} />
}

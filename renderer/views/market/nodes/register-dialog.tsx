import { NumberInput, Select } from '@mantine/core'
import { useState } from 'react'
import { type StorageKind, storageKinds } from '../../../../domain/market/names.ts'
import { storedEnergyAtFullKWh } from '../../../../domain/asset.ts'
import { useSite } from '../../../state/live.ts'
import { MarketActDialog } from '../acts/act-dialog.tsx'
import css from '../market.module.css'

/** Registers this site as a node; the controller's key signs that it is its own. */
export function RegisterDialog({ onClose }: { onClose: () => void }) {
  const { assets } = useSite()
  const [kind, setKind] = useState<StorageKind>('mixed')
  const [capacityKWh, setCapacityKWh] = useState(() =>
    Math.floor(assets.reduce((sum, asset) => sum + (storedEnergyAtFullKWh(asset) ?? 0), 0)),
  )
  const [zone, setZone] = useState(1)
  const [voltageV, setVoltageV] = useState(10_000)
  const [leastMin, setLeastMin] = useState(15)
  const [mostH, setMostH] = useState(48)
  return (
    <MarketActDialog
      title="Register this site as a node"
      step="Node"
      act="Register"
      order={{
        of: 'member',
        act: {
          act: 'registerNode',
          kind,
          zone,
          capacityWh: Math.round(capacityKWh * 1_000),
          ratedVoltageV: voltageV,
          minDurationMin: leastMin,
          maxDurationMin: Math.round(mostH * 60),
        },
      }}
      onClose={onClose}
    >
      <div className={css.row}>
        <Select
          label="Storage kind"
          allowDeselect={false}
          data={Object.entries(storageKinds).map(([value, label]) => ({ value, label }))}
          value={kind}
          onChange={(value) => value && setKind(value as StorageKind)}
          comboboxProps={{ withinPortal: false }}
        />
        <Whole label="Capacity, kWh" value={capacityKWh} onValue={setCapacityKWh} />
        <Whole label="Zone (grid area)" value={zone} onValue={setZone} />
        <Whole label="Rated voltage, V" value={voltageV} onValue={setVoltageV} />
        <Whole label="Shortest storage time, min" value={leastMin} onValue={setLeastMin} />
        <Whole label="Longest storage time, h" value={mostH} onValue={setMostH} />
      </div>
    </MarketActDialog>
  )
}

function Whole({ label, value, onValue }: { label: string; value: number; onValue: (value: number) => void }) {
  return (
    <NumberInput
      label={label}
      min={0}
      allowDecimal={false}
      value={value}
      onChange={(typed) => onValue(Number(typed) || 0)}
    />
  )
}

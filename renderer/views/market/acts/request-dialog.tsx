import { Checkbox, MultiSelect, NumberInput, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { type EnergySource, energySources, type StorageKind, storageKinds } from '../../../../domain/market/names.ts'
import { agreementKinds } from '../../../../domain/settlement/agreement.ts'
import { useNow } from '../../../state/live.ts'
import css from '../market.module.css'
import { MarketActDialog } from './act-dialog.tsx'
import { PriceFields } from './price-fields.tsx'
import { firstRequest, requestOf, type TypedRequest, zonesOf } from './request-draft.ts'
import { WhenField } from './when-field.tsx'

interface Fields {
  typed: TypedRequest
  change: (fields: Partial<TypedRequest>) => void
}

const kindWords = {
  storage: 'Storage',
  utilization: 'Utilization (mined)',
  supply: 'Supply (given back)',
} as const

/** Asks for storage: escrow is made ready in the same act. */
export function RequestDialog(props: { arbiter: string; zone: number; onClose: () => void }) {
  const { arbiter, zone, onClose } = props
  const now = useNow(60_000)
  const [typed, setTyped] = useState(() => firstRequest(now, { arbiter, zone }))
  const change = (fields: Partial<TypedRequest>) => setTyped((before) => ({ ...before, ...fields }))
  const terms = requestOf(typed)
  return (
    <MarketActDialog
      title="Ask for storage"
      step="Request"
      act="Place the request"
      order={terms && { of: 'trade', act: { act: 'request', terms } }}
      missing="Times, zones, prices and an arbiter are needed."
      size={720}
      onClose={onClose}
    >
      <Energy typed={typed} change={change} />
      <Times typed={typed} change={change} />
      <PriceFields typed={typed.limits} onTyped={(limits) => change({ limits })} />
      <Conditions typed={typed} change={change} />
      <Masks typed={typed} change={change} />
    </MarketActDialog>
  )
}

function Energy({ typed, change }: Fields) {
  return (
    <div className={css.three}>
      <Select
        label="What"
        allowDeselect={false}
        data={agreementKinds.map((value) => ({ value, label: kindWords[value] }))}
        value={typed.kind}
        onChange={(kind) => kind && change({ kind: kind as TypedRequest['kind'] })}
        comboboxProps={{ withinPortal: false }}
      />
      <NumberInput
        label="Energy, kWh"
        min={10}
        value={typed.energyKWh}
        onChange={(value) => change({ energyKWh: Number(value) || 0 })}
      />
      <NumberInput
        label="In parts"
        min={1}
        max={32}
        allowDecimal={false}
        value={typed.parts}
        onChange={(value) => change({ parts: Math.max(1, Number(value) || 1) })}
      />
    </div>
  )
}

function Times({ typed, change }: Fields) {
  return (
    <div className={css.row}>
      <WhenField label="Energy comes from" at={typed.takeFrom} onAt={(takeFrom) => change({ takeFrom })} />
      <NumberInput
        label="for, hours"
        min={0.25}
        step={0.25}
        value={typed.takeHours}
        onChange={(value) => change({ takeHours: Number(value) || 0 })}
      />
      <WhenField label="Wanted back from" at={typed.giveFrom} onAt={(giveFrom) => change({ giveFrom })} />
      <NumberInput
        label="for, hours"
        min={0.25}
        step={0.25}
        value={typed.giveHours}
        onChange={(value) => change({ giveHours: Number(value) || 0 })}
      />
    </div>
  )
}

function Conditions({ typed, change }: Fields) {
  return (
    <>
      <div className={css.three}>
        <WhenField label="Competition ends" at={typed.bidUntil} onAt={(bidUntil) => change({ bidUntil })} />
        <NumberInput
          label="Permitted loss, %"
          min={0}
          max={100}
          value={typed.lossPct}
          onChange={(value) => change({ lossPct: Number(value) || 0 })}
        />
        <NumberInput
          label="Bond of the storage, % of escrow"
          min={5}
          max={100}
          value={typed.bondPct}
          onChange={(value) => change({ bondPct: Number(value) || 0 })}
        />
        <NumberInput
          label="Broker’s fee, % of cost"
          min={0}
          max={2}
          step={0.1}
          value={typed.feePct}
          onChange={(value) => change({ feePct: Number(value) || 0 })}
        />
        <TextInput
          label="Missing at the end, POWEC per kWh"
          value={typed.shortPrice}
          onChange={(event) => change({ shortPrice: event.currentTarget.value })}
        />
        <TextInput
          label="Off the schedule, POWEC per kWh"
          value={typed.deviationPrice}
          onChange={(event) => change({ deviationPrice: event.currentTarget.value })}
        />
      </div>
      <div className={css.row}>
        <TextInput
          label="Zones, with a surcharge after a colon"
          placeholder="3, 4:0.2"
          value={typed.zones}
          error={zonesOf(typed.zones) ? undefined : 'Such as 3, 4:0.2'}
          onChange={(event) => change({ zones: event.currentTarget.value })}
        />
        <TextInput
          label="Arbiter’s account"
          value={typed.arbiter}
          onChange={(event) => change({ arbiter: event.currentTarget.value.trim() })}
        />
      </div>
    </>
  )
}

function choices(words: Record<string, string>) {
  return Object.entries(words).map(([value, label]) => ({ value, label }))
}

function Masks({ typed, change }: Fields) {
  return (
    <>
      <MultiSelect
        label="Storage kinds"
        data={choices(storageKinds)}
        value={typed.kinds}
        onChange={(kinds) => change({ kinds: kinds as StorageKind[] })}
        comboboxProps={{ withinPortal: false }}
      />
      <MultiSelect
        label="Sources of energy"
        data={choices(energySources)}
        value={typed.sources}
        onChange={(sources) => change({ sources: sources as EnergySource[] })}
        comboboxProps={{ withinPortal: false }}
      />
      <Checkbox
        label="All parts or no agreement"
        checked={typed.allOrNone}
        onChange={(event) => change({ allOrNone: event.currentTarget.checked })}
      />
      {typed.kind === 'utilization' && (
        <Checkbox
          label="May be linked with a supply: mine now, buy back later"
          checked={typed.mayConvert}
          onChange={(event) => change({ mayConvert: event.currentTarget.checked })}
        />
      )}
    </>
  )
}

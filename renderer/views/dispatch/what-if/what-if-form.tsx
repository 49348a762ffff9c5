import { MultiSelect, NumberInput } from '@mantine/core'
import { isControllable } from '../../../../domain/asset.ts'
import { useSite } from '../../../state/live.ts'
import type { WhatIfDraft } from './what-if-draft.ts'
import css from './what-if.module.css'

interface FormProps {
  draft: WhatIfDraft
  onDraft: (change: Partial<WhatIfDraft>) => void
}

/** What can be changed for the try. */
export function WhatIfForm({ draft, onDraft }: FormProps) {
  const { assets, connection } = useSite()
  const field = (key: Exclude<keyof WhatIfDraft, 'away'>) => ({
    value: draft[key],
    onChange: (value: number | undefined) => onDraft({ [key]: value }),
  })
  return (
    <>
      <div className={css.fields}>
        <Field label="Prices, of what they are" unit="%" hint="100" isFirst {...field('pricePct')} />
        <Field
          label="Prices higher by, below 0 lower"
          unit="€/MWh"
          hint="0"
          mayBeNegative
          {...field('priceShiftEur')}
        />
        <Field label="Import limit" unit="kW" hint={String(connection.importLimitKW)} {...field('importLimitKW')} />
        <Field label="Export limit" unit="kW" hint={String(connection.exportLimitKW)} {...field('exportLimitKW')} />
        <Field label="Kept ready up" unit="kW" hint="as it is" {...field('reserveUpKW')} />
        <Field label="Kept ready down" unit="kW" hint="as it is" {...field('reserveDownKW')} />
        <Field label="Mining earns, of what it does" unit="%" hint="100" {...field('miningPct')} />
      </div>
      <MultiSelect
        size="xs"
        label="Not available"
        placeholder={draft.away.length === 0 ? 'All are there' : ''}
        searchable
        data={assets.filter((a) => isControllable(a.kind)).map((a) => ({ value: a.id, label: a.name }))}
        value={[...draft.away]}
        onChange={(away) => onDraft({ away })}
        comboboxProps={{ withinPortal: false }}
      />
      <p className={css.said}>Empty fields stay as they are. Nothing is applied: the plan that is followed stays.</p>
    </>
  )
}

function Field(props: {
  label: string
  unit: string
  hint: string
  value: number | undefined
  onChange: (value: number | undefined) => void
  mayBeNegative?: boolean
  isFirst?: boolean
}) {
  const { label, unit, hint, value, onChange, mayBeNegative = false, isFirst = false } = props
  return (
    <NumberInput
      label={label}
      placeholder={hint}
      {...(isFirst ? { 'data-autofocus': true } : {})}
      allowNegative={mayBeNegative}
      {...(mayBeNegative ? {} : { min: 0 })}
      decimalScale={2}
      value={value ?? ''}
      onChange={(next) => onChange(typeof next === 'number' ? next : undefined)}
      rightSection={<span className={css.unit}>{unit}</span>}
      rightSectionWidth={52}
      rightSectionPointerEvents="none"
    />
  )
}

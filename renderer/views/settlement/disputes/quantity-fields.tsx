import { NumberInput } from '@mantine/core'
import type { disputedQuantities } from '../../../../domain/settlement/dispute.ts'
import { quantityNames } from './quantity-names.ts'

type Name = (typeof disputedQuantities)[number]
/** Quantities that a person typed, kWh. */
export type TypedKWh = Partial<Record<Name, number>>

/** A field for each quantity, kWh; an empty one is not said. `rangeOf` gives least and most, Wh. */
export function QuantityFields(props: {
  names: readonly Name[]
  typed: TypedKWh
  descriptionOf: (name: Name) => string
  rangeOf?: (name: Name) => readonly [number, number]
  onType: (typed: TypedKWh) => void
}) {
  const { names, typed, descriptionOf, rangeOf, onType } = props
  return names.map((name) => {
    const [least = 0, most = Infinity] = rangeOf?.(name) ?? []
    return (
      <NumberInput
        key={name}
        label={quantityNames[name]}
        description={descriptionOf(name)}
        rightSection="kWh"
        rightSectionWidth={44}
        hideControls
        min={least / 1_000}
        max={most / 1_000}
        decimalScale={3}
        value={typed[name] ?? ''}
        onChange={(value) => {
          const { [name]: _given, ...rest } = typed
          onType(typeof value === 'number' ? { ...rest, [name]: value } : rest)
        }}
      />
    )
  })
}

/** What was typed, in Wh. */
export function inWh(typed: TypedKWh): TypedKWh {
  return Object.fromEntries(Object.entries(typed).map(([name, kWh]) => [name, Math.round(kWh * 1_000)]))
}

import { TextInput } from '@mantine/core'
import { unitsOf } from '../../../../domain/market/amount.ts'
import type { Prices } from '../../../../domain/market/shapes.ts'
import css from '../market.module.css'

/** Prices as they are typed, POWEC. */
export type TypedPrices = Record<keyof Prices, string>

const labels: Record<keyof Prices, string> = {
  capacity: 'Reserving, POWEC per kWh and hour',
  hold: 'Holding, POWEC per kWh and hour',
  giveBack: 'Giving back, POWEC per kWh',
}

/** Typed prices as units; `undefined` while one of them is none. */
export function pricesOf(typed: TypedPrices): Prices | undefined {
  const [capacity, hold, giveBack] = [unitsOf(typed.capacity), unitsOf(typed.hold), unitsOf(typed.giveBack)]
  if (capacity === undefined || hold === undefined || giveBack === undefined) return undefined
  return { capacity, hold, giveBack }
}

/** The three prices of storage. */
export function PriceFields({ typed, onTyped }: { typed: TypedPrices; onTyped: (typed: TypedPrices) => void }) {
  return (
    <div className={css.three}>
      {(Object.keys(labels) as (keyof Prices)[]).map((name) => (
        <TextInput
          key={name}
          label={labels[name]}
          inputMode="decimal"
          value={typed[name]}
          error={unitsOf(typed[name]) === undefined ? 'An amount, such as 0.02' : undefined}
          onChange={(event) => onTyped({ ...typed, [name]: event.currentTarget.value })}
        />
      ))}
    </div>
  )
}

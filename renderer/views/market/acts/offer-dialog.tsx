import { NumberInput, Select } from '@mantine/core'
import { useState } from 'react'
import { powecOf } from '../../../../domain/market/amount.ts'
import { freeWh, type MarketNode } from '../../../../domain/market/members.ts'
import { type EnergySource, energySources } from '../../../../domain/market/names.ts'
import { quarterMs } from '../../../../domain/metering/quarter.ts'
import type { MarketNow } from '../../../../domain/rpc/market/shapes.ts'
import { useNow } from '../../../state/live.ts'
import css from '../market.module.css'
import type { Order } from '../queries.ts'
import { MarketActDialog } from './act-dialog.tsx'
import { PriceFields, pricesOf, type TypedPrices } from './price-fields.tsx'
import { WhenField } from './when-field.tsx'

const hourMs = 3_600_000

/** Puts storage of an own node on offer. */
export function OfferDialog(props: { nodes: readonly MarketNode[]; now: MarketNow; onClose: () => void }) {
  const { nodes, now: market, onClose } = props
  const { typed, change, order } = useOffer(nodes, market)
  const free = Math.floor((typed.node ? freeWh(typed.node) : 0) / 1_000)
  return (
    <MarketActDialog
      title="Offer storage"
      step="Offer"
      act="Place the offer"
      order={order}
      missing="Times and prices are needed."
      size={720}
      onClose={onClose}
    >
      <div className={css.row}>
        <Select
          label="Node"
          allowDeselect={false}
          data={nodes.map((one) => ({ value: String(one.node), label: `Node ${one.node}` }))}
          value={typed.node ? String(typed.node.node) : null}
          onChange={(value) => change({ node: nodes.find((one) => String(one.node) === value) })}
          comboboxProps={{ withinPortal: false }}
        />
        <NumberInput
          label={`Energy, kWh (${free} free)`}
          min={10}
          value={typed.energyKWh}
          onChange={(value) => change({ energyKWh: Number(value) || 0 })}
        />
      </div>
      <div className={css.three}>
        <WhenField label="Stores from" at={typed.from} onAt={(from) => change({ from })} />
        <WhenField label="Stores until" at={typed.to} onAt={(to) => change({ to })} />
        <WhenField label="Offer holds until" at={typed.validUntil} onAt={(validUntil) => change({ validUntil })} />
      </div>
      <PriceFields typed={typed.prices} onTyped={(prices) => change({ prices })} />
      <Select
        label="Source of the energy, by certificate"
        allowDeselect={false}
        data={Object.entries(energySources).map(([value, label]) => ({ value, label }))}
        value={typed.source}
        onChange={(value) => value && change({ source: value as EnergySource })}
        comboboxProps={{ withinPortal: false }}
      />
    </MarketActDialog>
  )
}

interface TypedOffer {
  node: MarketNode | undefined
  energyKWh: number
  from: number | undefined
  to: number | undefined
  validUntil: number | undefined
  source: EnergySource
  prices: TypedPrices
}

/** An offer as it is typed, and as the engine takes it. */
function useOffer(nodes: readonly MarketNode[], market: MarketNow) {
  const now = useNow(60_000)
  const [typed, setTyped] = useState<TypedOffer>(() => firstOffer(nodes[0], market, now))
  const change = (fields: Partial<TypedOffer>) => setTyped((before) => ({ ...before, ...fields }))
  return { typed, change, order: orderOf(typed) }
}

function firstOffer(node: MarketNode | undefined, market: MarketNow, now: number): TypedOffer {
  const from = Math.ceil(now / quarterMs) * quarterMs
  return {
    node,
    energyKWh: Math.floor((node ? freeWh(node) : 0) / 2_000),
    from,
    to: from + 120 * hourMs,
    validUntil: from + 72 * hourMs,
    source: 'unknown',
    prices: usualPrices(market, node),
  }
}

function orderOf({ node, energyKWh, from, to, validUntil, source, prices: typed }: TypedOffer): Order | undefined {
  const prices = pricesOf(typed)
  if (!node || !prices || from === undefined || to === undefined || validUntil === undefined) return undefined
  const act = {
    act: 'offer',
    node: node.node,
    energyWh: Math.round(energyKWh * 1_000),
    fromQuarter: Math.floor(from / quarterMs),
    toQuarter: Math.floor(to / quarterMs),
    validUntil,
    source,
    prices,
  } as const
  return { of: 'trade', act }
}

/** Middle prices of the kind, where there are some; else those of the specification's example. */
function usualPrices({ tariffs }: MarketNow, node: MarketNode | undefined): TypedPrices {
  const found = tariffs.find(({ kind }) => kind === node?.kind)?.prices
  if (!found) return { capacity: '0.02', hold: '0.01', giveBack: '3' }
  return { capacity: powecOf(found.capacity), hold: powecOf(found.hold), giveBack: powecOf(found.giveBack) }
}

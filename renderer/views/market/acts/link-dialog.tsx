import { Select } from '@mantine/core'
import { useState } from 'react'
import type { MarketRequest } from '../../../../domain/market/book.ts'
import { powecText } from '../../../format/token.ts'
import { useNow, useSite } from '../../../state/live.ts'
import css from '../market.module.css'
import { whText, windowText } from '../words.ts'
import { MarketActDialog } from './act-dialog.tsx'

/** Ties a utilization to a supply of this site: mining now and buying back later, both or neither. */
export function LinkDialog(props: {
  utilization: MarketRequest
  supplies: readonly MarketRequest[]
  onClose: () => void
}) {
  const { utilization, supplies, onClose } = props
  const { timeZone } = useSite()
  const now = useNow(60_000)
  const [supply, setSupply] = useState(supplies[0]?.request)
  const wordsOf = ({ request, terms, heldUnits }: MarketRequest) =>
    `Request ${request}: ${whText(terms.volumeWh)}, ${windowText(terms.supplyFrom, terms.supplyTo, now, timeZone)}, ${powecText(heldUnits)} held`
  return (
    <MarketActDialog
      title={`Tie request ${utilization.request} to a supply`}
      step="Supply"
      act="Tie them"
      order={
        supply === undefined
          ? undefined
          : { of: 'trade', act: { act: 'link', utilization: utilization.request, supply } }
      }
      missing="A supply is needed that brings the energy back."
      onClose={onClose}
    >
      <Select
        label="Energy comes back by"
        allowDeselect={false}
        data={supplies.map((one) => ({ value: String(one.request), label: wordsOf(one) }))}
        value={supply === undefined ? null : String(supply)}
        onChange={(value) => value && setSupply(Number(value))}
        comboboxProps={{ withinPortal: false }}
      />
      <p className={css.quiet}>
        The energy of request {utilization.request} is mined when it comes ({whText(utilization.terms.volumeWh)}), and
        as much is bought back later. They are concluded together or not at all; a tie can’t be undone.
      </p>
    </MarketActDialog>
  )
}

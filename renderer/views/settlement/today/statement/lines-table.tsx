import { UnstyledButton } from '@mantine/core'
import type { MoneyLine } from '../../../../../domain/rpc/settlement/money.ts'
import { formatEnergy } from '../../../../format/energy.ts'
import { quantityText } from '../../../../format/number.ts'
import { formatPrice } from '../../../../format/price.ts'
import { eurWords } from '../money-words.ts'
import css from './statement.module.css'

const energyText = (wh: number | null) => (wh === null ? 'none' : quantityText(formatEnergy(wh / 1_000)))
const eurText = (eur: number | null) => {
  const { word, number } = eurWords(eur, 2)
  return (
    <>
      {word} {eur === null ? number : <strong>{number}</strong>}
    </>
  )
}

/** Sums of a quarter line by line: energy, price, euros; choosing one shows the meter behind it. */
export function LinesTable(props: {
  lines: readonly MoneyLine[]
  eur: number | null
  energyWh: number | null
  chosen: MoneyLine | undefined
  onAsset: (assetId: string) => void
}) {
  const { lines, eur, energyWh, chosen, onAsset } = props
  return (
    <table className={css.table}>
      <thead>
        <tr>
          <th scope="col">Line</th>
          <th scope="col">Energy</th>
          <th scope="col">Price</th>
          <th scope="col">€</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={`${line.label} ${line.register}`} data-on={line === chosen || undefined}>
            <th scope="row" title={line.source}>
              {line.assetId === null ? (
                line.label
              ) : (
                <UnstyledButton
                  className={css.pick}
                  aria-pressed={line === chosen}
                  onClick={() => onAsset(line.assetId ?? '')}
                >
                  {line.label}
                </UnstyledButton>
              )}
            </th>
            <td>{energyText(line.energyWh)}</td>
            <td title={line.source}>
              {line.priceEurPerMWh === null ? 'none' : quantityText(formatPrice(line.priceEurPerMWh))}
            </td>
            <td title={line.source}>{eurText(line.eur)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">Sum</th>
          <td>{energyText(energyWh)}</td>
          <td colSpan={2}>{eurText(eur)}</td>
        </tr>
      </tfoot>
      <caption className={css.source}>{chosen ? `From: ${chosen.source}` : ''}</caption>
    </table>
  )
}

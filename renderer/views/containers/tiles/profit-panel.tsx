import { EmptyState } from '../../../components/empty-state.tsx'
import { Panel } from '../../../components/panel.tsx'
import { formatNumber } from '../../../format/number.ts'
import { formatKW } from '../../../format/power.ts'
import { useStatus } from '../../../state/live.ts'
import { useWords } from '../../assets/asset-cells.tsx'
import { ratesInWords } from '../../overview/one-line/containers-words.tsx'
import { type AlgorithmProfit, earningWords, profitByAlgorithm } from '../data/earning.ts'
import { useContainerRows, useContainers } from '../data/use-containers.ts'
import css from './mining-tiles.module.css'

/** One price, or the span of several. */
function priceWords(span: AlgorithmProfit['breakEven']): string {
  if (!span) return 'no value'
  const [from, to] = [formatNumber(span.from, 2), formatNumber(span.to, 2)]
  return from === to ? from : `${from} to ${to}`
}

function Row({ profit }: { profit: AlgorithmProfit }) {
  const containers = useContainers().filter(({ id }) => profit.assetIds.includes(id))
  const rates = useWords((store) => ratesInWords(store, containers))
  const { word, number } = earningWords(profit.earningEurPerH)
  const { priceEurPerMWh } = profit
  return (
    <tr>
      <th scope="row">{profit.hashes}</th>
      <td>{formatNumber(profit.assetIds.length)}</td>
      <td>{formatKW(profit.drawKW)}</td>
      <td>{rates}</td>
      <td>{priceWords(profit.breakEven)}</td>
      <td>{priceEurPerMWh === null ? 'no value' : formatNumber(priceEurPerMWh, 2)}</td>
      <td>
        <span className={css.word}>{word}</span> <strong>{number}</strong>
      </td>
    </tr>
  )
}

/** Says of which algorithms nothing is known, and what to do. */
function Unpriced({ profits }: { profits: readonly AlgorithmProfit[] }) {
  const names = profits.filter((profit) => profit.breakEven === null).map((profit) => profit.hashes)
  if (names.length === 0) return null
  return (
    <p className={css.line}>
      No hashprice is known for {names.join(', ')}: the site file names none, or its source is silent.
    </p>
  )
}

/** What each algorithm earns: its hashprice against the price of power. */
export function ProfitPanel() {
  const { isReplay } = useStatus()
  const profits = useContainerRows(profitByAlgorithm)
  return (
    <Panel title="Profit by algorithm" note="hashprice against the price of power" className={css.tile}>
      {profits === undefined ? (
        <EmptyState title={isReplay ? 'Not recorded' : 'Asking the engine'} />
      ) : (
        <>
          <table className={css.table}>
            <thead>
              <tr>
                <th scope="col">Algorithm</th>
                <th scope="col">Count</th>
                <th scope="col">Draw, kW</th>
                <th scope="col">Hashrate</th>
                <th scope="col">Break-even, €/MWh</th>
                <th scope="col">Power, €/MWh</th>
                <th scope="col">Now, €/h</th>
              </tr>
            </thead>
            <tbody>
              {profits.map((profit) => (
                <Row key={profit.hashes} profit={profit} />
              ))}
            </tbody>
          </table>
          <Unpriced profits={profits} />
        </>
      )}
    </Panel>
  )
}

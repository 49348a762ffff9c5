import { type Chemistry, chemistries, wearEurPerMWh } from '../../../../domain/models/chemistries.ts'
import { AnalogBar } from '../../../components/analog-bar.tsx'
import { Panel } from '../../../components/panel.tsx'
import { Value } from '../../../components/value.tsx'
import { formatNumber, quantityText } from '../../../format/number.ts'
import { formatPrice } from '../../../format/price.ts'
import { useWords } from '../../assets/asset-cells.tsx'
import { dischargeDepth, pointOf } from '../bank/energy.ts'
import { figureText, highestOf, lowestOf } from '../bank/figure.ts'
import type { Bank } from '../bank/kinds.ts'
import { useDeepestWords } from '../bank/deepest-words.ts'
import { useFigure } from '../bank/use-figure.ts'
import css from './tiles.module.css'

/** How worn the cells are, and what a MWh out of them costs in wear. */
export function WearTile({ bank: { assets }, kind }: { bank: Bank; kind: Chemistry }) {
  const { cycles, depthPct } = chemistries[kind].wear
  const health = useFigure((store) => lowestOf(pointOf(store, assets, 'sohPct')))
  const used = useWords((store) => figureText(highestOf(pointOf(store, assets, 'cycleCount')), formatNumber))
  const depth = useWords((store) =>
    figureText(dischargeDepth(store, assets), (pct) => `${formatNumber(pct, 1)}\u00A0%`),
  )
  const deepest = useDeepestWords(assets)
  const number = health.value === null ? undefined : formatNumber(health.value, 1)
  return (
    <Panel
      title="Health and wear"
      note={`${formatNumber(cycles)} cycles of ${formatNumber(depthPct)} %`}
      className={css.tile}
    >
      <div className={css.figure}>
        <Value value={number} unit="%" quality={health.quality} size="value" />
        <span className={css.aside}>{used === 'no value' ? 'cycles: no value' : `${used} cycles`}</span>
      </div>
      <AnalogBar
        min={0}
        max={100}
        value={health.value ?? undefined}
        quality={health.quality}
        label={`State of health ${number ?? 'no value'} %`}
      />
      <p className={css.line}>
        Discharged <b>{depth}</b>, {deepest}. Wear {quantityText(formatPrice(wearEurPerMWh(kind)))}
      </p>
    </Panel>
  )
}

import { AnalogBar } from '../../../components/analog-bar.tsx'
import { Panel } from '../../../components/panel.tsx'
import { Value } from '../../../components/value.tsx'
import { flywheelModel } from '../../../../domain/models/flywheel.ts'
import { formatNumber } from '../../../format/number.ts'
import { formatPrice } from '../../../format/price.ts'
import { useWords } from '../../assets/asset-cells.tsx'
import { bankRating, pointOf, storedEnergy } from '../bank/energy.ts'
import { figureText, joinFigures, sumOf } from '../bank/figure.ts'
import type { Bank } from '../bank/kinds.ts'
import { useFigure } from '../bank/use-figure.ts'
import css from './tiles.module.css'

/** What the wheels lose while they only spin. */
export function LossTile({ bank: { assets } }: { bank: Bank }) {
  const loss = useFigure((store) => sumOf(pointOf(store, assets, 'standbyLossKW')))
  const share = useWords((store) => {
    const lost = sumOf(pointOf(store, assets, 'standbyLossKW'))
    const ratio = joinFigures(lost, storedEnergy(store, assets), (kW, kWh) => (kWh > 0 ? (kW / kWh) * 100 : 0))
    return figureText(ratio, (pct) => `${formatNumber(pct, 1)}\u00A0% of it lost an hour`)
  })
  const expectedKW = bankRating(assets).fullKWh / flywheelModel.selfDischargeHours
  const number = loss.value === null ? undefined : formatNumber(loss.value, 1)
  const { number: wear, unit } = formatPrice(flywheelModel.wearEurPerMWh)
  return (
    <Panel title="Standby loss" note="bank" className={css.tile}>
      <div className={css.figure}>
        <Value value={number} unit="kW" quality={loss.quality} size="value" />
        <span className={css.aside}>{share}</span>
      </div>
      <AnalogBar
        min={0}
        max={2 * expectedKW}
        normal={[0, expectedKW]}
        value={loss.value ?? undefined}
        quality={loss.quality}
        label={`Standby loss ${number ?? 'no value'} kW, usual up to ${formatNumber(expectedKW, 1)} kW when full`}
      />
      <div className={css.ends} aria-hidden="true">
        <span>0</span>
        <span>usual up to {formatNumber(expectedKW, 1)} kW when full</span>
        <span>{formatNumber(2 * expectedKW)}</span>
      </div>
      <p className={css.line}>
        Cycles cost nothing; bearings and converter {wear} {unit} given
      </p>
    </Panel>
  )
}

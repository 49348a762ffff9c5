import { fullTankBar, producedKgPerH, usedKgPerH } from '../../../../domain/models/hydrogen.ts'
import { AnalogBar } from '../../../components/analog-bar.tsx'
import { Panel } from '../../../components/panel.tsx'
import { Value } from '../../../components/value.tsx'
import { formatNumber } from '../../../format/number.ts'
import type { LiveStore } from '../../../state/store.ts'
import { useWords } from '../../assets/asset-cells.tsx'
import { pointOf } from '../bank/energy.ts'
import { figureText, highestOf, mapFigure, sumOf } from '../bank/figure.ts'
import type { Bank } from '../bank/kinds.ts'
import { useFigure } from '../bank/use-figure.ts'
import css from './tiles.module.css'

type Flow = 'electrolyserKW' | 'fuelCellKW'

/** Hydrogen made or used in an hour, in words: by the curves of electrolyser and fuel cell at the powers they report. */
function flowWords(store: Pick<LiveStore, 'reading'>, assets: Bank['assets'], point: Flow): string {
  const flows = assets.flatMap((asset) => {
    if (asset.kind !== 'hydrogen') return []
    const kgPerH = point === 'electrolyserKW' ? producedKgPerH : usedKgPerH
    return mapFigure(store.reading(asset.id, point), (kW) => kgPerH(Math.abs(kW), asset[point]))
  })
  return figureText(sumOf(flows), (kg) => `${formatNumber(kg, 1)} kg/h`)
}

/** How much hydrogen there is, at which pressure, and what is made and used of it. */
export function HydrogenTile({ bank: { assets } }: { bank: Bank }) {
  const tankKg = assets.reduce((sum, asset) => sum + (asset.kind === 'hydrogen' ? asset.tankKg : 0), 0)
  const kg = useFigure((store) => sumOf(pointOf(store, assets, 'hydrogenKg')))
  const bar = useFigure((store) => highestOf(pointOf(store, assets, 'tankBar')))
  const made = useWords((store) => flowWords(store, assets, 'electrolyserKW'))
  const used = useWords((store) => flowWords(store, assets, 'fuelCellKW'))
  const number = kg.value === null ? undefined : formatNumber(kg.value)
  const pressure = bar.value === null ? 'pressure: no value' : figureText(bar, (value) => `${formatNumber(value)} bar`)
  return (
    <Panel title="Tank" note={`of ${formatNumber(tankKg)} kg`} className={css.tile}>
      <div className={css.figure}>
        <Value value={number} unit="kg" quality={kg.quality} size="value" />
        <span className={css.aside}>{pressure}</span>
      </div>
      <AnalogBar
        min={0}
        max={fullTankBar}
        value={bar.value ?? undefined}
        quality={bar.quality}
        label={`Tank pressure, ${pressure}, scale 0 to ${fullTankBar} bar`}
      />
      <div className={css.ends} aria-hidden="true">
        <span>0</span>
        <span>{fullTankBar} bar</span>
      </div>
      <p className={css.line}>
        Makes <b>{made}</b>, uses <b>{used}</b>: reckoned from the powers
      </p>
    </Panel>
  )
}

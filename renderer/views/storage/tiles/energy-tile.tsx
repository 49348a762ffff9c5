import { AnalogBar } from '../../../components/analog-bar.tsx'
import { Panel } from '../../../components/panel.tsx'
import { Value } from '../../../components/value.tsx'
import { energySumText, formatEnergySum } from '../../../format/energy.ts'
import { formatNumber } from '../../../format/number.ts'
import { useWords } from '../../assets/asset-cells.tsx'
import { bankRating, fillPct, roomEnergy, storedEnergy, usableEnergy } from '../bank/energy.ts'
import { figureText } from '../bank/figure.ts'
import type { Bank } from '../bank/kinds.ts'
import { useFigure } from '../bank/use-figure.ts'
import { type Need, reserveBand } from '../service/need.ts'
import { useNeed } from '../service/use-need.ts'
import css from './tiles.module.css'

/** Between which contents the bank alone could serve both ways. */
function BandWords({ need, band }: { need: Need; band: readonly [number, number] | undefined }) {
  if (!band) return `; ${need.label} needs more than this bank holds`
  const [low, high] = band.map((kWh) => formatNumber(kWh))
  return `; band: what ${need.label} needs both ways, ${low} to ${high} kWh`
}

/** What the bank stores, against what its rule allows. */
export function EnergyTile({ bank: { kind, assets } }: { bank: Bank }) {
  const { fullKWh, minKWh, maxKWh } = bankRating(assets)
  const need = useNeed()
  const band = need && reserveBand(assets, need)
  const stored = useFigure((store) => storedEnergy(store, assets))
  const fill = useFigure((store) => fillPct(store, assets))
  const storedText = useWords((store) => figureText(storedEnergy(store, assets), energySumText))
  const usable = useWords((store) => figureText(usableEnergy(store, assets), energySumText))
  const room = useWords((store) => figureText(roomEnergy(store, assets), energySumText))
  const number = fill.value === null ? undefined : formatNumber(fill.value)
  const pct = (kWh: number) => formatNumber((kWh / fullKWh) * 100)
  const allowed = `${pct(minKWh)} to ${pct(maxKWh)} %`
  return (
    <Panel title="Stored energy" note={`${storedText} of ${energySumText(fullKWh)}`} className={css.tile}>
      <div className={css.figure}>
        <Value
          value={number}
          unit="%"
          quality={fill.quality}
          word={kind === 'hydrogen' ? 'filled' : 'charged'}
          size="value"
        />
        <span className={css.aside}>{room === 'no value' ? 'room unknown' : `room for ${room}`}</span>
      </div>
      <AnalogBar
        min={0}
        max={fullKWh}
        normal={band}
        value={stored.value ?? undefined}
        limitLow={minKWh}
        limitHigh={maxKWh}
        quality={stored.quality}
        label={`Stored ${storedText} of ${energySumText(fullKWh)}, allowed ${allowed}`}
      />
      <div className={css.ends} aria-hidden="true">
        <span>0</span>
        <span>allowed {allowed}</span>
        <span>{formatEnergySum(fullKWh).number}</span>
      </div>
      <p className={css.line}>
        <b>{usable}</b> usable
        {need && <BandWords need={need} band={band} />}
      </p>
    </Panel>
  )
}

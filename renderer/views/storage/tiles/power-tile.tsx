import { AnalogBar } from '../../../components/analog-bar.tsx'
import { limitPhrase } from '../../../components/assets/asset-scale.ts'
import { Panel } from '../../../components/panel.tsx'
import { Sparkline } from '../../../components/sparkline.tsx'
import { Value } from '../../../components/value.tsx'
import { formatKW, formatPower, powerPhrase, powerText, powerWord } from '../../../format/power.ts'
import { useTrend } from '../../../history/use-trend.ts'
import type { LiveStore } from '../../../state/store.ts'
import { useWords } from '../../assets/asset-cells.tsx'
import { bankPower, bankRating } from '../bank/energy.ts'
import { type Figure, figureText, joinFigures, noFigure, sumOf } from '../bank/figure.ts'
import type { Bank } from '../bank/kinds.ts'
import { useFigure } from '../bank/use-figure.ts'
import css from './tiles.module.css'

type Assets = Bank['assets']

/** Sum over what is decided for each; nothing when one is not steered. */
function decided(store: LiveStore, assets: Assets, pick: 'minKW' | 'maxKW' | 'setpointKW'): Figure {
  const values = assets.map(({ id }): Figure => {
    const decision = store.decision(id)
    const value = pick === 'setpointKW' ? decision?.setpointKW : decision?.range[pick]
    return value === undefined || value === null ? noFigure : { value, quality: 'good' }
  })
  return values.some(({ value }) => value === null) ? noFigure : sumOf(values)
}

const amount = (kW: number) => powerText(Math.max(0, kW))

/** What the bank could still give and take beyond what it does, with the limit that holds. */
function useHeadroomWords(assets: Assets): string {
  return useWords((store) => {
    const power = bankPower(store, assets)
    const give = joinFigures(decided(store, assets, 'maxKW'), power, (max, now) => max - now)
    const take = joinFigures(power, decided(store, assets, 'minKW'), (now, min) => now - min)
    if (give.value === null) return 'Not steered: headroom unknown'
    const limits = assets.map((asset) => limitPhrase(asset, store.decision(asset.id)))
    const limit = limits.find((phrase) => phrase !== undefined)
    const words = `Can give ${figureText(give, amount)} more, take ${figureText(take, amount)} more`
    return limit === undefined ? words : `${words}; ${limit}`
  })
}

function Ends({ chargeKW, dischargeKW, isHydrogen }: { chargeKW: number; dischargeKW: number; isHydrogen: boolean }) {
  return (
    <div className={css.ends} aria-hidden="true">
      <span>
        {isHydrogen ? 'draw' : 'charge'} {formatKW(chargeKW)} kW
      </span>
      <span className={css.zero} style={{ left: `${(chargeKW / (chargeKW + dischargeKW)) * 100}%` }}>
        0
      </span>
      <span>
        {isHydrogen ? 'produce' : 'discharge'} {formatKW(dischargeKW)}
      </span>
    </div>
  )
}

/** What the bank does now, and how far it is from its limits. */
export function PowerTile({ bank: { kind, assets } }: { bank: Bank }) {
  const { chargeKW, dischargeKW } = bankRating(assets)
  const power = useFigure((store) => bankPower(store, assets))
  const low = useFigure((store) => decided(store, assets, 'minKW'))
  const high = useFigure((store) => decided(store, assets, 'maxKW'))
  const setpoint = useFigure((store) => decided(store, assets, 'setpointKW'))
  const headroom = useHeadroomWords(assets)
  const trend = useTrend(
    assets.map((asset) => asset.id),
    'activePowerKW',
    'sparkline',
  )
  const shown = power.value === null ? undefined : formatPower(power.value)
  const assetKind = assets[0].kind
  return (
    <Panel title="Power" note={`rated ${powerText(Math.max(chargeKW, dischargeKW))}`} className={css.tile}>
      <div className={css.figure}>
        <Value
          value={shown?.number}
          unit={shown?.unit ?? ''}
          quality={power.quality}
          word={power.value === null ? undefined : powerWord(assetKind, power.value)}
          size="value"
        />
        <span className={css.spark}>
          <Sparkline values={trend.values} height={24} label={`Power of the bank ${trend.words}`} />
        </span>
      </div>
      <AnalogBar
        min={-chargeKW}
        max={dischargeKW}
        value={power.value ?? undefined}
        setpoint={setpoint.value ?? undefined}
        limitLow={low.value !== null && low.value > -chargeKW ? low.value : undefined}
        limitHigh={high.value !== null && high.value < dischargeKW ? high.value : undefined}
        quality={power.quality}
        label={`Power of the bank: ${power.value === null ? 'no value' : powerPhrase(assetKind, power.value)}`}
      />
      <Ends chargeKW={chargeKW} dischargeKW={dischargeKW} isHydrogen={kind === 'hydrogen'} />
      <p className={css.line}>{headroom}</p>
    </Panel>
  )
}

import { Panel } from '../../../components/panel.tsx'
import { Value } from '../../../components/value.tsx'
import { formatNumber, quantityText } from '../../../format/number.ts'
import { powerText } from '../../../format/power.ts'
import { useWords } from '../../assets/asset-cells.tsx'
import { bankPower, readyOutput, unitsReady, usableEnergy } from '../bank/energy.ts'
import { figureText, mapFigure } from '../bank/figure.ts'
import type { Bank } from '../bank/kinds.ts'
import { formatLeft, timeAtPresent, timeAtRated } from '../bank/time-left.ts'
import { useFigure } from '../bank/use-figure.ts'
import { useNeed } from '../service/use-need.ts'
import css from './tiles.module.css'

/** How many of the bank's units or devices are ready. */
function useReadyWords({ kind, assets }: Bank): string {
  return useWords((store) => {
    if (kind !== 'flywheel') return assets.length === 1 ? '' : `${assets.length} batteries`
    const total = assets.reduce((sum, asset) => sum + (asset.kind === 'flywheel' ? asset.units : 0), 0)
    return `${figureText(unitsReady(store, assets), formatNumber)} of ${formatNumber(total)} units`
  })
}

function AtRated({ bank: { kind, assets } }: { bank: Bank }) {
  const left = useFigure((store) => timeAtRated(store, assets))
  const rated = useWords((store) => powerText(readyOutput(store, assets)))
  const shown = left.value === null ? undefined : formatLeft(kind, left.value)
  return (
    <span className={css.block}>
      <Value
        value={shown?.number}
        unit={shown?.unit ?? ''}
        quality={left.quality}
        // Hours with minutes are long, and two of them stand side by side.
        size={kind === 'flywheel' ? 'value' : 'small'}
      />
      <span className={css.label}>at rated {rated}</span>
    </span>
  )
}

function AtPresent({ bank: { kind, assets } }: { bank: Bank }) {
  const to = useWords((store) => timeAtPresent(store, assets).to)
  const left = useFigure((store) => timeAtPresent(store, assets).left)
  const power = useWords((store) => figureText(bankPower(store, assets), powerText))
  const shown = left.value === null ? undefined : formatLeft(kind, left.value)
  if (to === 'resting')
    return (
      <span className={css.block}>
        <span className={css.rest}>resting</span>
        <span className={css.label}>neither charging nor giving</span>
      </span>
    )
  return (
    <span className={css.block}>
      <Value value={shown?.number} unit={shown?.unit ?? ''} quality={left.quality} size="small" />
      <span className={css.label}>
        {to === 'full' ? 'until full' : 'left'} at present {power}
      </span>
    </span>
  )
}

/** What the heaviest standing service asks for, and how long this bank alone would give it. */
function NeedLine({ bank: { kind, assets } }: { bank: Bank }) {
  const need = useNeed()
  const alone = useWords((store) => {
    if (!need || need.upKW < 0.5) return ''
    const left = mapFigure(usableEnergy(store, assets), (kWh) => (kWh / need.upKW) * 3_600_000)
    return figureText(left, (ms) => quantityText(formatLeft(kind, ms)))
  })
  if (alone === '' || !need) return <p className={css.line}>Down to the lowest allowed charge, up to the highest.</p>
  return (
    <p className={css.line}>
      {need.label} needs <b>{quantityText(formatLeft(kind, need.forMs))}</b> at {powerText(need.upKW)}: this bank alone
      has {alone}
    </p>
  )
}

/** How long the bank lasts: at its rated power, and at the power of now. */
export function TimeTile({ bank }: { bank: Bank }) {
  const ready = useReadyWords(bank)
  return (
    <Panel title="Time left" note={ready} className={css.tile}>
      <div className={css.times}>
        <AtRated bank={bank} />
        <AtPresent bank={bank} />
      </div>
      <NeedLine bank={bank} />
    </Panel>
  )
}

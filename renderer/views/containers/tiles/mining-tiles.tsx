import { drawKW } from '../../../../domain/units.ts'
import { AnalogBar } from '../../../components/analog-bar.tsx'
import { Panel } from '../../../components/panel.tsx'
import { Value } from '../../../components/value.tsx'
import { formatNumber } from '../../../format/number.ts'
import { formatKW, formatPower, powerText } from '../../../format/power.ts'
import { useWords } from '../../assets/asset-cells.tsx'
import { ratesInWords, statesInWords } from '../../overview/one-line/containers-words.tsx'
import { usePowerSum } from '../../overview/use-sums.ts'
import { minersInWords } from '../data/miners.ts'
import { useContainerRows, useContainers } from '../data/use-containers.ts'
import css from './mining-tiles.module.css'

/** What mining draws together, of what it may. */
export function DrawTile() {
  const containers = useContainers()
  const ratedKW = containers.reduce((sum, container) => sum + container.ratedPowerKW, 0)
  const { powerKW, quality, missing } = usePowerSum(containers)
  const states = useWords((store) => statesInWords(store, containers))
  const capped = useContainerRows((rows) => rows.filter((row) => row.cap !== null).length)
  const power = powerKW === null ? undefined : formatPower(powerKW)
  const draw = powerKW === null ? undefined : drawKW(powerKW)
  return (
    <Panel title="Draw" note={`rated ${powerText(ratedKW)}`} className={css.tile}>
      <Value
        value={power?.number}
        unit={power?.unit ?? ''}
        quality={quality}
        word={missing > 0 ? `drawing, ${formatNumber(missing)} not counted` : 'drawing'}
        size="value"
      />
      <AnalogBar
        min={0}
        max={ratedKW}
        value={draw}
        quality={quality}
        label={`Mining draws ${draw === undefined ? 'no value' : powerText(draw)} of ${powerText(ratedKW)}`}
      />
      <div className={css.ends} aria-hidden="true">
        <span>0</span>
        <span>{formatKW(ratedKW)} kW</span>
      </div>
      <p className={css.line}>
        {states}
        {capped === undefined ? '' : capped === 0 ? '; no caps' : `; ${formatNumber(capped)} capped`}
      </p>
    </Panel>
  )
}

/** What is hashed, and by how many miners. */
export function HashrateTile() {
  const containers = useContainers()
  const rates = useWords((store) => ratesInWords(store, containers))
  const miners = useWords((store) => minersInWords(store, containers))
  const lost = useContainerRows((rows) => rows.filter((row) => row.loss !== null).map((row) => row.name))
  return (
    <Panel title="Hashrate" note={`${formatNumber(containers.length)} containers`} className={css.tile}>
      <p className={css.rates}>{rates}</p>
      <p className={css.line}>
        {miners}
        <br />
        {lost !== undefined && lost.length > 0 ? `Went away by itself: ${lost.join(', ')}` : ''}
      </p>
    </Panel>
  )
}

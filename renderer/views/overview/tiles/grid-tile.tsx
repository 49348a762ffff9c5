import { useMemo } from 'react'
import type { Asset } from '../../../../domain/asset.ts'
import type { KW } from '../../../../domain/units.ts'
import { AssetBar } from '../../../components/assets/asset-bar.tsx'
import { Panel } from '../../../components/panel.tsx'
import { Sparkline } from '../../../components/sparkline.tsx'
import { Value } from '../../../components/value.tsx'
import { formatNumber } from '../../../format/number.ts'
import { formatPower, powerText, powerWord } from '../../../format/power.ts'
import { useDecision, useReading, useSite } from '../../../state/live.ts'
import { useSparkline } from '../../../history/use-trend.ts'
import { nearestLimit } from './nearest-limit.ts'
import css from './tile.module.css'

/** How much flows at the connection, and how far that is from its limits. */
export function GridTile({ asset }: { asset: Asset }) {
  const { connection } = useSite()
  const reading = useReading(asset.id, 'activePowerKW')
  const decision = useDecision(asset.id)
  const power = reading.value === null ? undefined : formatPower(reading.value)
  return (
    <Panel title="Grid connection" note={`agreed ${inMW(connection.importLimitKW)} MW`} className={css.tile}>
      <div className={css.figure}>
        <Value
          value={power?.number}
          unit={power?.unit ?? ''}
          quality={reading.quality}
          size="value"
          word={reading.value === null ? undefined : powerWord('grid', reading.value)}
        />
        <Hour assetId={asset.id} />
      </div>
      <AssetBar asset={asset} connection={connection} reading={reading} decision={decision} />
      <Ends importKW={connection.importLimitKW} exportKW={connection.exportLimitKW} />
      <Distance powerKW={reading.value} />
    </Panel>
  )
}

function Hour({ assetId }: { assetId: string }) {
  const values = useSparkline(assetId, 'activePowerKW')
  return (
    <div>
      <Sparkline values={values} height={24} label="Grid power of the last hour" />
    </div>
  )
}

const inMW = (kW: KW) => formatNumber(kW / 1_000, kW % 1_000 === 0 ? 0 : 1)

function Ends({ importKW, exportKW }: { importKW: KW; exportKW: KW }) {
  return (
    <div className={css.ends} aria-hidden="true">
      <span>{exportKW > 0 ? `export ${inMW(exportKW)}` : '0'}</span>
      {exportKW > 0 && (
        <span className={css.zero} style={{ left: `${(exportKW / (exportKW + importKW)) * 100}%` }}>
          0
        </span>
      )}
      <span>import {inMW(importKW)} MW</span>
    </div>
  )
}

function Distance({ powerKW }: { powerKW: KW | null }) {
  const { connection, peakShavingAboveKW } = useSite()
  const words = useMemo(() => (powerKW === null ? undefined : nearestLimit(powerKW, connection)), [powerKW, connection])
  if (!words) return <p className={css.line}>Distance to the limits unknown</p>
  return (
    <p className={css.line}>
      <b>{powerText(words.distanceKW)}</b> {words.isOver ? 'over' : 'below'} {words.limit}
      {peakShavingAboveKW !== undefined && (
        <>
          <br />
          peak shaving above {powerText(peakShavingAboveKW)}
        </>
      )}
    </p>
  )
}

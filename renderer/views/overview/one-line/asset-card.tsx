import { Link } from '@tanstack/react-router'
import type { Asset } from '../../../../domain/asset.ts'
import { AssetBar } from '../../../components/assets/asset-bar.tsx'
import { AssetSymbol } from '../../../components/assets/asset-symbol.tsx'
import { PriorityMark } from '../../../components/priority-mark.tsx'
import { Sparkline } from '../../../components/sparkline.tsx'
import { Value } from '../../../components/value.tsx'
import { formatPower, powerWord } from '../../../format/power.ts'
import { topAlarmOf } from '../../../frame/alarms/alarm-order.ts'
import { useAlarms, useDecision, useReading, useSite } from '../../../state/live.ts'
import { useSparkline } from '../../../history/use-trend.ts'
import { AssetFacts } from './asset-facts.tsx'
import css from './card.module.css'
import { shortTitle } from './short-title.ts'

/** One asset of the diagram: symbol, name, alarm, power with its bar, facts, trend. Opens its faceplate. */
export function AssetCard({ asset, isTall }: { asset: Asset; isTall?: boolean }) {
  const { assets } = useSite()
  const alarm = topAlarmOf(useAlarms(), asset.id)
  return (
    <article className={`${css.card} ${css.linked}`} aria-label={asset.name}>
      <div className={css.head}>
        <AssetSymbol asset={asset} />
        <Link to="/assets/$assetId" params={{ assetId: asset.id }} className={css.name} title={asset.name}>
          <span className={css.long}>{asset.kind === 'grid' ? 'Grid' : asset.name}</span>
          <span className={css.short}>{shortTitle(asset, assets)}</span>
        </Link>
        {alarm && (
          <span className={css.mark}>
            <PriorityMark priority={alarm.priority} state={alarm.state} />
          </span>
        )}
      </div>
      <Power asset={asset} />
      <AssetFacts asset={asset} />
      <Hour asset={asset} isTall={isTall === true} />
    </article>
  )
}

function Power({ asset }: { asset: Asset }) {
  const { connection } = useSite()
  const reading = useReading(asset.id, 'activePowerKW')
  const decision = useDecision(asset.id)
  const alarm = topAlarmOf(useAlarms(), asset.id)
  const power = reading.value === null ? undefined : formatPower(reading.value)
  return (
    <>
      <div className={css.power}>
        <Value
          value={power?.number}
          unit={power?.unit ?? ''}
          quality={reading.quality}
          word={reading.value === null ? undefined : powerWord(asset.kind, reading.value)}
        />
      </div>
      <AssetBar
        asset={asset}
        connection={connection}
        reading={reading}
        decision={decision}
        priority={alarm?.code.startsWith('power.') ? alarm.priority : undefined}
      />
    </>
  )
}

function Hour({ asset, isTall }: { asset: Asset; isTall: boolean }) {
  const values = useSparkline(asset.id, 'activePowerKW')
  return (
    <div className={`${css.trend} ${isTall ? css.tall : ''}`}>
      <Sparkline values={values} height="var(--trend-height)" label={`${asset.name}: power of the last hour`} />
    </div>
  )
}

import type { Asset } from '../../../domain/asset.ts'
import type { Reading } from '../../../domain/reading.ts'
import type { Decision } from '../../../domain/rpc/shapes.ts'
import { assetScale, limitPhrase } from '../../components/assets/asset-scale.ts'
import { AssetBar } from '../../components/assets/asset-bar.tsx'
import { QualityMark } from '../../components/quality-mark.tsx'
import { Value } from '../../components/value.tsx'
import { formatAge } from '../../format/duration.ts'
import { formatKW, formatPower, powerText, powerWord } from '../../format/power.ts'
import { formatClock } from '../../format/time.ts'
import { topAlarmOf } from '../../frame/alarms/alarm-order.ts'
import { useAlarms, useDecision, useLiveStore, useNow, useReading, useSite } from '../../state/live.ts'
import { authorityWords } from '../assets/asset-words.ts'
import css from './faceplate.module.css'

const outcomeWords = {
  pending: 'verifying since',
  confirmed: 'confirmed',
  acceptedNotFollowed: 'not followed since',
  refused: 'refused',
  unknown: 'unverified since',
} as const

function SetpointLine({ decision }: { decision: Decision | undefined }) {
  const { timeZone } = useSite()
  if (!decision) return null
  if (decision.authority !== 'control') return <span>{authorityWords[decision.authority].word}</span>
  if (decision.setpointKW === null)
    return <span>{decision.commander === 'nobody' ? 'no setpoint' : 'no setpoint, runs free'}</span>
  const { verification } = decision
  return (
    <>
      <span>setpoint {powerText(decision.setpointKW)}</span>
      {verification && (
        <span title={verification.detail}>
          {outcomeWords[verification.outcome]} {formatClock(verification.at, timeZone)}
        </span>
      )}
    </>
  )
}

function Quality({ reading }: { reading: Reading }) {
  const store = useLiveStore()
  const now = useNow()
  if (reading.quality !== 'good') return <QualityMark reading={reading} now={now} />
  return <span>good, {formatAge(store.now() - reading.at)} old</span>
}

/** The asset's power: number, word, quality, age, setpoint with its outcome, and the bar with the limit that holds. */
export function PowerHead({ asset }: { asset: Asset }) {
  const { connection } = useSite()
  const reading = useReading(asset.id, 'activePowerKW')
  const decision = useDecision(asset.id)
  const alarm = topAlarmOf(useAlarms(), asset.id)
  const shown = reading.value === null ? undefined : formatPower(reading.value)
  const scale = assetScale(asset, connection)
  return (
    <div className={css.head}>
      <div className={css.figure}>
        <Value
          value={shown?.number}
          unit={shown?.unit ?? ''}
          quality={reading.quality}
          word={reading.value === null ? undefined : powerWord(asset.kind, reading.value)}
          size="value"
        />
        <span className={css.trust}>
          <Quality reading={reading} />
          <SetpointLine decision={decision} />
        </span>
      </div>
      <AssetBar
        asset={asset}
        connection={connection}
        reading={reading}
        decision={decision}
        priority={alarm?.state === 'normalUnacknowledged' ? undefined : alarm?.priority}
      />
      <div className={css.scale}>
        <span>{formatKW(scale.min)}</span>
        <span>
          {asset.kind === 'grid' ? 'agreed' : 'rating'} {formatKW(scale.max)}
        </span>
      </div>
      <div className={css.limit}>{limitPhrase(asset, decision)}</div>
    </div>
  )
}

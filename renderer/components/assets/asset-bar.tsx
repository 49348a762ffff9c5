import { memo } from 'react'
import type { AlarmPriority } from '../../../domain/alarm.ts'
import type { Asset } from '../../../domain/asset.ts'
import type { Reading } from '../../../domain/reading.ts'
import type { Decision } from '../../../domain/rpc/shapes.ts'
import type { SiteDescription } from '../../../domain/rpc/site.ts'
import { powerPhrase, powerText } from '../../format/power.ts'
import { AnalogBar } from '../analog-bar.tsx'
import { limitPhrase, powerBar } from './asset-scale.ts'

/** Power of an asset against its rating, its setpoint and the limits of now. */
export const AssetBar = memo(function AssetBar(props: {
  asset: Asset
  connection: SiteDescription['connection']
  reading: Reading
  decision: Decision | undefined
  priority?: AlarmPriority | undefined
}) {
  const { asset, connection, reading, decision, priority } = props
  const setpoint = decision?.setpointKW
  const words = [
    reading.value === null ? 'no value' : powerPhrase(asset.kind, reading.value),
    reading.quality === 'good' ? undefined : reading.quality,
    setpoint === null || setpoint === undefined ? undefined : `setpoint ${powerText(setpoint)}`,
    limitPhrase(asset, decision),
  ]
  return (
    <AnalogBar
      {...powerBar(asset, connection, reading.value, decision)}
      quality={reading.quality}
      priority={priority}
      label={`${asset.name}: ${words.filter((w) => w !== undefined).join(', ')}`}
    />
  )
})

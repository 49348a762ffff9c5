import { askedAt, type Instruction, subjectOf } from '../../../../domain/instruction.ts'
import type { SiteDescription } from '../../../../domain/rpc/site.ts'
import { AnalogBar } from '../../../components/analog-bar.tsx'
import { AssetBar } from '../../../components/assets/asset-bar.tsx'
import { powerText } from '../../../format/power.ts'
import { useDecision, useNow, useReading, useSite } from '../../../state/live.ts'
import { instructionTitle } from './instruction-words.ts'
import { useSubjectPower } from './subject-power.ts'

/** Power at the subject against what is asked: a limit as a line, a dispatch as the triangle. */
export function SubjectBar({ instruction }: { instruction: Instruction }) {
  return subjectOf(instruction) === 'asset' ? (
    <BarOfAsset instruction={instruction} />
  ) : (
    <BarOfSite instruction={instruction} />
  )
}

function BarOfAsset({ instruction }: { instruction: Instruction }) {
  const { assets, connection } = useSite()
  const reading = useReading(instruction.assetId, 'activePowerKW')
  const decision = useDecision(instruction.assetId)
  const asset = assets.find((a) => a.id === instruction.assetId)
  return asset ? <AssetBar asset={asset} connection={connection} reading={reading} decision={decision} /> : null
}

function BarOfSite({ instruction }: { instruction: Instruction }) {
  const site = useSite()
  const now = useNow()
  const { value, quality } = useSubjectPower(instruction)
  const asked = askedAt(instruction, now)
  const isLimit = instruction.kind === 'limit'
  const { min, max } = scaleOf(instruction, site)
  const words = value === null ? 'no value' : powerText(value)
  return (
    <AnalogBar
      min={min}
      max={Math.max(max, Math.abs(asked))}
      value={value ?? undefined}
      quality={quality}
      {...(isLimit ? { limitHigh: Math.abs(asked) } : { setpoint: asked })}
      label={`${instructionTitle(instruction, site)}: now ${words}`}
    />
  )
}

/** Ends of the bar, kW: what is agreed or rated for the subject. */
function scaleOf(
  instruction: Pick<Instruction, 'subject' | 'feederId'>,
  { connection, feeders, assets }: Pick<SiteDescription, 'connection' | 'feeders' | 'assets'>,
): { min: number; max: number } {
  const rated = (kinds: readonly string[]) =>
    assets.filter((a) => kinds.includes(a.kind)).reduce((sum, a) => sum + ('ratedPowerKW' in a ? a.ratedPowerKW : 0), 0)
  switch (subjectOf(instruction)) {
    case 'importLimit':
      return { min: 0, max: connection.importLimitKW }
    case 'exportLimit':
      return { min: 0, max: connection.exportLimitKW }
    case 'feederLimit':
      return { min: 0, max: feeders.find((f) => f.id === instruction.feederId)?.limitKW ?? 0 }
    case 'generationLimit':
      return { min: 0, max: rated(['pv', 'wind', 'genset', 'battery', 'flywheel']) }
    case 'loadLimit':
      return { min: 0, max: connection.importLimitKW + rated(['pv', 'wind', 'genset']) }
    default:
      return { min: -connection.exportLimitKW, max: connection.importLimitKW }
  }
}

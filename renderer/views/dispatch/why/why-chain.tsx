import {
  Activity,
  CalendarClock,
  FileSignature,
  Gauge,
  type LucideIcon,
  Power,
  Scale,
  ShieldAlert,
  ShieldCheck,
  Spline,
  Sun,
  TrendingDown,
  Unplug,
  User,
  UtilityPole,
} from 'lucide-react'
import type { Asset } from '../../../../domain/asset.ts'
import { controllerNames, type ControllerName } from '../../../../domain/setpoint.ts'
import { AssetBar } from '../../../components/assets/asset-bar.tsx'
import { formatAge } from '../../../format/duration.ts'
import { powerPhrase, powerText } from '../../../format/power.ts'
import { useDecision, useLiveStore, useReading, useSite, useStatus } from '../../../state/live.ts'
import { becauseText } from './range-text.ts'
import css from '../dispatch.module.css'

const icons: Record<ControllerName, LucideIcon> = {
  deviceProtection: ShieldAlert,
  siteLimits: Gauge,
  islandSupport: Unplug,
  restart: Power,
  operatorCommands: User,
  gridInstructions: UtilityPole,
  contractCommitments: FileSignature,
  frequencyResponse: Activity,
  peakShaving: TrendingDown,
  surplusAbsorption: Sun,
  rampSmoothing: Spline,
  economicPlan: CalendarClock,
  allocate: Scale,
  guard: ShieldCheck,
}

/** Why an asset has its setpoint: one line per controller in order, the binding one marked, then setpoint and meter. */
export function WhyChain({ asset }: { asset: Asset }) {
  const decision = useDecision(asset.id)
  const { isReplay } = useStatus()
  if (!decision && isReplay) return <p className={css.quiet}>Who decided and why is not recorded.</p>
  if (!decision) return <p className={css.quiet}>{asset.name} is metered only; no controller decides for it.</p>
  return (
    <div className={css.why}>
      <ol className={css.chain}>
        {decision.because.map((because) => {
          const Icon = icons[because.controller]
          return (
            <li key={because.controller} data-binding={because.isBinding || undefined}>
              <Icon size={14} strokeWidth={1.5} aria-hidden />
              <span className={css.link}>
                <span className={css.controller}>{controllerNames[because.controller]}</span>{' '}
                <span className={css.reason} title={because.reason}>
                  {because.reason}
                </span>
              </span>
              {because.isBinding && <span className={css.binding}>binding</span>}
              <span className={css.range}>{becauseText(asset, because)}</span>
            </li>
          )
        })}
      </ol>
      <Outcome asset={asset} />
    </div>
  )
}

function Outcome({ asset }: { asset: Asset }) {
  const { connection } = useSite()
  const decision = useDecision(asset.id)
  const reading = useReading(asset.id, 'activePowerKW')
  const store = useLiveStore()
  const measured = reading.value === null ? 'no value' : powerPhrase(asset.kind, reading.value)
  const setpoint = decision?.setpointKW
  return (
    <div className={css.outcome}>
      <strong>{setpoint === null || setpoint === undefined ? 'Free' : `Setpoint ${powerText(setpoint)}`}</strong>
      <span className={css.measured}>
        {measured}, {reading.value === null ? '' : `${formatAge(store.now() - reading.at)} ago`}
      </span>
      <span className={css.bar}>
        <AssetBar asset={asset} connection={connection} reading={reading} decision={decision} />
      </span>
    </div>
  )
}

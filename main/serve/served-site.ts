import type { Person } from '../../domain/access.ts'
import type { Outlook } from '../../domain/dispatch/forecast.ts'
import type { LinkStatus } from '../../domain/device.ts'
import type { PointRef, SiteDescription } from '../../domain/rpc/site.ts'
import type { EpochMs } from '../../domain/units.ts'
import type { Authorise } from '../access/authorise.ts'
import type { AlarmSystem } from '../alarm-system.ts'
import type { AuditTrail } from '../audit/trail.ts'
import type { SupplierFiles } from '../composition/metering/supplier-files.ts'
import type { Control } from '../dispatch/control.ts'
import type { Commissioning } from '../commissioning/commissioning.ts'
import type { Forecasts } from '../forecast/forecasts.ts'
import type { HealthDesk } from '../health/health.ts'
import type { Rules } from '../health/rules/rules-needs.ts'
import type { FieldDesk } from '../field/field-desk.ts'
import type { TrustDesk } from '../field/trust-desk.ts'
import type { Northbound } from '../northbound/northbound.ts'
import type { Historian } from '../historian/historian.ts'
import type { LearningDesk } from '../learning/learning-desk.ts'
import type { CalendarDesk } from '../health/calendar/calendar.ts'
import type { ConsumptionDesk } from '../health/consumption/consumption.ts'
import type { Market } from '../market/market.ts'
import type { Metering } from '../metering/metering.ts'
import type { Retail } from '../retail/retail.ts'
import type { AgreementDesk } from '../settlement/agreements/agreement-desk.ts'
import type { ChainDesk } from '../settlement/ledger/chain-desk.ts'
import type { Money } from '../settlement/money/money.ts'
import type { BundleDesk } from '../settlement/bundles/bundles.ts'
import type { Settlement } from '../settlement/settlement.ts'
import type { WalletDesk } from '../settlement/wallet/wallet-desk.ts'
import type { Planner } from '../plan/planner.ts'
import type { Replays } from '../replay/replays.ts'
import type { Reruns } from '../rerun/reruns.ts'
import type { ProofDesk } from '../proof/desk.ts'
import type { Reports } from '../reports/reports.ts'
import type { Annotations } from '../trends/annotations.ts'
import type { ImportSamples } from '../trends/sample-import.ts'
import type { TrendViews } from '../trends/views.ts'

/** What the handlers may see and do of a running site. */
export interface ServedSite {
  describe(person: Person): SiteDescription
  /** The point dictionary of the live stream, as in the description. */
  points: readonly PointRef[]
  control: Omit<Control, 'start' | 'stop'>
  links(): readonly { deviceId: string; status: LinkStatus }[]
  alarms: Omit<AlarmSystem, 'update' | 'onSteps'>
  historian: Pick<Historian, 'trend' | 'samples' | 'backup' | 'confirmClock' | 'state' | 'bytes'>
  audit: Pick<AuditTrail, 'list' | 'verify'>
  authorise: Authorise
  trendViews: TrendViews
  annotations: Annotations
  importSamples: ImportSamples
  field: FieldDesk
  trust: TrustDesk
  learning: LearningDesk
  metering: Metering
  consumption: ConsumptionDesk
  calendar: CalendarDesk
  settlement: Settlement | undefined
  retail: Retail | undefined
  money: Money
  market: Market | undefined
  agreements: AgreementDesk | undefined
  bundles: BundleDesk | undefined
  chain: ChainDesk | undefined
  wallet: WalletDesk | undefined
  commissioning: Commissioning
  proofs: ProofDesk
  health: HealthDesk
  rules: Rules
  planner: Omit<Planner, 'start' | 'stop' | 'absenceEur'>
  outlook: Outlook & Pick<Forecasts, 'quantities'>
  now(): EpochMs
  replays: Replays
  reruns: Reruns
  reports: Omit<Reports, 'start' | 'stop' | 'supplier'>
  supplier: SupplierFiles
  northbound: Pick<Northbound, 'describe' | 'exportMap'>
  /** Reads the site file again and starts with it. */
  restart(person: Person, reason: string): void
  /** €/MWh now; `null` when none is configured or known. */
  priceEurPerMWh(): number | null
  /** Moment of the simulated year; absent at a real site. */
  simulatedTime?: () => string
}

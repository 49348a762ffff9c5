import type { AlarmCondition } from '../domain/alarm.ts'
import type { Stop } from '../domain/clock.ts'
import type { Outlook } from '../domain/dispatch/forecast.ts'
import type { Device } from '../domain/device.ts'
import type { PointRef } from '../domain/rpc/site.ts'
import type { DeviceConfig } from '../domain/site.ts'
import { type AuthorityDesk, createAuthority } from './commissioning/authority.ts'
import { createStamps, type Stamps } from './commissioning/stamps.ts'
import { createStanding, type Standing } from './commissioning/standing.ts'
import { openForecasts } from './composition/forecasting.ts'
import { openHealth } from './composition/health.ts'
import { withMarket } from './composition/trade/market.ts'
import type { PastRegisters } from './composition/metering/past-registers.ts'
import { openProofs } from './composition/proving.ts'
import { openRetail } from './composition/retail.ts'
import { openRules } from './composition/rules.ts'
import { openSettling } from './composition/settling.ts'
import { openControl } from './composition/steering.ts'
import { openUpkeep, type Upkeep } from './composition/upkeep.ts'
import type { Control } from './dispatch/control.ts'
import { createContractBook } from './dispatch/services/contract-book.ts'
import { createDemandPeak, type DemandPeak } from './prices/demand-peak.ts'
import { createLearningDesk, type LearningDesk, withAccepted } from './learning/learning-desk.ts'
import { createSiteLearner, type SiteLearner } from './learning/site-learner.ts'
import type { HealthDesk } from './health/health.ts'
import type { Rules } from './health/rules/rules-needs.ts'
import { createModels, type DeviceModel, type ModelLibrary, type ModelsNeeds } from './field/models.ts'
import type { ReplaceableDevice } from './field/replaceable-device.ts'
import type { Forecasts } from './forecast/forecasts.ts'
import { createTrustDesk, type TrustDesk, type TrustNeeds } from './field/trust-desk.ts'
import { createNorthbound, type Northbound } from './northbound/northbound.ts'
import type { Market } from './market/market.ts'
import type { Metering } from './metering/metering.ts'
import { pointsOf } from './points-of.ts'
import type { Image } from './image.ts'
import type { Planner } from './plan/planner.ts'
import { openPrices, type OpenPrices } from './prices/open-prices.ts'
import type { PriceBook } from './prices/prices.ts'
import type { Proofs } from './proof/proofs.ts'
import type { Retail } from './retail/retail.ts'
import { openStores, type Stores } from './stores.ts'
import type { AgreementDesk } from './settlement/agreements/agreement-desk.ts'
import type { ChainDesk } from './settlement/ledger/chain-desk.ts'
import type { BundleDesk } from './settlement/bundles/bundles.ts'
import type { Settlement } from './settlement/settlement.ts'
import type { WalletDesk } from './settlement/wallet/wallet-desk.ts'
import type { Teardown } from './teardown.ts'

/** What the field side lends to the engine; `M` is a device model as it knows them. */
export interface FieldSide<M extends DeviceModel> {
  devices: ReadonlyMap<string, ReplaceableDevice>
  /** A device that is not started yet. */
  open(config: DeviceConfig, model: M): Device
  models: Pick<ModelsNeeds<M>, 'first' | 'read' | 'watch' | 'faultsOf'>
  certificates: Omit<TrustNeeds, 'audit' | 'clock'>
  /** Days that a simulated site would have lived through before it began; a real one has none. */
  past: PastRegisters
}

/** What an engine is made of. */
export interface EngineNeeds<M extends DeviceModel> extends Omit<OpenPrices, 'priceTable'> {
  field: FieldSide<M>
  teardown: Teardown
  version: string
}

/** The parts of a running site that screens are served from. */
export interface Engine<M extends DeviceModel> extends Stores, Upkeep {
  models: ModelLibrary<M>
  stamps: Stamps
  standing: Standing
  authority: AuthorityDesk
  control: Control
  trust: TrustDesk
  northbound: Northbound
  proofs: Proofs
  health: HealthDesk
  rules: Rules
  prices: PriceBook
  planner: Planner
  learning: LearningDesk
  metering: Metering
  settlement: Settlement | undefined
  bundles: BundleDesk | undefined
  agreements: AgreementDesk | undefined
  chain: ChainDesk | undefined
  wallet: WalletDesk | undefined
  retail: Retail | undefined
  market: Market | undefined
  outlook: Outlook & Pick<Forecasts, 'quantities'>
  /** What the devices deliver. The same array until that changes. */
  points(): readonly PointRef[]
  /** Called when devices deliver other points than before. */
  onPoints(listener: () => void): Stop
}

/** A swapped box is noticed by the guard at once; its record follows within this span. */
const reviewMs = 1_000
const learnMs = 1_000

/** Opens what keeps, and starts what reads and steers; `teardown` learns how to stop all of it. Errors: `Store.*`. */
export async function startEngine<M extends DeviceModel>(needs: EngineNeeds<M>): Promise<Engine<M>> {
  const { site, field, dataDir, version, clock, log, teardown } = needs
  const { devices } = field
  const listeners = new Set<() => void>()
  let points = pointsOf(site, devices)
  const stores = await openStores({ site, dataDir, points, clock, log, teardown })
  const audit = stores.audit.write
  const onPoints = (): void => {
    points = pointsOf(site, devices)
    stores.historian.setPoints(points)
    void northbound.setPoints(points)
    for (const listener of listeners) listener()
  }
  const models = openModels(needs, stores, onPoints)
  const stamps = createStamps({ site, devices, modelOf: (id) => models.definitions().get(id) })
  const standing = createStanding({ site, devices, stamps, records: stores.records, audit })
  const authority = createAuthority({ site, records: stores.records, isAccepted: standing.isAccepted, audit, clock })
  const trust = createTrustDesk({ ...field.certificates, audit, clock })
  const northbound = createNorthbound({ site, points, dataDir, version, audit, clock, log })
  const steering = openSteering(needs, stores, authority)
  const { prices, forecasts, outlook, commitments, peak, control, planner, learner, learning } = steering
  const rules = openRules(needs, stores, { points: () => points })
  const health = openHealth(needs, stores, { points: () => points, prices, rules: rules.desk, past: field.past })
  const proofs = openProofs(needs, stores, { control, planner, authorityOf: authority.of, commitments })
  const settling = withMarket(needs, stores, openSettling({ ...needs, points, commitments, proofs }, stores), steering)
  const told = [planner, prices, proofs, health, settling, models, trust, northbound]
  const conditions = [...told, stores.historian, stores.audit]
  const measured = ({ reading }: Image) => settling.parts.metering.observe(reading)
  const observers = [proofs.observe, measured, rules.observe, health.observe, northbound.publish]
  teardown.add('values for other systems', northbound.stop)
  // The first start of OPC UA blocks this thread for a while: better before there are turns to miss.
  await northbound.start()
  startControl(needs, { ...stores, control, conditions, observers })
  health.open()
  startBesides(needs, { models, standing, prices, forecasts, peak, planner, learner })
  return {
    ...stores,
    ...settling.parts,
    retail: openRetail(needs, stores, settling),
    ...openUpkeep(needs, stores, { prices, planner, outlook, control, health: health.desk }),
    models,
    stamps,
    standing,
    authority,
    control,
    trust,
    northbound,
    proofs,
    health: health.desk,
    rules: rules.desk,
    prices,
    planner,
    learning,
    outlook,
    points: () => points,
    onPoints(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** The control loop and its plan, with what they go by and what is learned from how assets follow. */
function openSteering<M extends DeviceModel>(needs: EngineNeeds<M>, stores: Stores, authority: AuthorityDesk) {
  const { site, field, clock, log } = needs
  const { records, audit } = stores
  const prices = openPrices({ ...needs, ...stores })
  const forecasts = openForecasts(needs, stores, prices)
  const outlook = { ...forecasts, prices: prices.now }
  const commitments = createContractBook(site)
  const peak = createDemandPeak({ ...needs, ...stores })
  const authorityOf = authority.of
  // ramps that an engineer accepted go before those of the site file
  const steered = {
    clock,
    log,
    devices: field.devices,
    site: { ...site, assets: withAccepted(site.assets, records.learned) },
  }
  const { control, planner } = openControl(steered, stores, { prices, outlook, commitments, peak, authorityOf })
  const learner = createSiteLearner({ assets: site.assets, image: control.image })
  const learning = createLearningDesk({
    learned: learner.learned,
    accepted: records.learned,
    audit: audit.write,
    clock,
  })
  return { prices, forecasts, outlook, commitments, peak, control, planner, learner, learning }
}

function openModels<M extends DeviceModel>(
  { site, field, clock }: EngineNeeds<M>,
  { audit }: Stores,
  onPoints: () => void,
): ModelLibrary<M> {
  return createModels<M>({
    ...field.models,
    devices: site.devices,
    reopen: async (config, model) => field.devices.get(config.id)?.replace(field.open(config, model)),
    onPoints,
    audit: audit.write,
    clock,
  })
}

interface Steering extends Stores {
  control: Control
  conditions: readonly { conditions(): AlarmCondition[] }[]
  /** Who looks at the image of each cycle, beside those that store and alarm. */
  observers: readonly ((image: Image) => void)[]
}

function startControl<M extends DeviceModel>(
  { site, field, dataDir, version, log, teardown }: EngineNeeds<M>,
  { control, historian, audit, alarms, conditions, observers }: Steering,
): void {
  const devices = [...field.devices.values()]
  const alarm = (image: Image) =>
    alarms.update(image, [...control.conditions(), ...conditions.flatMap((part) => part.conditions())])
  // each by itself: one that fails keeps no other from its work
  const stops = [historian.record, ...observers, alarm].map((look) => control.onCycle(() => look(control.image())))
  teardown.add('devices', async () => {
    await Promise.all(devices.map((device) => device.stop()))
  })
  for (const device of devices) device.start()
  control.start()
  log.info('site started', { site: site.name, dataDir })
  audit.write({ person: 'engine', action: 'SiteStarted', detail: `${site.name} started, version ${version}.` })
  teardown.add('control', async () => {
    for (const stop of stops) stop()
    await control.stop()
    audit.write({ person: 'engine', action: 'SiteStopped', detail: `${site.name} stopped.` })
  })
}

/** What runs beside the control loop. */
function startBesides<M extends DeviceModel>(
  { clock, teardown }: EngineNeeds<M>,
  {
    models,
    standing,
    prices,
    forecasts,
    peak,
    planner,
    learner,
  }: Pick<Engine<M>, 'models' | 'standing' | 'prices' | 'planner'> & {
    peak: DemandPeak
    forecasts: Forecasts
    learner: SiteLearner
  },
): void {
  models.start()
  prices.start()
  peak.start()
  teardown.add('peak of the month', peak.stop)
  teardown.add('prices', prices.stop)
  planner.start()
  teardown.add('planner', planner.stop)
  forecasts.start()
  teardown.add('forecasts', forecasts.stop)
  teardown.add('device models', models.stop)
  teardown.add('review of acceptances', clock.every(reviewMs, standing.review))
  teardown.add('learning', clock.every(learnMs, learner.second))
}

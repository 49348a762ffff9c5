import type { Clock } from '../../domain/clock.ts'
import type { Anomaly } from '../../domain/health/anomaly.ts'
import { failureMode, failureModeNames } from '../../domain/health/failure-modes.ts'
import type { Log } from '../../domain/log.ts'
import type { PointRef } from '../../domain/rpc/site.ts'
import type { SiteConfig } from '../../domain/site.ts'
import type { EpochMs } from '../../domain/units.ts'
import type { WriteAudit } from '../audit/audit.ts'
import { AnomalyBook } from './anomalies.ts'
import { type Besides, Forecasts } from './diagnosis/forecasts.ts'
import { createHeard, type HeardRules } from './diagnosis/heard-rules.ts'
import { peersOf } from './diagnosis/peers.ts'
import { SiteWatch } from './diagnosis/site-watch.ts'
import { createTimeLeft } from './diagnosis/time-left.ts'
import { Feedback } from './feedback/feedback.ts'
import { createMuting, type Muting } from './feedback/muting.ts'
import { createVerdictTable } from './feedback/verdict-table.ts'
import { type TrainApart, Training } from './fleet/training.ts'
import { dayMs, type HealthDb, type HealthHistory } from './history.ts'
import { createDepartureTable } from './keep/departure-table.ts'
import { createForecastTable } from './keep/forecast-table.ts'
import { createModelTable } from './keep/model-table.ts'
import { createStateTable } from './keep/state-table.ts'
import { createHandover } from './orders/handover.ts'
import { createWorkTable } from './orders/work-table.ts'

/** What health is made of. */
export interface HealthNeeds {
  site: Pick<SiteConfig, 'name' | 'assets' | 'health'>
  dataDir: string
  db: HealthDb
  points: () => readonly PointRef[]
  history: HealthHistory
  /** What the detectors say now, with what ended lately. */
  verdicts: () => readonly Anomaly[]
  rules: HeardRules
  /** Learns a model in a thread of its own. */
  train: TrainApart
  eurPerMWh: (at: EpochMs) => number
  audit: WriteAudit
  clock: Clock
  log: Log
}

/** How strongly a live rule that names a failure and holds speaks for it, as a factor on its odds. */
const ruleOdds = 5

/** Everything that keeps, judges and learns, over one database. */
export function partsOf(needs: HealthNeeds) {
  const { site, dataDir, db, points, history, train, clock, log } = needs
  const { assets } = site
  const muting = createMuting()
  const feedback = new Feedback({ table: createVerdictTable({ db }), muting })
  const departures = createDepartureTable({ db })
  const table = createForecastTable({ db })
  const apart = () => feedback.apart()
  const watch: SiteWatch = new SiteWatch({
    assets,
    points,
    history,
    departures,
    states: createStateTable({ db }),
    apart,
    onJudged(at) {
      forecasts.judge(at)
      if (at % dayMs === 0) afterDay(at)
    },
  })
  const modes = failureModeNames.filter((name) => assets.some(({ kind }) => failureMode(name).kinds.includes(kind)))
  const models = createModelTable({ db })
  const training: Training = new Training({ modes, departures, forecasts: table, models, train, clock, log })
  const anomalies = new AnomalyBook({ db, muting })
  const afterDay = (at: EpochMs): void => {
    departures.prune(at)
    anomalies.prune(at)
    training.start(false)
  }
  const forecasts: Forecasts = new Forecasts({
    watches: watch.watches,
    table,
    timeLeft: createTimeLeft({ departures, learned: (asked) => training.timeLeft(asked, asked.at) }),
    besides: besidesOf({ ...needs, feedback, muting }),
    modelOf: (mode) => training.modelOf(mode),
    onChange: (forecast) => {
      if (forecast.endedAt === null) muting.announced('forecast', forecast.announcedAt)
    },
  })
  const nameOf = (id: string) => assets.find((asset) => asset.id === id)?.name ?? id
  const config = site.health.maintenance
  return {
    muting,
    feedback,
    departures,
    table,
    watch,
    forecasts,
    anomalies,
    training,
    work: createWorkTable({ db }),
    handover: createHandover({ site: site.name, config, dataDir, db, nameOf, clock, log }),
  }
}

/** What speaks for or against failures beside the signals: rules, and what technicians said. */
function besidesOf({
  site,
  rules,
  eurPerMWh,
  feedback,
  muting,
}: HealthNeeds & { feedback: Feedback; muting: Muting }): Besides {
  const { assets } = site
  const ruleIdsOf = createHeard(rules)
  return {
    oddsOf: (assetId, mode, at) =>
      feedback.oddsOf(assetId, mode) * (ruleIdsOf(assetId, mode, at).length > 0 ? ruleOdds : 1),
    ruleIdsOf,
    isMuted: (assetId, at) => feedback.isKnownWork(assetId, at) || muting.isMuted('forecast', at),
    thresholdRatio: () => feedback.record('forecast').thresholdRatio,
    eurPerMWh,
    peersOf(assetId) {
      const asset = assets.find(({ id }) => id === assetId)
      return asset ? peersOf(asset, assets, feedback.apart()).length : 0
    },
  }
}

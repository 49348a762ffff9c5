import type { Person } from '../../../domain/access.ts'
import type { Asset } from '../../../domain/asset.ts'
import type { Clock, Stop } from '../../../domain/clock.ts'
import { PowerchainError } from '../../../domain/errors.ts'
import type { Log } from '../../../domain/log.ts'
import type { Consumption } from '../../../domain/rpc/health/consumption.ts'
import type { EpochMs, Ms } from '../../../domain/units.ts'
import type { WriteAudit } from '../../audit/audit.ts'
import type { ConsumptionHistory } from './history.ts'
import type { ConsumptionKeep } from './keep.ts'
import { consumersOf } from './loads/consumers.ts'
import { createLocalTime } from './local-time.ts'
import { createRounds, type Rounds } from './rounds.ts'
import { summaryWords } from './summary.ts'

/** Smart controller duties: what draws too much, which meters differ, what the background load is made of. */
export interface ConsumptionDesk {
  /** As of the last round, at most five minutes ago. */
  get(): Consumption
  /**
   * Names a consumer, or takes the name away.
   * @throws PowerchainError `Config.NotFound`, `Store.Failed`
   */
  label(person: Person, input: { id: string; label: string | null }): void
}

/** The desk with its rounds. */
export interface ConsumptionService extends ConsumptionDesk {
  start(): void
  stop(): Promise<void>
  /** Takes in what was stored since the last round. Never throws: what fails is tried again in the next one. */
  round(): Promise<void>
}

/** What the duties are made of. */
export interface ConsumptionNeeds {
  assets: readonly Asset[]
  timeZone: string
  history: ConsumptionHistory
  keep: ConsumptionKeep
  /** Lets the control loop have its turn within a long round. */
  pause(): Promise<void>
  audit: WriteAudit
  clock: Clock
  log: Log
}

const everyMs: Ms = 300_000
/** The first round waits until a start is over. */
const firstMs: Ms = 20_000
/** The newest readings are on their way to the store. */
const settleMs: Ms = 5_000

/** The duties of a site, from what its historian keeps; all that is learned outlives a restart. */
export function createConsumption(needs: ConsumptionNeeds): ConsumptionService {
  const { assets, timeZone, history, keep, pause, audit, clock, log } = needs
  const time = createLocalTime(timeZone)
  const rounds = createRounds({ assets, history, time, kept: keep.load(), pause })
  const ending = new AbortController()
  const stops: Stop[] = []
  let answer: Consumption | undefined
  let running: Promise<void> | undefined

  async function work(): Promise<void> {
    try {
      await rounds.round(clock.now() - settleMs, ending.signal)
      answer = undefined
      keep.save(rounds.state())
    } catch (error) {
      log.warn('consumption not looked at', { error: String(error) })
    }
    running = undefined
  }
  const round = (): Promise<void> => (running ??= work())
  return {
    get: () => (answer ??= tell(rounds, clock.now(), time.hourOf)),
    label(person, { id, label }) {
      audit({ person: person.name, action: 'ConsumerNamed', ...naming(rounds, id, label) })
      for (const load of rounds.loads.values()) load.label(id, label)
      keep.save(rounds.state(), true)
      answer = undefined
    },
    start() {
      stops.push(
        clock.after(firstMs, () => void round()),
        clock.every(everyMs, () => void round()),
      )
    },
    async stop() {
      ending.abort()
      for (const stop of stops.splice(0)) stop()
      await running
    },
    round,
  }
}

/** What is to be said of a name in the audit trail. */
function naming({ loads }: Rounds, id: string, label: string | null): { assetId: string; detail: string } {
  for (const [assetId, load] of loads) {
    const group = load.groups().find((one) => one.id === id)
    if (!group) continue
    const before = group.label === null ? 'without a name before' : `"${group.label}" before`
    const now = label === null ? 'has no name any more' : `is named "${label}"`
    return { assetId, detail: `Consumer ${id} of the background load, ${before}, ${now}.` }
  }
  throw new PowerchainError('Config.NotFound', `There is no consumer "${id}" (any more).`)
}

function tell(rounds: Rounds, at: EpochMs, hourOf: (at: EpochMs) => number): Consumption {
  const parts = [...rounds.loads].map(([id, load]) => ({ id, load, split: load.split() }))
  const hours = Math.max(0, ...parts.map(({ split }) => split.knownMs / 3_600_000))
  const perHour = (kWh: number) => (hours > 0 ? Math.round((kWh / hours) * 10) / 10 : null)
  const excess = rounds.book.told()
  const meters = [...rounds.meters()]
  const consumers = parts.flatMap(({ id, load }) => consumersOf(id, load, hourOf))
  return {
    at,
    excess,
    meters,
    consumers,
    baseKW: perHour(parts.reduce((sum, { split }) => sum + split.baseKWh, 0)),
    unexplainedKW: perHour(parts.reduce((sum, { split }) => sum + split.unexplainedKWh, 0)),
    words: summaryWords({ excess, meters, consumers, learning: rounds.book.learning() }),
  }
}

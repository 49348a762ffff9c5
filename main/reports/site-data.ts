import type { Clock } from '../../domain/clock.ts'
import type { ProofSummary } from '../../domain/rpc/dispatch/proof.ts'
import { qualities } from '../../domain/reading.ts'
import type { EpochMs } from '../../domain/units.ts'
import type { AlarmDesk } from '../alarms/desk.ts'
import type { ReadDb } from '../historian/db.ts'
import type { Historian } from '../historian/historian.ts'
import type { ProofDesk } from '../proof/desk.ts'
import type { ReportData, StandingAlarm } from './report-data.ts'

/** What a running site has for reports. */
export interface SiteDataNeeds {
  historian: Pick<Historian, 'rollUps'>
  alarms: Pick<AlarmDesk, 'kpis'>
  proofs: Pick<ProofDesk, 'list'>
  db: ReadDb
  clock: Clock
  priceEurPerMWh: ReportData['priceEurPerMWh']
}

const usable = [qualities.indexOf('good'), qualities.indexOf('simulated')]
/** Rows of the journal read in one go: about a millisecond. */
const rowsAtOnce = 500
const recordsAtOnce = 50
const standingSinceMs = 31 * 86_400_000

/** An alarm stands until it returns, or comes again as another occurrence. */
const standing = `SELECT n, at, priority, asset AS assetId, text FROM alarm_journal AS raised
  WHERE (at, n) > (?, ?) AND at < ? AND event = 'raised' AND NOT EXISTS (
    SELECT 1 FROM alarm_journal AS later
    WHERE later.alarm = raised.alarm AND later.at <= ? AND later.event IN ('returned', 'over', 'cameAgain'))
  ORDER BY at, n LIMIT ${rowsAtOnce}`

/** Reads the history of a running site without holding up its control loop. */
export function siteData({ historian, alarms, proofs, db, clock, priceEurPerMWh }: SiteDataNeeds): ReportData {
  const turn = () => new Promise<void>((resolve) => void clock.after(1, resolve))
  const standingAt = async (at: EpochMs): Promise<StandingAlarm[]> => {
    const all: StandingAlarm[] = []
    let last = { at: at - standingSinceMs, n: -1 }
    for (;;) {
      const rows = db.all<StandingAlarm & { n: number }>(standing, last.at, last.n, at, at)
      all.push(...rows)
      if (rows.length < rowsAtOnce) return all
      last = rows.at(-1) ?? last
      await turn()
    }
  }
  return {
    async steps({ assetId, point, from, to, steps }) {
      const rolled = await historian.rollUps({ assetId, point, from, to, buckets: steps })
      const usableMs = rolled.mean.map((_, i) => usable.reduce((ms, q) => ms + (rolled.qualityMs[q]?.[i] ?? 0), 0))
      const { stepMs, min, max, mean } = rolled
      return { from, stepMs, min, max, mean, usableMs }
    },
    alarmKpis: (from, to) => alarms.kpis({ from, to }),
    standingAt,
    async orders(from, to) {
      const pages: ProofSummary[][] = []
      for (let before: number | null | undefined; before !== null;) {
        const { kept, next } = proofs.list({ from, to, before, limit: recordsAtOnce })
        pages.push(kept)
        before = next
        await turn()
      }
      return pages.flat().toReversed()
    },
    priceEurPerMWh,
  }
}

import type { Clock } from '../../domain/clock.ts'
import { qualities } from '../../domain/reading.ts'
import type { EpochMs } from '../../domain/units.ts'
import type { ReadDb } from '../historian/db.ts'
import type { Historian } from '../historian/historian.ts'
import type { AlarmRow, ReportData } from './report-data.ts'

/** What a running site has for reports. */
export interface SiteDataNeeds {
  historian: Pick<Historian, 'rollUps'>
  db: ReadDb
  clock: Clock
  priceEurPerMWh: ReportData['priceEurPerMWh']
}

const usable = [qualities.indexOf('good'), qualities.indexOf('simulated')]
/** Rows of the journal read in one go: about a millisecond. */
const rowsAtOnce = 500
const standingSinceMs = 31 * 86_400_000

const columns = 'n, at, alarm AS alarmId, event, code, priority, asset AS assetId, text'
const inTime = `SELECT ${columns} FROM alarm_journal WHERE (at, n) > (?, ?) AND at < ? ORDER BY at, n LIMIT ${rowsAtOnce}`
/** An alarm stands until it returns, or comes again as another occurrence. */
const standing = `SELECT ${columns} FROM alarm_journal AS raised
  WHERE (at, n) > (?, ?) AND at < ? AND event = 'raised' AND NOT EXISTS (
    SELECT 1 FROM alarm_journal AS later
    WHERE later.alarm = raised.alarm AND later.at <= ? AND later.event IN ('returned', 'over', 'cameAgain'))
  ORDER BY at, n LIMIT ${rowsAtOnce}`

/** Reads the history of a running site without holding up its control loop. */
export function siteData({ historian, db, clock, priceEurPerMWh }: SiteDataNeeds): ReportData {
  const turn = () => new Promise<void>((resolve) => void clock.after(1, resolve))
  const inParts = async (sql: string, from: EpochMs, ...until: EpochMs[]): Promise<AlarmRow[]> => {
    const all: AlarmRow[] = []
    let last = { at: from, n: -1 }
    for (;;) {
      const rows = db.all<AlarmRow & { n: number }>(sql, last.at, last.n, ...until)
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
    alarms: (from, to) => inParts(inTime, from, to),
    standingAt: (at) => inParts(standing, at - standingSinceMs, at, at),
    priceEurPerMWh,
  }
}

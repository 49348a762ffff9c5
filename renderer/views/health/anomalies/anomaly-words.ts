import { type Anomaly, detectorNames } from '../../../../domain/health/anomaly.ts'
import { type PointName, pointNames, pointSpec } from '../../../../domain/points.ts'
import type { HealthNow } from '../../../../domain/rpc/health/forecasts.ts'
import { formatNumber } from '../../../format/number.ts'

/** An anomaly as it stands in the list. */
export type ListedAnomaly = HealthNow['anomalies'][number]

/** How soon somebody should look; advice, never an alarm priority. */
export const urgency: Record<Anomaly['severity'], string> = { 1: 'now', 2: 'this week', 3: 'some day' }

/** What a point is called; the name itself where it is none of ours. */
export function pointLabel(point: string): string {
  return pointNames.includes(point as PointName) ? pointSpec(point as PointName).label : point
}

/** `Against its model: Bearing temperature`. */
export function anomalyTitle({ detector, point }: Pick<Anomaly, 'detector' | 'point'>): string {
  return point === null ? detectorNames[detector] : `${detectorNames[detector]}: ${pointLabel(point)}`
}

/** Size of a score and its side in words: `3.4 above`; 1 lies at the threshold. */
export function scoreText(score: number): string {
  return `${formatNumber(Math.abs(score), 1)} ${score < 0 ? 'below' : 'above'}`
}

/** Scores beyond this reach the end of the bar. */
const farScore = 4

/** Place of a score on a bar whose middle is what is expected, 0 to 100. */
export function scorePlace(score: number): number {
  return 50 + (50 * Math.max(-farScore, Math.min(farScore, score))) / farScore
}

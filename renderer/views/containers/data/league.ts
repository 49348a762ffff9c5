import type { ContainerRow } from '../../../../domain/rpc/dispatch/mining.ts'
import { formatNumber } from '../../../format/number.ts'

/** Place of a container among those that hash the same. */
export interface Standing {
  /** 1 = fewest joules for a terahash. */
  place: number
  of: number
  jPerTH: number
  /** Share above (positive) or below what its kind is rated at, percent. */
  driftPct: number
  /** True where the figure is from its meter at full draw, and not what the device says of the present draw. */
  isLearned: boolean
}

type Judged = Pick<ContainerRow, 'assetId' | 'hashes' | 'efficiencyJPerTH' | 'learnedJPerTH' | 'ratedJPerTH'>

/**
 * The league of efficiency: containers of one algorithm by joules per terahash, the best first. What is learned at full
 * draw counts before what the device says, as any machine is better at part load.
 */
export function leagueOf(rows: readonly Judged[]): Map<string, Standing> {
  const known = rows.flatMap((row) => {
    const jPerTH = row.learnedJPerTH ?? row.efficiencyJPerTH
    return jPerTH === null || jPerTH <= 0 ? [] : [{ row, jPerTH }]
  })
  return new Map(
    known.map(({ row, jPerTH }) => {
      const peers = known.filter((other) => other.row.hashes === row.hashes)
      const place = 1 + peers.filter((other) => other.jPerTH < jPerTH).length
      const driftPct = (jPerTH / row.ratedJPerTH - 1) * 100
      return [row.assetId, { place, of: peers.length, jPerTH, driftPct, isLearned: row.learnedJPerTH !== null }]
    }),
  )
}

const leagues = new WeakMap<readonly Judged[], Map<string, Standing>>()

/** Place of one container in the league of `rows`, which is made once for all who ask of the same rows. */
export function standingIn(rows: readonly Judged[], assetId: string): Standing | undefined {
  const known = leagues.get(rows)
  if (known) return known.get(assetId)
  const made = leagueOf(rows)
  leagues.set(rows, made)
  return made.get(assetId)
}

/** How far a container is from its rating, in words. */
export function driftWords({ driftPct }: Standing): string {
  const size = formatNumber(Math.abs(driftPct), 1)
  if (Math.abs(driftPct) < 0.05) return 'as rated'
  return `${size}\u00A0% ${driftPct > 0 ? 'above' : 'below'}`
}

import { powerWords } from '../../../domain/asset.ts'
import type { QualificationRow } from '../../../domain/rpc/dispatch/proof.ts'
import { checksOf, sustainedKW, worstOf } from './checks.ts'
import type { AssetEvidence, Direction } from './evidence.ts'
import { groupRow } from './group.ts'
import type { ServiceNeed } from './service-needs.ts'

/** Which assets, and all of them together, qualify for which service, and why or why not. */
export function qualify(needs: readonly ServiceNeed[], assets: readonly AssetEvidence[]): QualificationRow[] {
  return needs.flatMap((need) =>
    need.directions.flatMap((direction) => {
      const members = assets.map((known) => ({ known, row: assetRow(need, known, direction) }))
      return [groupRow(need, direction, members), ...members.map(({ row }) => row)]
    }),
  )
}

function assetRow(need: ServiceNeed, known: AssetEvidence, direction: Direction): QualificationRow {
  const checks = checksOf(need, known, direction)
  const result = worstOf(checks.map((check) => check.result))
  const capacityKW = result === 'no' ? 0 : Math.floor(sustainedKW(known[direction], need))
  const deciding = checks.find((check) => check.result === result)
  const reason =
    result === 'yes' || !deciding
      ? `${powerWords(capacityKW)}, proven by measured steps.`
      : `${deciding.name}: ${deciding.have}; needed: ${deciding.need}.`
  return {
    assetId: known.asset.id,
    service: need.key,
    serviceLabel: `${need.label}, ${need.region}`,
    direction,
    result,
    capacityKW,
    reason,
    checks,
  }
}

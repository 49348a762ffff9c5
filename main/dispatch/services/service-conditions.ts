import type { AlarmCondition } from '../../../domain/alarm.ts'
import { dispatchAlarms } from '../../../domain/alarms/dispatch-alarms.ts'
import { type Instruction, subjectOf } from '../../../domain/instruction.ts'
import type { ServiceState } from '../../../domain/rpc/dispatch/services.ts'
import { gridAssetOf } from '../../../domain/site.ts'
import type { Trip } from '../controllers/memory.ts'
import type { Picture } from '../loop.ts'
import { isAtRest } from '../ramps.ts'
import type { AssetSight } from '../sight.ts'
import { spanWords } from '../words.ts'

/** Two sources of a charge further apart than this are worth a person, percentage points. */
const socApartPct = 5

type Code = Exclude<keyof typeof dispatchAlarms, 'service.*'>

function condition(code: Code, text: string, assetId?: string): AlarmCondition {
  const { priority, response } = dispatchAlarms[code]
  return { code, priority, text, response, ...(assetId === undefined ? {} : { assetId }) }
}

/** What dispatch owes and can't do, and what waits for a person. */
export function serviceConditions(
  picture: Picture,
  services: readonly ServiceState[],
  instructions: readonly Instruction[],
): AlarmCondition[] {
  return [...ofSite(picture, services), ...ofInstructions(picture, instructions), ...ofAssets(picture)]
}

function ofSite({ input }: Picture, services: readonly ServiceState[]): AlarmCondition[] {
  const gridId = gridAssetOf(input.site).id
  const { priority, response } = dispatchAlarms['service.*']
  const missing = services
    .filter((s) => s.service !== undefined && s.state === 'notAvailable')
    .map((s) => ({ code: `service.${s.id}`, priority, response, text: `${s.label} is not available: ${s.detail}` }))
  const { lostSince } = input.memory.island
  const plan = services.find((s) => s.id === 'economicPlan' && s.state === 'notAvailable')
  return [
    ...missing,
    ...(lostSince === undefined
      ? []
      : [condition('island.active', `The grid is lost for ${spanWords(input.now - lostSince)}`, gridId)]),
    ...(plan ? [condition('plan.expired', `Economic plan: ${plan.detail}`)] : []),
  ]
}

function ofInstructions({ input }: Picture, instructions: readonly Instruction[]): AlarmCondition[] {
  return instructions
    .filter((i) => i.state === 'active' && i.supersededBy === undefined && subjectOf(i) !== 'asset')
    .filter((i) => i.outcome === 'acceptedNotFollowed')
    .map((i) => condition('instruction.notMet', `${i.owner}: ${i.outcomeDetail}`, gridAssetOf(input.site).id))
}

function ofAssets({ input, sight, ruling }: Picture): AlarmCondition[] {
  return sight.assets.flatMap((a) => [
    ...ofTrip(a, input.memory.trips.get(a.asset.id)),
    ...ofCharge(a, input.image.value(a.asset.id, 'secondSocPct')),
    ...ofBreaker(a, input.image.value(a.asset.id, 'breakerClosed'), ruling.out.has(a.asset.id)),
  ])
}

function ofTrip({ asset, state }: AssetSight, trip: Trip | undefined): AlarmCondition[] {
  // while its fault is there, the alarm of the fault says it
  if (!trip || state === 'fault') return []
  return [condition('asset.tripped', `${asset.name} ${trip.text}: waits for a reset`, asset.id)]
}

function ofCharge({ asset, socPct }: AssetSight, second: number | undefined): AlarmCondition[] {
  if (socPct === undefined || second === undefined || Math.abs(second - socPct) <= socApartPct) return []
  const text = `${asset.name}: charge ${socPct.toFixed(1)} % and ${second.toFixed(1)} % by its two sources`
  return [condition('storage.socDisagrees', text, asset.id)]
}

function ofBreaker(
  { asset, powerKW, setpointKW }: AssetSight,
  closed: number | undefined,
  isOut: boolean,
): AlarmCondition[] {
  const isMoving = powerKW !== undefined && !isAtRest(asset, powerKW)
  const isAsked = setpointKW !== undefined && !isAtRest(asset, setpointKW)
  if (closed !== 0 || (!isMoving && !(isAsked && isOut))) return []
  const what = isMoving ? 'and power flows' : 'and it was asked for power'
  return [condition('asset.breaker', `${asset.name}: its breaker reads open ${what}`, asset.id)]
}

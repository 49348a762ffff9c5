import { powerWords } from '../../../domain/asset.ts'
import type { OfferedService } from '../../../domain/dispatch/controller-settings.ts'
import { type GridService, gridServiceOf } from '../../../domain/dispatch/services.ts'
import type { ServiceState } from '../../../domain/rpc/dispatch/services.ts'
import { type ControllerName, controllerNames } from '../../../domain/setpoint.ts'
import type { EpochMs, KW, Ms } from '../../../domain/units.ts'
import { shavedAboveKW } from '../controllers/economy/peak-shaving.ts'
import { usablePlan } from '../controllers/economy/usable-plan.ts'
import { frequencyShift, frequencySight } from '../controllers/grid/frequency-share.ts'
import type { Ruling } from '../controllers/order.ts'
import type { Settled } from '../settle.ts'
import { spanWords } from '../words.ts'
import { armedIn } from './armed.ts'
import type { OrderInput } from './orders.ts'
import { readinessOf } from './readiness.ts'

/** What a cycle knows of services. */
export interface ServiceInput {
  input: OrderInput
  ruling: Ruling
  settled: readonly Settled[]
}

type Standing = Pick<ServiceState, 'state' | 'detail'> & Partial<Pick<ServiceState, 'nowKW' | 'readiness'>>

/** How each service stands, cycle by cycle; remembers since when. */
export function createServices(): (input: ServiceInput) => ServiceState[] {
  const since = new Map<string, { state: string; at: EpochMs }>()
  return (given) => {
    const { now, site } = given.input
    const offered = site.controllers.frequencyResponse?.services ?? []
    const unstamped = [...offered.map((o) => ofOffered(o, given)), ...ofOwnDuties(given)]
    return unstamped.map((service) => {
      const before = since.get(service.id)
      const at = before?.state === service.state ? before.at : now
      since.set(service.id, { state: service.state, at })
      return Object.assign({ since: Math.round(at) }, service)
    })
  }
}

type Unstamped = Omit<ServiceState, 'since'>

/** Time within which readiness is counted where the rules of a service leave it open. */
const usualFullMs: Ms = 900_000

function ofOffered(offered: OfferedService, given: ServiceInput): Unstamped {
  const { ruling, input } = given
  const rules = gridServiceOf(offered.service)
  const readiness = readinessOf(input.sight, ruling, {
    withinMs: rules.fullMs ?? usualFullMs,
    neededForMs: rules.holdMs,
    only: rules.servedBy === 'device' ? armedIn(offered, input).able : undefined,
  })
  const standing = gate('frequencyResponse', given) ?? standingOf(offered, rules, readiness, given)
  return {
    id: offered.id,
    label: `${rules.label}, ${rules.region}`,
    service: offered.service,
    servedBy: rules.servedBy,
    promisedUpKW: offered.upKW,
    promisedDownKW: offered.downKW,
    readiness,
    nowKW: null,
    rules: rulesWords(rules),
    ...standing,
  }
}

function standingOf(
  offered: OfferedService,
  rules: GridService,
  readiness: NonNullable<ServiceState['readiness']>,
  { input }: ServiceInput,
): Standing {
  if (rules.servedBy === 'device') {
    const { why } = armedIn(offered, input)
    if (why !== '') return { state: 'notAvailable', detail: why }
  }
  if (rules.signal === 'frequency') {
    const { missing } = frequencySight(input)
    if (missing !== '') return { state: 'notAvailable', detail: missing }
  }
  const short = shortWords(offered, readiness)
  if (short !== '') return { state: 'notAvailable', detail: short }
  if (rules.servedBy === 'device') return { state: 'armed', detail: 'armed in the devices, which act by themselves' }
  if (rules.signal !== 'frequency') return ofCalls(offered, input)
  const { deviationHz = 0 } = frequencySight(input)
  const part = frequencyShift(input).by.find((b) => b.offered.id === offered.id)
  const measured = `frequency ${deviationHz < 0 ? '-' : '+'}${Math.abs(deviationHz * 1_000).toFixed(0)} mHz`
  if (!part) return { state: 'armed', detail: `${measured}, within the dead band` }
  return {
    state: 'active',
    detail: `${measured}: ${powerWords(part.upKW)} ${part.upKW > 0 ? 'less' : 'more'} import`,
    nowKW: Math.round(part.upKW),
  }
}

/** A service that is called for by instructions: active while one of a grid operator holds. */
function ofCalls(_: OfferedService, { instructions, gridKW }: OrderInput): Standing {
  const call = instructions.find((i) => i.source === 'grid')
  if (!call) return { state: 'armed', detail: 'waits for a call' }
  const moved = call.baselineKW === undefined || gridKW === undefined ? null : Math.round(call.baselineKW - gridKW)
  return { state: 'active', detail: `called by ${call.owner}: ${call.outcomeDetail}`, nowKW: moved }
}

function shortWords({ upKW, downKW }: OfferedService, ready: NonNullable<ServiceState['readiness']>): string {
  const short = (promised: KW, has: KW, forMs: Ms | null, what: string): string => {
    if (promised > has + 0.5) return `${powerWords(has)} of ${powerWords(promised)} ${what} ready`
    const needed = ready.neededForMs
    // with less power than there is, energy lasts longer in proportion
    const lastsMs = forMs === null || promised <= 0 ? null : (forMs * has) / promised
    if (promised > 0 && needed !== null && lastsMs !== null && lastsMs < needed)
      return `${what} lasts ${spanWords(lastsMs)} of ${spanWords(needed)}`
    return ''
  }
  const words = [
    short(upKW, ready.upKW, ready.upForMs, 'less import'),
    short(downKW, ready.downKW, ready.downForMs, 'more import'),
  ]
  return words.filter(Boolean).join('; ')
}

function rulesWords({ startMs, fullMs, holdMs, source }: GridService): string {
  const parts = [
    startMs === null ? '' : `begins within ${spanWords(startMs)}`,
    fullMs === null ? '' : `full within ${spanWords(fullMs)}`,
    holdMs === null ? 'until recalled' : `for ${spanWords(holdMs)}`,
  ]
  return `${parts.filter(Boolean).join(', ')} (${source})`
}

/** What holds for every duty before its own conditions; `undefined` when it may act. */
function gate(controller: ControllerName, { input, ruling }: ServiceInput): Standing | undefined {
  const failure = ruling.failed.find((f) => f.controller === controller)
  if (failure) return { state: 'notAvailable', detail: `controller failed: ${failure.message}` }
  if (input.mode === 'manual') return { state: 'off', detail: 'off in manual' }
  if (input.gridKW === undefined) return { state: 'notAvailable', detail: 'grid power unknown' }
  return undefined
}

function ofOwnDuties(given: ServiceInput): Unstamped[] {
  const { input, ruling, settled } = given
  const { controllers } = input.site
  const isBinding = (name: ControllerName) =>
    ruling.band?.upper.controller === name && ruling.band.range.maxKW === ruling.band.range.minKW
      ? true
      : settled.some((s) => s.because.some((b) => b.controller === name && b.isBinding))
  const noteOf = (name: ControllerName) => ruling.notes.find((n) => n.controller === name)?.reason ?? ''
  const duty = (name: ControllerName, rules: string, own?: Standing): Unstamped => ({
    id: name,
    label: controllerNames[name],
    servedBy: 'loop',
    promisedUpKW: 0,
    promisedDownKW: 0,
    readiness: null,
    nowKW: null,
    rules,
    ...(gate(name, given) ?? own ?? { state: isBinding(name) ? 'active' : 'armed', detail: noteOf(name) || 'ready' }),
  })
  const duties: Unstamped[] = []
  if (controllers.frequencyResponse?.shedding.length)
    duties.push(duty('frequencyResponse', 'mining lets go at low frequency', ofShedding(input)))
  if (controllers.peakShaving) {
    const aboveKW = shavedAboveKW(input)
    duties.push(
      duty('peakShaving', aboveKW === undefined ? 'nothing is charged for now' : `import below ${powerWords(aboveKW)}`),
    )
  }
  if (controllers.surplusAbsorption) {
    const own: Standing | undefined = usablePlan(input).plan ? { state: 'off', detail: 'the plan holds' } : undefined
    duties.push(
      duty('surplusAbsorption', `export below ${powerWords(controllers.surplusAbsorption.exportAboveKW)}`, own),
    )
  }
  if (controllers.rampSmoothing)
    duties.push(duty('rampSmoothing', `at most ${powerWords(controllers.rampSmoothing.upKWPerMin)} a minute`))
  if (controllers.island)
    duties.push(duty('islandSupport', 'carries the essential load when the grid is lost', ofIsland(input)))
  const { plan, why } = usablePlan(input)
  if (plan || why !== '')
    duties.push(
      duty(
        'economicPlan',
        'setpoints by the plan',
        plan
          ? { state: 'active', detail: noteOf('economicPlan') || 'the plan holds' }
          : { state: 'notAvailable', detail: why },
      ),
    )
  return duties
}

function ofShedding({ memory }: OrderInput): Standing {
  const { shedShare, restoringSince } = memory.frequency
  if (shedShare > 0) return { state: 'active', detail: `${Math.round(shedShare * 100)} % of mining let go` }
  return { state: 'armed', detail: restoringSince === undefined ? 'ready' : 'mining returns little by little' }
}

function ofIsland({ memory, now }: OrderInput): Standing {
  const { lostSince } = memory.island
  if (lostSince === undefined) return { state: 'armed', detail: 'the grid is there' }
  return { state: 'active', detail: `grid lost for ${spanWords(now - lostSince)}` }
}

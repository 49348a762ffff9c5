import type { Person } from '../../domain/access.ts'
import type { Clock } from '../../domain/clock.ts'
import { PowerchainError } from '../../domain/errors.ts'
import type { Instruction } from '../../domain/instruction.ts'
import type { PulseStep } from '../../domain/rpc/field/commissioning.ts'
import { gridAssetOf, type SiteConfig } from '../../domain/site.ts'
import type { KW, Ms } from '../../domain/units.ts'
import type { Image } from '../image.ts'
import { judgePulse, type PulseSample } from './checks/pulse.ts'
import { othersOf, pause, sampleMs } from './watch.ts'

/** The control loop, as far as test pulses go. Errors: `Dispatch.*`. */
export interface PulseControl {
  image(): Image
  pulse(person: Person, request: { assetId: string; powerKW: KW; reason: string; forMs: Ms }): Instruction
  end(person: Person, instructionId: string, reason: string): Instruction
  instructions(): readonly Instruction[]
}

/** A test pulse as asked for. */
export interface PulseRun {
  site: SiteConfig
  control: PulseControl
  clock: Clock
  person: Person
  assetId: string
  byKW: KW
  seconds: number
  reason: string
}

/** Looked at before the order, and afterwards while the asset goes back. */
const beforeMs: Ms = 2_000
const backMs: Ms = 4_000

/**
 * Orders a change for some seconds over the usual way of control and watches both meters 5 times a second; afterwards,
 * and when the caller goes away, the asset is asked for the power it had. The last step is the result.
 * @throws PowerchainError `Dispatch.StaleData` without a power to start from; those of the control loop
 */
export async function* runPulse(run: PulseRun, signal: AbortSignal): AsyncGenerator<PulseStep, void, void> {
  const { site, control, clock, person, assetId, byKW, seconds, reason } = run
  const startKW = control.image().value(assetId, 'activePowerKW')
  if (startKW === undefined)
    throw new PowerchainError('Dispatch.StaleData', 'Its power is not known: nothing to compare with.')
  const lastsMs = seconds * 1_000
  const samples: PulseSample[] = []
  let orderedAtMs = clock.monotonicMs() + beforeMs
  const take = (orderedKW: KW): PulseStep => {
    const image = control.image()
    const sample = sampleOf(site, image, assetId, Math.round(clock.monotonicMs() - orderedAtMs))
    samples.push(sample)
    const { atMs, deviceKW, siteKW } = sample
    return { type: 'sample', atMs, orderedKW, deviceKW, siteKW }
  }
  async function* watch(forMs: Ms, orderedKW: KW): AsyncGenerator<PulseStep, void, void> {
    const until = clock.monotonicMs() + forMs
    while (clock.monotonicMs() < until && !signal.aborted) {
      yield take(orderedKW)
      await pause(clock, sampleMs, signal)
    }
  }
  yield* watch(beforeMs, startKW)
  if (signal.aborted) return
  const instruction = control.pulse(person, { assetId, powerKW: startKW + byKW, reason, forMs: lastsMs })
  orderedAtMs = clock.monotonicMs()
  try {
    yield* watch(lastsMs, startKW + byKW)
  } finally {
    goBack(run, instruction.id, startKW)
  }
  if (signal.aborted) return
  yield* watch(backMs, startKW)
  yield judgePulse({ samples, byKW, lastsMs })
}

function sampleOf(site: SiteConfig, image: Image, assetId: string, atMs: Ms): PulseSample {
  return {
    atMs,
    deviceKW: image.value(assetId, 'activePowerKW') ?? null,
    siteKW: image.value(gridAssetOf(site).id, 'activePowerKW') ?? null,
    othersKW: othersOf(site, image, assetId) ?? null,
  }
}

/** In commissioning nobody else would ask the asset for anything: it would stay where the pulse left it. */
function goBack({ control, person, assetId }: PulseRun, instructionId: string, startKW: KW): void {
  const isHolding = control.instructions().some(({ id, state }) => id === instructionId && state === 'active')
  try {
    if (isHolding) control.end(person, instructionId, 'the test is over')
    control.pulse(person, { assetId, powerKW: startKW, reason: 'back after the test pulse', forMs: backMs })
  } catch (error) {
    // It can't be asked now: a lost link, say. Its own watchdog and our protection hold.
    if (!(error instanceof PowerchainError)) throw error
  }
}

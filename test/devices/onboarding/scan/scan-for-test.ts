import { type ScanFieldOptions, scanField } from '../../../../devices/onboarding/scan/scan-field.ts'
import { loadDefinitions } from '../../../../devices/load-definitions.ts'
import { createLines } from '../../../../devices/transports/modbus/lines.ts'
import type { ScanStep } from '../../../../domain/rpc/field/field.ts'
import { systemClock as clock } from '../../../../main/clock.ts'
import { type FakeModbus, reply } from '../../transports/fake-modbus-server.ts'

/** One kind of step. */
export type StepOf<T extends ScanStep['type']> = Extract<ScanStep, { type: T }>

/** What a scan gave. */
export interface Scanned {
  steps: ScanStep[]
  found: StepOf<'found'>[]
  progress: StepOf<'progress'>[]
  end: StepOf<'end'> | undefined
}

const definitions = loadDefinitions()

/** A scan as a site without devices runs it, unless told otherwise. */
export function beginScan(range: string, more: Partial<ScanFieldOptions> = {}) {
  const { signal } = new AbortController()
  const options = {
    range,
    site: { devices: [] },
    definitions,
    dataDir: '/nowhere',
    lines: createLines(),
    clock,
    signal,
  }
  return scanField({ ...options, ...more })
}

/** A whole scan. */
export async function runScan(range: string, more: Partial<ScanFieldOptions> = {}): Promise<Scanned> {
  const steps: ScanStep[] = []
  for await (const step of beginScan(range, more)) steps.push(step)
  const of = <T extends ScanStep['type']>(type: T) => steps.filter((step): step is StepOf<T> => step.type === type)
  return { steps, found: of('found'), progress: of('progress'), end: of('end')[0] }
}

/** Answers for some units only, and refuses the identification. */
export function onlyUnits(...units: number[]): FakeModbus['twist'] {
  return (answer, request) => {
    if (!units.includes(request.unit)) return undefined
    return request.function === 43 ? reply(answer, Buffer.of(0xab, 1)) : answer
  }
}

const object = (id: number, text: string) => Buffer.concat([Buffer.of(id, text.length), Buffer.from(text)])

/** A device that identifies itself by function 43/14. */
export function calledSo(maker: string, code: string): FakeModbus['twist'] {
  const objects = Buffer.concat([object(0, maker), object(1, code)])
  return (answer, request) =>
    request.function === 43 ? reply(answer, Buffer.concat([Buffer.of(43, 14, 2, 2, 0, 0, 2), objects])) : answer
}

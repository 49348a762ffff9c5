import type { z } from 'zod'
import type { Person } from '../../domain/access.ts'
import type { Clock } from '../../domain/clock.ts'
import type { Device } from '../../domain/device.ts'
import { PowerchainError } from '../../domain/errors.ts'
import type { authorityInput, Commissioned, pulseInput, PulseStep } from '../../domain/rpc/field/commissioning.ts'
import type { MadeFile } from '../../domain/rpc/files.ts'
import type { SiteConfig } from '../../domain/site.ts'
import type { Ms } from '../../domain/units.ts'
import type { WriteAudit } from '../audit/audit.ts'
import type { AuthorityDesk } from './authority.ts'
import { judge } from './checks/checks.ts'
import { type PulseControl, runPulse } from './pulse-run.ts'
import type { Records } from './records.ts'
import { makeReport } from './report/report.ts'
import type { CommissionedModel, Stamps } from './stamps.ts'
import type { Standing } from './standing.ts'
import { scalingsOf, watchAsset } from './watch.ts'

/** Getting devices from "it answers" to "it may be steered", and who steers them then. */
export interface Commissioning {
  list(): Commissioned[]
  examine(person: Person, deviceId: string): Promise<Commissioned>
  pulse(person: Person, input: z.infer<typeof pulseInput>, signal: AbortSignal): AsyncGenerator<PulseStep, void, void>
  accept(person: Person, deviceId: string, note: string): Commissioned
  withdraw(person: Person, deviceId: string, reason: string): Commissioned
  report(format: 'pdf' | 'csv' | 'xlsx'): Promise<MadeFile>
  setAuthority(person: Person, input: z.infer<typeof authorityInput>): void
}

/** What commissioning is made of. */
export interface CommissioningNeeds {
  site: SiteConfig
  /** Version of the program, for the report. */
  version: string
  devices: ReadonlyMap<string, Device>
  modelOf(definition: string): CommissionedModel | undefined
  control: PulseControl
  standing: Standing
  stamps: Stamps
  authority: AuthorityDesk
  records: Records
  audit: WriteAudit
  clock: Clock
}

const examinedMs: Ms = 5_000

/** Commissioning of a site. */
export function createCommissioning(needs: CommissioningNeeds): Commissioning {
  const { standing, stamps, authority, records, audit, clock } = needs
  let isPulsing = false
  return {
    list: standing.list,
    examine: (person, deviceId) => examine(needs, person, deviceId),
    async *pulse(person, input, signal) {
      if (isPulsing)
        throw new PowerchainError(
          'Field.Busy',
          'A test pulse is under way already: one at a time, so that the site shows which.',
        )
      isPulsing = true
      try {
        for await (const step of runPulse({ ...needs, ...input, person }, signal)) {
          if (step.type === 'result') keepPulse(needs, person, input, step)
          yield step
        }
      } finally {
        isPulsing = false
      }
    },
    accept(person, deviceId, note) {
      stamps.deviceOf(deviceId)
      const obstacles = standing.obstacles(deviceId)
      if (obstacles.length > 0)
        throw new PowerchainError('Field.NotAccepted', `${deviceId} can't be accepted: ${obstacles.join('; ')}`)
      const stamp = stamps.of(deviceId)
      const words = [`${deviceId} (${stamp.definition}, S/N ${stamp.serial || 'none'}) accepted`, note].filter(Boolean)
      audit({ person: person.name, action: 'DeviceAccepted', detail: words.join(': ') })
      records.acceptance.set(deviceId, { ...stamp, by: person.name, at: clock.now(), note })
      return standing.of(deviceId)
    },
    withdraw(person, deviceId, reason) {
      stamps.deviceOf(deviceId)
      audit({ person: person.name, action: 'AcceptanceWithdrawn', detail: `${deviceId}: ${reason}` })
      records.acceptance.delete(deviceId)
      return standing.of(deviceId)
    },
    report: (format) => makeReport(needs, format),
    setAuthority: authority.set,
  }
}

async function examine(needs: CommissioningNeeds, person: Person, deviceId: string): Promise<Commissioned> {
  const { site, standing, stamps, records, devices, control, clock, audit } = needs
  const device = stamps.deviceOf(deviceId)
  const asset = site.assets.find((one) => one.device === deviceId)
  if (!asset) throw new PowerchainError('Field.UnknownDevice', `"${deviceId}" speaks for no asset.`)
  const seen = await watchAsset({ site, image: control.image, assetId: asset.id, forMs: examinedMs, clock })
  const model = needs.modelOf(device.definition)
  const checks = judge({
    ...seen,
    asset,
    device,
    hasIdentity: model?.identity !== undefined,
    link: devices.get(deviceId)?.status(),
    scalings: scalingsOf(model?.points ?? {}),
  })
  const counts = (['pass', 'warn', 'fail'] as const).map(
    (result) => `${checks.filter((one) => one.result === result).length} ${result}`,
  )
  audit({
    person: person.name,
    action: 'DeviceExamined',
    assetId: asset.id,
    detail: `${deviceId}: ${counts.join(', ')}`,
  })
  records.examination.set(deviceId, { ...stamps.of(deviceId), by: person.name, at: clock.now(), checks })
  return standing.of(deviceId)
}

function keepPulse(
  { site, stamps, records, audit, clock }: CommissioningNeeds,
  person: Person,
  { assetId, byKW }: z.infer<typeof pulseInput>,
  result: Extract<PulseStep, { type: 'result' }>,
): void {
  const deviceId = site.assets.find(({ id }) => id === assetId)?.device ?? ''
  audit({ person: person.name, action: 'PulseJudged', assetId, detail: result.verdict })
  records.pulse.set(deviceId, { ...stamps.of(deviceId), by: person.name, at: clock.now(), byKW, result })
}

import type { Alarm } from '../../../domain/alarm.ts'
import type { Stop } from '../../../domain/clock.ts'
import { PowerchainError } from '../../../domain/errors.ts'
import type { Instruction } from '../../../domain/instruction.ts'
import { silentLog } from '../../../domain/log.ts'
import type { Reading } from '../../../domain/reading.ts'
import type { Decision } from '../../../domain/rpc/shapes.ts'
import type { SiteDescription } from '../../../domain/rpc/site.ts'
import { createAuthorise } from '../../../main/access/authorise.ts'
import type { AuditEntry } from '../../../main/audit/audit.ts'
import { systemClock } from '../../../main/clock.ts'
import type { Control } from '../../../main/dispatch/control.ts'
import { refusedRun } from '../../../main/dispatch/desk/dry-run.ts'
import { createChannel } from '../../../main/serve/channel.ts'
import { createFrames } from '../../../main/serve/live/frames.ts'
import { createLiveHub } from '../../../main/serve/live/hub.ts'
import { createRouter } from '../../../main/serve/router.ts'
import type { ServedSite } from '../../../main/serve/served-site.ts'
import { good, imageOf } from '../historian/fake-image.ts'

/** A site of one container whose power, cycles and faults the test decides. */
export function createFakeSite() {
  const listeners = new Set<() => void>()
  const readings: Record<string, Reading> = { 'container-1 activePowerKW': good(-1_000, systemClock.now()) }
  const alarms: Alarm[] = []
  const audited: AuditEntry[] = []
  const commands: string[] = []
  const decision: Decision = {
    assetId: 'container-1',
    range: { minKW: -1_300, maxKW: 0 },
    limitedBy: '',
    setpointKW: -1_000,
    setAt: 0,
    because: [],
    verification: null,
    commander: 'automatic',
    authority: 'control',
  }
  const instruction: Instruction = {
    id: 'i-1',
    source: 'operator',
    owner: 'Ada',
    reason: 'a test',
    kind: 'setpoint',
    assetId: 'container-1',
    powerKW: -300,
    from: 0,
    until: 1,
    state: 'active',
    outcome: 'pending',
    outcomeDetail: '',
  }
  const fails = { headroom: false }
  let cycle = 0
  const control: Omit<Control, 'start' | 'stop'> = {
    onCycle(listener): Stop {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    image: () => imageOf(systemClock.now(), readings, cycle),
    decisions: () => [{ ...decision }],
    instructions: () => [],
    headroom() {
      if (fails.headroom) throw new TypeError('secret inner workings at /home/ada/site.ts')
      return { canGive: [], canTake: { assetsKW: 0, usableKW: 0, heldBackBy: '' }, release: [] }
    },
    vitals: () => ({
      mode: 'automatic',
      cycle,
      cycleTookMs: 1,
      jitterP99Ms: 1,
      lateCycles: 0,
      busResidualKW: null,
      failedControllers: [],
    }),
    conditions: () => [],
    select(_person, assetId) {
      if (assetId !== 'container-1')
        throw new PowerchainError('Dispatch.UnknownAsset', `There is no asset ${assetId}.`, { details: { assetId } })
      return { id: 'r-1', assetId, expiresAt: 0, power: good(-1_000), range: decision.range, limitedBy: '' }
    },
    check: () => ({ isAllowed: true, refusal: '', effects: [], expectedMs: 500 }),
    operate(person, request) {
      commands.push(`${person.name} ${request.powerKW}`)
      return instruction
    },
    cancel: () => {},
    pulse: () => instruction,
    end: () => instruction,
    give: () => instruction,
    dryRun: () => refusedRun('nothing to run here'),
    optOut: () => instruction,
    instructionsBetween: () => [instruction],
    onInstruction: () => () => {},
    orders: () => [],
    services: () => [],
    resetTrip: () => {},
    arm: () => Promise.resolve(),
    containers: () => [],
    setCaps: () => ({ given: [], refused: [] }),
    endCaps: () => [],
    protect: () => {},
    setMode: (_person, mode) => void commands.push(mode),
  }
  const site: ServedSite = {
    describe: (person) => ({ ...description, person }),
    reruns: {} as ServedSite['reruns'],
    learning: { list: () => [], accept: () => {} },
    health: {} as ServedSite['health'],
    rules: {} as ServedSite['rules'],
    metering: {} as ServedSite['metering'],
    supplier: {} as ServedSite['supplier'],
    consumption: {} as ServedSite['consumption'],
    calendar: {} as ServedSite['calendar'],
    retail: undefined,
    settlement: undefined,
    money: {
      span: () => Promise.reject(new Error('not asked here')),
      quarter: () => Promise.reject(new Error('not asked here')),
    },
    market: undefined,
    agreements: undefined,
    bundles: undefined,
    chain: undefined,
    wallet: undefined,
    points: description.points,
    control,
    links: () => [],
    alarms: {
      ...({} as ServedSite['alarms']),
      list: () => alarms,
      acknowledge: (person) => void commands.push(`${person} acknowledged`),
      situation: () => ({
        listed: alarms.length,
        unacknowledged: alarms.length,
        shelved: 0,
        suppressed: 0,
        outOfService: 0,
        notEvaluated: 0,
        lately: 0,
        floodSince: null,
      }),
    },
    historian: {
      trend: ({ from, to, buckets }) =>
        Promise.resolve({ from, stepMs: (to - from) / buckets, min: [null], max: [null], mean: [null] }),
      samples: () => Promise.resolve({ at: [], value: [], quality: [], next: null }),
      backup: () => Promise.resolve({ at: 0, folder: '/data/backups/now', bytes: 1 }),
      confirmClock: () => void commands.push('clock confirmed'),
      state: () => 'storing',
      bytes: () => 0,
    },
    audit: { list: () => [], verify: () => Promise.resolve({ rows: 0, brokenAt: null }) },
    authorise: createAuthorise({ clock: systemClock, audit: (entry) => audited.push(entry), log: silentLog }),
    // Each has tests of its own; here nobody asks for them.
    field: {} as ServedSite['field'],
    trust: {} as ServedSite['trust'],
    commissioning: {} as ServedSite['commissioning'],
    northbound: {} as ServedSite['northbound'],
    reports: {} as ServedSite['reports'],
    replays: {} as ServedSite['replays'],
    planner: {
      ...({} as ServedSite['planner']),
      current: () => undefined,
      status: () => ({ state: 'off', detail: '', planId: null, madeAt: null, expiresAt: null }),
    },
    proofs: {} as ServedSite['proofs'],
    outlook: {} as ServedSite['outlook'],
    now: systemClock.now,
    trendViews: {} as ServedSite['trendViews'],
    annotations: {} as ServedSite['annotations'],
    importSamples: () => Promise.reject(new Error('nothing is imported here')),
    restart: (_person, reason) => void commands.push(`restart: ${reason}`),
    priceEurPerMWh: () => null,
  }
  const turn = (): void => {
    cycle++
    for (const listener of listeners) listener()
  }
  return { site, turn, readings, decision, alarms, audited, commands, fails, listeners }
}

/** The fake site behind the real procedures and the real channel; `parts` of it may be others. */
export function serveFakeSite(parts: Partial<ServedSite> = {}) {
  const fake = createFakeSite()
  Object.assign(fake.site, parts)
  const makeFrame = createFrames(fake.site, systemClock.monotonicMs)
  const hub = createLiveHub({ onCycle: fake.site.control.onCycle, makeFrame, clock: systemClock })
  const router = createRouter({ site: fake.site, hub, log: silentLog })
  const channel = createChannel({ router, clock: systemClock, log: silentLog })
  const timer = setInterval(fake.turn, 50)
  const stop = (): void => {
    clearInterval(timer)
    hub.stop()
    channel.stop()
  }
  return { ...fake, hub, router, channel, stop }
}

const description: SiteDescription = {
  name: 'Fake site',
  timeZone: 'UTC',
  cycleMs: 200,
  version: '0.0.0',
  isSimulated: true,
  connection: { importLimitKW: 8_000, exportLimitKW: 2_000, busName: 'Bus' },
  feeders: [],
  devices: [],
  assets: [],
  points: [
    { assetId: 'container-1', point: 'activePowerKW' },
    { assetId: 'container-1', point: 'state' },
  ],
  person: { name: '', role: 'viewer' },
}

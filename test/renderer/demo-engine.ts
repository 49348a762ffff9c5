import { createHash } from 'node:crypto'
import { implement, ORPCError } from '@orpc/server'
import { RPCHandler } from '@orpc/server/ws'
import type { Server } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Role } from '../../domain/access.ts'
import type { LinkStatus } from '../../domain/device.ts'
import { PowerchainError } from '../../domain/errors.ts'
import { contract } from '../../domain/rpc/contract.ts'
import type { Headroom, LiveMessage, ReadingColumns } from '../../domain/rpc/live.ts'
import { qualityCode } from '../../domain/rpc/shapes.ts'
import type { SiteDescription } from '../../domain/rpc/site.ts'
import { DemoAlarms } from './dev/alarms/demo-alarms.ts'
import { DemoDispatch } from './dev/dispatch/demo-dispatch.ts'
import { createDemoField } from './dev/demo-field.ts'
import { createDemoProofs } from './dev/dispatch/demo-proofs.ts'
import { createDemoInstructions } from './dev/dispatch/demo-instructions.ts'
import { demoServices } from './dev/dispatch/demo-services.ts'
import { createDemoMining } from './dev/dispatch/demo-mining.ts'
import { createDemoForecast } from './dev/dispatch/demo-forecast.ts'
import { createDemoHealth } from './dev/health/demo-health.ts'
import { createDemoSettling } from './dev/settlement/demo-settlement.ts'
import { createDemoAgreements } from './dev/settlement/demo-agreements.ts'
import { createDemoBundles } from './dev/settlement/demo-bundles.ts'
import { createDemoMarket } from './dev/market/demo-market.ts'
import { createDemoWallet } from './dev/settlement/demo-wallet.ts'
import { createDemoReplay } from './dev/demo-replay.ts'
import { createDemoRerun } from './dev/demo-rerun.ts'
import { createDemoPlan, demoPlanStatus } from './dev/demo-plan.ts'
import { createDemoRetail } from './dev/retail/demo-retail.ts'
import { createDemoReports } from './dev/demo-reports.ts'
import { DemoPlant } from './dev/demo-plant.ts'
import { describeDemoSite } from './dev/demo-site.ts'
import { createDemoHistory } from './dev/trends/demo-history.ts'
import { createDemoNotes } from './dev/trends/demo-notes.ts'
import { createDemoViews } from './dev/trends/demo-views.ts'

const periodMs = 250

/** A small site that behaves, all in memory, behind the real contract. For tests of the screens and for looking at them. */
export class DemoEngine {
  readonly site: SiteDescription
  readonly plant: DemoPlant
  readonly dispatch: DemoDispatch
  readonly alarms: DemoAlarms
  /** Serial numbers of devices that are not those of the site file, by device id. */
  readonly swapped = new Map<string, string>()
  /** Set to leave out that many of the next messages: a gap that subscribers must see. */
  dropMessages = 0
  readonly #startedAt = Date.now()
  readonly #sockets = new Set<WebSocket>()
  readonly #timer: ReturnType<typeof setInterval>
  readonly #history
  readonly #replay
  #cycle = 0

  constructor({ containers = 6, role = 'operator' }: { containers?: number; role?: Role } = {}) {
    this.site = describeDemoSite(containers, role)
    this.plant = new DemoPlant(this.site, this.#startedAt)
    this.#history = createDemoHistory({ site: this.site, plant: this.plant })
    this.#replay = createDemoReplay({ site: this.site, history: this.#history, status: () => this.#status() })
    this.dispatch = new DemoDispatch({ site: this.site, plant: this.plant, now: Date.now })
    const silent = `container-${containers}`
    this.plant.silentSince.set(silent, this.#startedAt - 47_000)
    this.alarms = new DemoAlarms({ silent, person: this.site.person.name, now: this.#startedAt })
    this.dispatch.step()
    for (let i = 0; i < 40; i++) this.plant.step(this.#startedAt - 10_000 + i * 250)
    this.#timer = setInterval(() => this.#step(), periodMs)
  }

  stop(): void {
    clearInterval(this.#timer)
    this.disconnect()
  }

  /** Ends every connection at once, as a crashed engine would. */
  disconnect(): void {
    for (const socket of this.#sockets) socket.terminate()
  }

  #step(): void {
    this.#cycle++
    this.dispatch.step()
    this.plant.step(Date.now())
    this.alarms.step()
  }

  /** Answers WebSockets at `/rpc` of a server. */
  serve(server: Server): void {
    const handler = new RPCHandler(this.#router())
    const sockets = new WebSocketServer({ noServer: true })
    server.on('upgrade', (request, socket, head) => {
      if (!request.url?.startsWith('/rpc')) return
      sockets.handleUpgrade(request, socket, head, (webSocket) => {
        this.#sockets.add(webSocket)
        webSocket.on('close', () => this.#sockets.delete(webSocket))
        void handler.upgrade(webSocket)
      })
    })
  }

  #columns(): ReadingColumns {
    const columns: ReadingColumns = { i: [], v: [], q: [], t: [] }
    const assets = new Map(this.site.assets.map((asset) => [asset.id, asset]))
    this.site.points.forEach((ref, place) => {
      const asset = assets.get(ref.assetId)
      if (!asset) return
      const reading = this.plant.reading(asset, ref.point)
      columns.i.push(place)
      columns.v.push(reading.value)
      columns.q.push(qualityCode(reading.quality))
      columns.t.push(reading.at)
    })
    return columns
  }

  #message(seq: number): LiveMessage {
    const decisions = this.site.assets.flatMap((asset) => this.dispatch.decision(asset) ?? [])
    return {
      type: seq === 0 ? 'snapshot' : 'delta',
      seq,
      at: Date.now(),
      readings: this.#columns(),
      status: this.#status(),
      headroom,
      decisions,
      instructions: this.dispatch.instructions,
      ...(seq === 0 ? { services: demoServices(this.#startedAt) } : {}),
      alarms: [...this.alarms.list()],
      alarmSituation: this.alarms.situation(),
      links: this.site.devices.map((device) => this.#link(device)),
    }
  }

  #link(device: SiteDescription['devices'][number]): LinkStatus & { deviceId: string } {
    const { id: deviceId, endpoint, serial = '', security } = device
    const known = { deviceId, endpoint, serial, latencyMs: 3 + (deviceId.length % 5), answerRatio: 1, lostCount: 0 }
    const safe = security === undefined ? known : { ...known, security }
    const since = this.plant.silentSince.get(deviceId.replace(/-controller$/, ''))
    const detail = 'connection to port 502 refused; next attempt in 8 s'
    if (since !== undefined) return { ...safe, state: 'lost', since, detail, answerRatio: 0, lostCount: 3 }
    const swapped = this.swapped.get(deviceId)
    if (swapped !== undefined)
      return {
        ...safe,
        serial: swapped,
        state: 'wrongIdentity',
        since: this.#startedAt - 3_600_000,
        detail: `serial number is "${swapped}", the site file expects "${serial}"; nothing is written to it`,
      }
    return { ...safe, state: 'connected', since: this.#startedAt - 86_400_000, detail: 'answers' }
  }

  #status(): LiveMessage['status'] {
    const silent = this.plant.silentSince.size
    return {
      mode: this.dispatch.mode,
      cycle: this.#cycle,
      cycleTookMs: 12.4,
      jitterP99Ms: 3.1,
      lateCycles: 0,
      devicesAnswering: this.site.devices.length - silent - this.swapped.size,
      devicesTotal: this.site.devices.length,
      pointsGood: this.site.points.length - silent * 14,
      pointsTotal: this.site.points.length,
      busResidualKW: 4,
      historianBytes: 12_400_000,
      historianState: 'storing',
      failedControllers: [],
      priceEurPerMWh: 31.2,
      plan: demoPlanStatus(this.#startedAt, Date.now()),
      simulatedTime: '04-14 14:32',
    }
  }

  async *#stream(): AsyncGenerator<LiveMessage> {
    let sent: unknown
    for (let seq = 0; ; seq++) {
      if (this.dropMessages > 0 && seq > 0) {
        this.dropMessages--
        continue
      }
      const { alarms, ...message } = this.#message(seq)
      const list = this.alarms.list()
      yield (seq > 0 && list === sent ? message : { ...message, alarms }) as LiveMessage
      sent = list
      await new Promise((resolve) => setTimeout(resolve, periodMs))
    }
  }

  #setMode(mode: 'automatic' | 'manual', reason: string): void {
    this.dispatch.mode = mode
    this.dispatch.note(this.site.person.name, 'ModeChanged', `${mode}: ${reason}`)
  }

  #router() {
    const os = implement(contract).use(async ({ next }) => {
      try {
        return await next()
      } catch (error) {
        if (error instanceof PowerchainError) throw new ORPCError(error.code, { message: error.message, status: 409 })
        throw error
      }
    })
    const { dispatch } = this
    const person = this.site.person.name
    const instructions = createDemoInstructions({ site: this.site, dispatch, now: Date.now })
    const trail = () =>
      dispatch.audit.map((row) => ({ ...row, hash: createHash('sha256').update(row.detail).digest('hex') }))
    return os.router({
      site: { describe: os.site.describe.handler(() => this.site), restart: os.site.restart.handler(() => {}) },
      live: { stream: os.live.stream.handler(() => this.#stream()) },
      history: {
        trend: os.history.trend.handler(({ input }) => this.#history.trend(input)),
        samples: os.history.samples.handler(({ input }) => this.#history.samples(input)),
        ...createDemoNotes({ person: this.site.person, startedAt: this.#startedAt }),
        backup: os.history.backup.handler(() => ({ at: 0, folder: '/data/backups/now', bytes: 1 })),
        confirmClock: os.history.confirmClock.handler(() => {}),
        audit: os.history.audit.handler(({ input }) => trail().toReversed().slice(0, input.limit)),
        verifyAudit: os.history.verifyAudit.handler(() => ({ rows: dispatch.audit.length, brokenAt: null })),
      },
      trends: createDemoViews(person),
      dispatch: {
        select: os.dispatch.select.handler(({ input }) => dispatch.select(input.assetId)),
        check: os.dispatch.check.handler(({ input }) => dispatch.check(input.reservationId, input.powerKW)),
        operate: os.dispatch.operate.handler(({ input }) => dispatch.operate(person, input)),
        cancel: os.dispatch.cancel.handler(({ input }) => dispatch.cancel(input.reservationId)),
        end: os.dispatch.end.handler(({ input }) => dispatch.end(person, input.instructionId, input.reason)),
        arm: os.dispatch.arm.handler(({ input }) => dispatch.note(person, 'ServiceArmed', input.reason)),
        resetTrip: os.dispatch.resetTrip.handler(({ input }) =>
          dispatch.note(person, 'TripReset', input.reason, input.assetId),
        ),
        setMode: os.dispatch.setMode.handler(({ input }) => this.#setMode(input.mode, input.reason)),
      },
      plan: createDemoPlan({ site: this.site, now: Date.now }),
      mining: createDemoMining({ site: this.site, plant: this.plant, dispatch, now: Date.now }),
      proof: createDemoProofs({ site: this.site, now: Date.now }),
      instructions: {
        give: os.instructions.give.handler(({ input }) => instructions.give(input)),
        dryRun: os.instructions.dryRun.handler(({ input }) => instructions.dryRun(input)),
        optOut: os.instructions.optOut.handler(({ input }) => instructions.optOut(input)),
        cancel: os.instructions.cancel.handler(({ input }) => instructions.cancel(input.instructionId, input.reason)),
        list: os.instructions.list.handler(({ input }) => instructions.list(input)),
      },
      forecast: createDemoForecast({ now: Date.now }),
      health: createDemoHealth({ now: Date.now, site: this.site }),
      ...createDemoSettling({ site: this.site, now: Date.now }),
      agreements: createDemoAgreements({ now: Date.now }),
      bundles: createDemoBundles({ now: Date.now }),
      wallet: createDemoWallet({ now: Date.now }),
      market: createDemoMarket({ now: Date.now, site: this.site }),
      alarms: this.alarms.handlers(),
      replay: {
        stream: os.replay.stream.handler(({ input }) => this.#replay(input)),
        ...createDemoRerun({ site: this.site, history: this.#history }),
      },
      retail: createDemoRetail(this.site.person),
      reports: createDemoReports({ site: this.site, now: Date.now }),
      learning: {
        list: os.learning.list.handler(() => demoLearned),
        accept: os.learning.accept.handler(({ input }) =>
          dispatch.note(person, 'LearnedAccepted', input.reason, input.assetId),
        ),
      },
      ...createDemoField({ site: this.site, dispatch, now: Date.now }),
    })
  }
}

/** What the meter would show of two containers. */
const demoLearned = ['container-1', 'container-2'].map((assetId) => ({
  assetId,
  quantity: 'rampUpKWPerS' as const,
  value: 20,
  low: 19.8,
  high: 20.2,
  count: 40,
  accepted: null,
}))

const headroom: Headroom = {
  canGive: [
    { withinS: 2, powerKW: 3_790 },
    { withinS: 10, powerKW: 6_120 },
    { withinS: 600, powerKW: 9_400 },
  ],
  canTake: { assetsKW: 3_200, usableKW: 2_100, heldBackBy: 'transformer T2' },
  release: [
    { label: 'Mining', powerKW: 6_900, downS: 8, upS: 240 },
    { label: 'Hydrogen', powerKW: 600, downS: 2, upS: 30 },
  ],
}

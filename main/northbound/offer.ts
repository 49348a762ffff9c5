import type { Clock, Stop } from '../../domain/clock.ts'
import type { Log } from '../../domain/log.ts'
import type { AlarmCondition } from '../../domain/alarm.ts'
import type { Offered } from '../../domain/rpc/field/northbound.ts'
import type { StartFault } from './fault.ts'
import type { ValueServer } from './value-server.ts'

/** A server that is asked for, whether or not it could start. */
export interface Offer {
  describe(): Offered['modbus']
  /** What a person must know: it is asked for and does not run. */
  conditions(): AlarmCondition[]
  /** The devices deliver other points than before. */
  refresh(): void
  /** Tries to start; never rejects. What keeps it from starting is told, and tried again every half minute. */
  start(): Promise<void>
  stop(): Promise<void>
}

const retryMs = 30_000

/** What a server that nobody asks for looks like. */
export const notOffered: Offer = {
  describe: () => ({ isOn: false, endpoint: '', clients: 0, fault: '' }),
  conditions: () => [],
  refresh() {},
  start: () => Promise.resolve(),
  stop: () => Promise.resolve(),
}

/** Keeps a server running; the engine runs with or without it. */
export function createOffer(options: {
  /** Its name for people, and as the end of the alarm's code. */
  name: string
  code: string
  create(): ValueServer
  /** Why it could not start, in words that help. */
  faultOf(error: unknown): StartFault
  clock: Clock
  log: Log
}): Offer {
  const { name, create, faultOf, clock, log } = options
  let server: ValueServer | undefined
  let endpoint = ''
  let fault: StartFault | undefined
  let isWanted = false
  let stopWaiting: Stop | undefined
  let attempt = Promise.resolve()

  const tryOnce = async () => {
    const starting = create()
    try {
      endpoint = await starting.start()
      server = starting
      fault = undefined
      log.info('values offered to other systems', { endpoint })
    } catch (error) {
      await starting.stop().catch(() => {})
      const found = faultOf(error)
      if (found.what !== fault?.what) log.error('values can not be offered to other systems', { reason: found.what })
      fault = found
      if (isWanted) stopWaiting = clock.after(retryMs, () => (attempt = tryOnce()))
    }
  }

  return {
    describe: () => ({
      isOn: server !== undefined,
      endpoint: server ? endpoint : '',
      clients: server?.clients() ?? 0,
      fault: fault ? `${fault.what} ${fault.remedy}` : '',
    }),
    conditions() {
      if (!fault) return []
      const text = `Other systems can't read our values over ${name}: ${fault.what}`
      return [{ code: `northbound.${options.code}`, priority: 3, text, response: fault.remedy }]
    },
    refresh: () => server?.refresh(),
    start() {
      isWanted = true
      attempt = tryOnce()
      return attempt
    },
    async stop() {
      isWanted = false
      stopWaiting?.()
      await attempt
      stopWaiting?.()
      await server?.stop()
      server = undefined
    },
  }
}

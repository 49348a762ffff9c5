import type { Clock } from '../../domain/clock.ts'
import type { ReadingBatch } from '../../domain/device.ts'
import type { Ms } from '../../domain/units.ts'
import type { OpcUaDefinition } from '../definition.ts'
import { openOpcUa } from '../drivers/opc-ua.ts'
import type { Session } from '../drivers/session.ts'
import type { OpcUaTarget } from '../transports/opc-ua/connect.ts'
import { namesOf, type ProbeReading, type ProbeSource, reasonOf, unread } from './reading.ts'

/** How long a server may take to deliver each point once. */
const patienceMs: Ms = 3_000
const lookMs: Ms = 50
const periods = { fast: 250, slow: 500 }

/** Subscribes to the points of an OPC UA definition. */
export function opcUaSource(definition: OpcUaDefinition, target: OpcUaTarget, clock: Clock): ProbeSource {
  const names = namesOf(definition.points)
  let session: Session | undefined
  let newest: ReadingBatch = {}
  const link = { lost: '' }

  async function connect(): Promise<Session> {
    link.lost = ''
    newest = {}
    const events = {
      readings: (batch: ReadingBatch) => Object.assign(newest, batch),
      answered: () => {},
      unanswered: () => {},
      damaged: () => {},
      remark: () => {},
      lost: (reason: string) => (link.lost = reason),
    }
    const opened = await openOpcUa({ definition, ...target, periods, clock })(events, new AbortController().signal)
    await opened.readSerial()
    opened.startReading()
    return opened
  }

  async function close(): Promise<void> {
    const last = session
    session = undefined
    await last?.close()
  }

  return {
    async round() {
      try {
        session ??= await connect()
        for (
          let waited = 0;
          waited < patienceMs && link.lost === '' && names.some(({ point }) => !newest[point]);
          waited += lookMs
        )
          await new Promise<void>((resolve) => void clock.after(lookMs, resolve))
        if (link.lost !== '') throw new Error(link.lost)
        return names.map((name) => judged(name, newest, clock))
      } catch (error) {
        await close().catch((reason: unknown) => reasonOf(reason))
        return unread(names, error, clock)
      }
    },
    close,
  }
}

function judged({ point, unit }: ReturnType<typeof namesOf>[number], newest: ReadingBatch, clock: Clock): ProbeReading {
  const reading = newest[point]
  if (!reading)
    return { point, value: null, unit, quality: 'bad', at: clock.now(), reason: 'the server did not deliver it' }
  const { value, at } = reading
  if (value === null) return { point, value, unit, quality: 'bad', at, reason: 'the server gives no value for it' }
  if (reading.quality === 'good') return { point, value, unit, quality: 'good', at }
  return { point, value, unit, quality: 'suspect', at, reason: 'implausible, or the server calls it uncertain' }
}

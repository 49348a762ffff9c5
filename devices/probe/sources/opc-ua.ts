import type { DataValue } from 'node-opcua-client'
import type { Clock } from '../../../domain/clock.ts'
import type { PointName } from '../../../domain/points.ts'
import type { OpcUaDefinition, OpcUaPoint } from '../../definition.ts'
import { OpcUaValues } from '../../drivers/opc-ua-values.ts'
import { connectOpcUa, type OpcUaTarget } from '../../transports/opc-ua/connect.ts'
import { loadOpcUa, type OpcUaLibrary } from '../../transports/opc-ua/library.ts'
import type { OpcUaLink } from '../../transports/opc-ua/link.ts'
import { readNodes } from './read-nodes.ts'
import { nameOf, type ProbeName, type ProbeReading, type ProbeSource, read, unread } from '../reading.ts'
import { shownNode } from '../shown.ts'

/** Reads the points of an OPC UA definition. */
export function opcUaSource(definition: OpcUaDefinition, target: OpcUaTarget, clock: Clock): ProbeSource {
  const points = Object.entries(definition.points) as [PointName, OpcUaPoint][]
  const names = points.map(([name, point]): ProbeName => ({ ...nameOf(name), ...shownNode(point) }))
  let session: { link: OpcUaLink; library: OpcUaLibrary; serial: string } | undefined
  let attempt = new AbortController()

  function forget(): void {
    session = undefined
  }

  async function connected() {
    attempt = new AbortController()
    const { signal } = attempt
    const link = await connectOpcUa({ ...target, clock, signal, onLost: forget })
    try {
      const identity = definition.identity ? await readNodes(link, [definition.identity.node]) : []
      signal.throwIfAborted()
      return { link, library: await loadOpcUa(), serial: String(identity[0]?.value.value ?? '').trim() }
    } catch (error) {
      await link.close()
      throw error
    }
  }

  async function close(): Promise<void> {
    const last = session
    session = undefined
    attempt.abort()
    await last?.link.close()
  }

  return {
    async round() {
      try {
        session ??= await connected()
        const { link, library } = session
        const answers = await readNodes(
          link,
          points.map(([, { node }]) => node),
        )
        const values = new OpcUaValues({ clock })
        return points.map(([name, point], i) => {
          const named = names[i] ?? nameOf(name)
          return judged(named, { name, point, answer: answers[i], values, library }, clock)
        })
      } catch (error) {
        await close()
        return unread(names, error, clock)
      }
    },
    serial: () => session?.serial ?? '',
    close,
  }
}

/** What a server said about one point, and what to make of it. */
interface Said {
  name: PointName
  point: OpcUaPoint
  answer: DataValue | undefined
  values: OpcUaValues
  library: OpcUaLibrary
}

function judged(named: ProbeName, { name, point, answer, values, library }: Said, clock: Clock): ProbeReading {
  if (!answer) {
    const reason = 'the server has no such namespace'
    return read(named, { value: null, quality: 'bad', reason }, { at: clock.now(), raw: '' })
  }
  const { value, quality, at } = values.take(name, point, answer)
  const { dataType, value: given } = answer.value
  const status = answer.statusCode.name
  const raw = `${library.DataType[dataType]} ${textOf(given)}, ${status}`
  if (value === null) return read(named, { value, quality: 'bad', reason: reasonOf(status, given) }, { at, raw })
  if (quality === 'good') return read(named, { value, quality }, { at, raw })
  const reason = status === 'Good' ? 'outside the plausible range' : `the server calls it ${status}`
  return read(named, { value, quality: 'suspect', reason }, { at, raw })
}

function reasonOf(status: string, given: unknown): string {
  if (status.startsWith('Bad')) return `the server answers ${status}`
  return given === null || given === undefined
    ? 'the server gives no value for it'
    : `${textOf(given)} is no known value`
}

/** A value for people, cut where it is long. */
function textOf(value: unknown): string {
  const text =
    typeof value === 'string'
      ? JSON.stringify(value)
      : typeof value === 'object'
        ? JSON.stringify(value)
        : String(value)
  return text.length > 60 ? `${text.slice(0, 60)}...` : text
}

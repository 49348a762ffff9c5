import type { DataValue, Variant } from 'node-opcua-client'
import type { Clock } from '../../domain/clock.ts'
import { PowerchainError } from '../../domain/errors.ts'
import { type PointName, pointSpec } from '../../domain/points.ts'
import type { OpcUaDefinition } from '../definition.ts'
import { toOurs } from '../points/scaling.ts'
import { argumentsOf } from '../transports/opc-ua/arguments.ts'
import { connectOpcUa, type OpcUaTarget } from '../transports/opc-ua/connect.ts'
import { browse, callMethod, readHistory } from '../transports/opc-ua/explore.ts'
import type { OpcUaLink } from '../transports/opc-ua/link.ts'
import { numberOf, qualityOf } from '../transports/opc-ua/status.ts'
import type { Exploring } from './link-options.ts'
import { type ProbeReading, read, unread } from './reading.ts'

/** What it takes to explore an OPC UA server. */
export interface ExploreOptions {
  wish: Exploring
  target: OpcUaTarget
  /** For points by their name, and for the place of the serial number. */
  definition: OpcUaDefinition | undefined
  /** Serial number it must have before a method is called. */
  serial: string | undefined
  clock: Clock
  signal: AbortSignal
  /** Something a person should know about the link. */
  remark(text: string): void
}

/** Browses, reads history or calls a method; a refusal is a line with its reason. True when it was answered. */
export async function explore(options: ExploreOptions): Promise<{ readings: ProbeReading[]; isDone: boolean }> {
  const { wish, target, clock, signal, remark } = options
  let link: OpcUaLink | undefined
  try {
    link = await connectOpcUa({ ...target, clock, signal, onLost: () => {} })
    for (const note of link.notes) remark(note)
    if (wish.kind === 'browse') return { readings: await browsed(link, wish.node, clock), isDone: true }
    if (wish.kind === 'history') return { readings: await kept(link, wish, options), isDone: true }
    return { readings: await called(link, wish, options), isDone: true }
  } catch (error) {
    return { readings: unread([{ point: nameOf(wish), unit: '' }], error, clock), isDone: false }
  } finally {
    await link?.close()
  }
}

function nameOf(wish: Exploring): string {
  return wish.kind === 'browse' ? wish.node : wish.kind === 'history' ? wish.what : wish.method
}

async function browsed(link: OpcUaLink, node: string, clock: Clock): Promise<ProbeReading[]> {
  const found = await browse(link, node)
  const at = clock.now()
  return found.map((one) =>
    read({ point: one.node, unit: one.kind, place: one.node }, { value: one.name, quality: 'good' }, { at, raw: '' }),
  )
}

/** A point comes in our unit and frame, a node as the server has it. */
async function kept(
  link: OpcUaLink,
  { what, from, to }: Extract<Exploring, { kind: 'history' }>,
  { definition, clock }: ExploreOptions,
): Promise<ProbeReading[]> {
  const point = definition?.points[what as PointName]
  if (!point && !what.includes('='))
    throw new PowerchainError('Config.NotFound', `${what} is no node, and no point of the --definition`)
  const values = await readHistory(link, { node: point?.node ?? what, from, to })
  const unit = point ? pointSpec(what as PointName).unit : ''
  return values.map((value) => {
    const at = (value.sourceTimestamp ?? value.serverTimestamp)?.getTime() ?? clock.now()
    const ours = toOurs(numberOf(value.value), point ?? { scale: 1, offset: 0 })
    return read({ point: what, unit, place: point?.node ?? what }, judged(value, ours.value), { at, raw: '' })
  })
}

function judged(value: DataValue, ours: number | null): Pick<ProbeReading, 'value' | 'quality' | 'reason'> {
  const quality = qualityOf(value)
  const reason = quality === 'good' ? {} : { reason: `the server calls it ${value.statusCode.name}` }
  return { value: quality === 'bad' ? null : (ours ?? textOf(value.value)), quality, ...reason }
}

/** Only on a server whose serial number was compared: a method may do anything to a plant. */
async function called(
  link: OpcUaLink,
  { object, method, inputs }: Extract<Exploring, { kind: 'call' }>,
  { definition, serial, clock }: ExploreOptions,
): Promise<ProbeReading[]> {
  if (serial === undefined || !definition?.identity)
    throw new PowerchainError(
      'Device.NotWritable',
      'a method is called only with --serial and a --definition that reads it',
    )
  const found = String((await link.read(definition.identity.node)).value.value).trim()
  if (found !== serial)
    throw new PowerchainError('Device.WrongIdentity', `expected S/N ${serial}, it is ${found}: nothing was called`)
  const results = await callMethod(link, { object, method, inputs: await argumentsOf(link, method, inputs) })
  const at = clock.now()
  const did = `called ${method}`
  const values = results.length === 0 ? [null] : results.map(textOf)
  return values.map((value, i) => {
    const point = values.length === 1 ? method : `${method} ${i + 1}`
    return Object.assign(read({ point, unit: '' }, { value, quality: 'good' }, { at, raw: '' }), { did })
  })
}

function textOf({ value }: Pick<Variant, 'value'>): number | string {
  if (typeof value === 'number') return value
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

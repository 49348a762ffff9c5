import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock } from '../../domain/clock.ts'
import { PowerchainError } from '../../domain/errors.ts'
import { deviceConfig } from '../../domain/site.ts'
import type { Definition } from '../definition.ts'
import { openModbus } from '../drivers/modbus.ts'
import { openOpcUa } from '../drivers/opc-ua.ts'
import type { OpenSession } from '../drivers/session.ts'
import { openSunSpec } from '../drivers/sunspec.ts'
import { loadDefinitions, readDefinition } from '../load-definitions.ts'
import { createLines } from '../transports/modbus/lines.ts'
import { tlsNote } from '../transports/tls/certificate-files.ts'
import type { OpcUaTarget } from '../transports/opc-ua/connect.ts'
import { explore } from './explore.ts'
import type { Exploring } from './link-options.ts'
import { modbusSource } from './sources/modbus.ts'
import { opcUaSource } from './sources/opc-ua.ts'
import type { ProbeOptions } from './options.ts'
import type { ProbeReading, ProbeSource } from './reading.ts'
import { scan } from './scan.ts'
import { registerSource } from './sources/registers.ts'
import { sunSpecSource } from './sources/sunspec.ts'
import { write } from './write.ts'

/** Where the words and the time of a probe come from and go to. */
export interface ProbeContext {
  clock: Clock
  /** A round of readings. */
  print(readings: readonly ProbeReading[]): void
  /** Something for people that is no reading. */
  remark(text: string): void
  /** Ends a watch. */
  signal: AbortSignal
}

const periods = { fast: 1_000, slow: 1_000 }

/**
 * Does what the command line asks for. False when something was to be written and is not known to be.
 * @throws PowerchainError `Config.Invalid`, `Config.NotFound` when what was asked does not fit together
 */
export async function probe(options: ProbeOptions, context: ProbeContext): Promise<boolean> {
  if (options.range) {
    const { clock, print, remark, signal } = context
    for await (const line of scan({ range: options.range, dataDir: options.dataDir, clock, signal, remark }))
      print([line])
    return true
  }
  const definition = options.definition === undefined ? undefined : findDefinition(options.definition, options.dataDir)
  if (options.exploring) return await exploreServer(options, options.exploring, definition, context)
  if (options.write) {
    const done = await write({ ...options.write, ...writing(options, definition, context), serial: options.serial })
    context.print([done])
    return done.quality === 'good'
  }
  const source = sourceOf(options, definition, context)
  try {
    await watch(source, options, context)
    return true
  } finally {
    await source.close()
  }
}

async function exploreServer(
  options: ProbeOptions,
  wish: Exploring,
  definition: Definition | undefined,
  { clock, signal, remark, print }: ProbeContext,
): Promise<boolean> {
  if (definition && definition.protocol !== 'opcUa') throw misfit(`${definition.id} does not speak OPC UA`)
  const { readings, isDone } = await explore({
    wish,
    target: opcUaTarget(options),
    definition,
    serial: options.serial,
    clock,
    signal,
    remark,
  })
  print(readings)
  return isDone
}

async function watch(source: ProbeSource, { watchMs }: ProbeOptions, context: ProbeContext): Promise<void> {
  const { clock, print, signal } = context
  for (;;) {
    print(await source.round())
    if (watchMs === undefined || signal.aborted) return
    await pause(watchMs, clock, signal)
    if (signal.aborted) return
  }
}

function pause(delayMs: number, clock: Clock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const stop = clock.after(delayMs, resolve)
    signal.addEventListener('abort', () => {
      stop()
      resolve()
    })
  })
}

/** A file of that name, or the definition of that id, of the site or of the product. */
function findDefinition(name: string, dataDir: string): Definition {
  if (/\.ya?ml$/.test(name) || existsSync(name)) return readDefinition(name).value
  const known = loadDefinitions({ extra: join(dataDir, 'definitions') })
  const definition = known.get(name)
  if (definition) return definition
  throw new PowerchainError(
    'Config.NotFound',
    `no definition "${name}"; there are ${[...known.keys()].sort().join(', ')}`,
  )
}

function sourceOf(options: ProbeOptions, definition: Definition | undefined, context: ProbeContext): ProbeSource {
  const { clock, remark } = context
  if (options.target.kind === 'opcUa') {
    if (definition?.protocol !== 'opcUa')
      throw misfit('an OPC UA endpoint needs an OPC UA --definition, or --browse, or --scan')
    return opcUaSource(definition, opcUaTarget(options), clock)
  }
  const note = tlsNote({ tls: options.tls, folder: options.dataDir, clock })
  if (note !== undefined) remark(note)
  const target = {
    address: options.target.address,
    settings: { unit: options.target.units?.[0] ?? 1, ...options.pacing },
    tls: options.tls,
    folder: options.dataDir,
    lines: createLines(),
  }
  if (options.registers) return registerSource(options.registers, target, clock)
  if (options.isSunSpec && definition && definition.protocol !== 'sunspec')
    throw misfit('--sunspec reads without a definition, or with one for SunSpec')
  if (definition?.protocol === 'sunspec' || options.isSunSpec)
    return sunSpecSource({
      definition: definition as Extract<Definition, { protocol: 'sunspec' }> | undefined,
      target,
      clock,
      remark,
    })
  if (definition?.protocol !== 'modbus') throw misfit('name a Modbus --definition, or --read, --sunspec or --scan')
  return modbusSource(definition, target, clock)
}

function writing(options: ProbeOptions, definition: Definition | undefined, { clock }: ProbeContext) {
  if (!definition) throw misfit('--write needs a --definition: its range guards the device')
  return { definition, open: opener(options, definition, clock), clock }
}

function opener(options: ProbeOptions, definition: Definition, clock: Clock): OpenSession {
  const { target } = options
  if (target.kind === 'opcUa') {
    if (definition.protocol !== 'opcUa') throw misfit(`${definition.id} does not speak OPC UA`)
    return openOpcUa({ definition, ...opcUaTarget(options), periods, clock })
  }
  if (definition.protocol === 'opcUa') throw misfit(`${definition.id} does not speak Modbus`)
  const { address, units } = target
  const parts = {
    address,
    settings: { unit: units?.[0] ?? 1, ...options.pacing },
    tls: options.tls,
    folder: options.dataDir,
    lines: createLines(),
    periods,
    clock,
  }
  if (definition.protocol === 'sunspec') return openSunSpec({ ...parts, definition })
  return openModbus({ ...parts, definition })
}

function opcUaTarget({ target, dataDir, security, user }: ProbeOptions): OpcUaTarget {
  const endpoint = target.kind === 'opcUa' ? target.endpoint : ''
  const checked = deviceConfig.shape.security.safeParse(security)
  if (!checked.success) throw misfit(`--security: ${checked.error.issues[0]?.message ?? 'not known'}`)
  return { endpoint, security: checked.data, user, pkiFolder: join(dataDir, 'pki') }
}

function misfit(message: string): PowerchainError {
  return new PowerchainError('Config.Invalid', message)
}

import type { AlarmCondition } from '../../domain/alarm.ts'
import type { AssetKind } from '../../domain/asset.ts'
import type { Clock, Stop } from '../../domain/clock.ts'
import type { FileFault, Model, Models, Reloaded } from '../../domain/rpc/field/field.ts'
import type { DeviceConfig } from '../../domain/site.ts'
import type { EpochMs } from '../../domain/units.ts'
import type { WriteAudit } from '../audit/audit.ts'

/** What the engine asks of a device model; the field side knows more of it. */
export interface DeviceModel {
  id: string
  kind: AssetKind
  maker: string
  model: string
  protocol: Model['protocol']
  source: string
  points: Readonly<Record<string, unknown>>
  setpoint?: unknown
  identity?: unknown
}

/** All device models as they lie on the disk now. */
export interface ModelsRead<M extends DeviceModel> {
  definitions: ReadonlyMap<string, M>
  /** Ids of those from the site's own folder. */
  own: ReadonlySet<string>
  faults: readonly FileFault[]
  readAt: EpochMs
}

/** What the library of models is made of. */
export interface ModelsNeeds<M extends DeviceModel> {
  /** What was read when the site started. */
  first: ModelsRead<M>
  read(): ModelsRead<M>
  /** Calls back when a file of the site's own models came, changed or went. */
  watch(onChange: () => void): Stop
  devices: readonly DeviceConfig[]
  /** What keeps a device from being opened with these models. */
  faultsOf(config: DeviceConfig, definitions: ReadonlyMap<string, M>): readonly { field: string; expected: string }[]
  /** Connects a device anew with a changed model. */
  reopen(config: DeviceConfig, definition: M): Promise<void>
  /** Devices deliver other points than before. */
  onPoints(): void
  audit: WriteAudit
  clock: Clock
}

/** The device models in use, read again while the site runs. */
export interface ModelLibrary<M extends DeviceModel> {
  start(): void
  stop(): void
  /** The models in use, by id. */
  definitions(): ReadonlyMap<string, M>
  list(): Models
  /** Reads all files again for `person`; what is faulty or no longer there stays in use as it was. */
  reload(person: string): Promise<Reloaded>
  conditions(): AlarmCondition[]
}

/** The library of a site, beginning with what was read at its start. */
export function createModels<M extends DeviceModel>(needs: ModelsNeeds<M>): ModelLibrary<M> {
  const { devices, audit } = needs
  let { definitions, own, faults, readAt } = needs.first
  let stopWatching: Stop | undefined
  let last: Promise<unknown> = Promise.resolve()

  const reload = async (person: string): Promise<Reloaded> => {
    const before = definitions
    const fresh = needs.read()
    const merged = merge({ definitions: before, own }, fresh, needs)
    definitions = merged.definitions
    own = merged.own
    faults = [...fresh.faults, ...merged.faults]
    readAt = fresh.readAt
    const difference = differenceOf(before, definitions)
    const affected = devices.filter((config) => difference.changed.includes(config.definition))
    const reopened = affected.map((config) => config.id)
    const stillSimulated = affected.flatMap(({ id, endpoint }) => (endpoint === 'simulated' ? [id] : []))
    const reloaded: Reloaded = { ...difference, reopened, stillSimulated, faults: [...faults] }
    const words = wordsFor(reloaded)
    if (words !== '') audit({ person, action: 'ModelsReloaded', detail: words })
    await Promise.all(
      affected.map(async (config) => {
        const definition = definitions.get(config.definition)
        if (definition) await needs.reopen(config, definition)
      }),
    )
    if (affected.some(({ definition }) => pointsOf(before, definition) !== pointsOf(definitions, definition)))
      needs.onPoints()
    return reloaded
  }
  // One after the other, so that two reloads never open the same device twice.
  const reloadInTurn = (person: string): Promise<Reloaded> => {
    const reloaded = last.then(() => reload(person))
    last = reloaded.catch(() => {})
    return reloaded
  }

  return {
    start() {
      stopWatching = needs.watch(() => void reloadInTurn('engine').catch(() => {}))
    },
    stop: () => stopWatching?.(),
    definitions: () => definitions,
    list: () => ({
      models: [...definitions.values()].map((model) => described(model, own, devices)),
      faults: [...faults],
      readAt: Math.round(readAt),
    }),
    reload: reloadInTurn,
    conditions: () => conditionsOf(faults),
  }
}

type InUse<M extends DeviceModel> = Pick<ModelsRead<M>, 'definitions' | 'own'>

/** Fresh models, with the former one wherever the fresh one is missing, faulty or of no use to a device of the site. */
function merge<M extends DeviceModel>(
  before: InUse<M>,
  fresh: ModelsRead<M>,
  { devices, faultsOf }: ModelsNeeds<M>,
): InUse<M> & { faults: FileFault[] } {
  const definitions = new Map(fresh.definitions)
  const own = new Set(fresh.own)
  const inUse = new Set(devices.map((config) => config.definition))
  for (const id of before.own) {
    // A faulty file no longer tells which model it held: as long as there is one, none is given up.
    if (own.has(id) || !(fresh.faults.length > 0 || (inUse.has(id) && !definitions.has(id)))) continue
    const model = before.definitions.get(id)
    if (model) definitions.set(id, model)
    own.add(id)
  }
  const faults: FileFault[] = []
  for (const config of devices) {
    const [former, next] = [before.definitions.get(config.definition), definitions.get(config.definition)]
    if (!former || !next || former === next) continue
    const misfits =
      next.kind === former.kind ? faultsOf(config, definitions) : [{ field: 'kind', expected: former.kind }]
    if (misfits.length > 0) definitions.set(former.id, former)
    for (const { field, expected } of misfits)
      faults.push({ file: former.id, line: 0, column: 0, field, expected: `${expected} (device ${config.id})` })
  }
  return { definitions, own, faults }
}

function differenceOf<M>(before: ReadonlyMap<string, M>, after: ReadonlyMap<string, M>) {
  const isChanged = (id: string) => before.has(id) && JSON.stringify(before.get(id)) !== JSON.stringify(after.get(id))
  return {
    added: [...after.keys()].filter((id) => !before.has(id)),
    changed: [...after.keys()].filter(isChanged),
    removed: [...before.keys()].filter((id) => !after.has(id)),
  }
}

function pointsOf<M extends DeviceModel>(definitions: ReadonlyMap<string, M>, id: string): string {
  return Object.keys(definitions.get(id)?.points ?? {}).join(' ')
}

function described(definition: DeviceModel, own: ReadonlySet<string>, devices: readonly DeviceConfig[]): Model {
  const { id, kind, maker, model, protocol, source, points, setpoint } = definition
  return {
    id,
    kind,
    maker,
    model,
    protocol,
    source,
    points: Object.keys(points),
    acceptsSetpoint: setpoint !== undefined,
    origin: own.has(id) ? 'site' : 'product',
    usedBy: devices.filter((config) => config.definition === id).map((config) => config.id),
  }
}

function wordsFor({ added, changed, removed, reopened, stillSimulated, faults }: Reloaded): string {
  const parts = [
    listed('new', added),
    listed('changed', changed),
    listed('gone', removed),
    listed('connected anew', reopened),
    listed('simulated as before until the next start', stillSimulated),
    faults[0] && `${faults.length} faults, the first: ${placeOf(faults[0])}`,
  ].filter((part) => part !== undefined)
  return parts.length === 0 ? '' : `Device models: ${parts.join('; ')}.`
}

function listed(word: string, ids: readonly string[]): string | undefined {
  return ids.length === 0 ? undefined : `${word} ${ids.join(', ')}`
}

function placeOf({ file, line, column, field, expected }: FileFault): string {
  return `${file}:${line}:${column} ${field || '(file)'}: ${expected}`
}

function conditionsOf(faults: readonly FileFault[]): AlarmCondition[] {
  const [first] = faults
  if (!first) return []
  const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : ''
  return [
    {
      code: 'definition.faulty',
      priority: 3,
      text: `A device model can't be read: ${placeOf(first)}${more}.`,
      response: 'Correct the file; it is read again by itself. Until then its former version stays in use.',
    },
  ]
}

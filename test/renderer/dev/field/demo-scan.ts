import { PowerchainError } from '../../../../domain/errors.ts'
import { points, type PointName } from '../../../../domain/points.ts'
import type { Preview, PreviewInput, PreviewRow, ScanStep } from '../../../../domain/rpc/field/field.ts'
import type { SiteDescription } from '../../../../domain/rpc/site.ts'
import { demoDefinitions, type DemoPoint } from './demo-models.ts'

type Found = Extract<ScanStep, { type: 'found' }>

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const range = /^(modbus-(?:tcp|tls|rtu-tcp):\/\/)([\d.]+?)(\d+)(?:-(\d+))?:(\d+)\/(\d+)(?:-(\d+))?$/

/** The places of a range, in order. @throws PowerchainError `Config.Invalid` with what was expected. */
function placesOf(text: string): { endpoint: string; unit: number }[] {
  const [, scheme, net, from, to, port, first, last] = range.exec(text) ?? []
  if (scheme === undefined)
    throw new PowerchainError(
      'Config.Invalid',
      'range: expected modbus-tcp://HOST:PORT/UNITS such as modbus-tcp://192.168.1.10-20:502/1-5',
    )
  const hosts = Array.from({ length: Number(to ?? from) - Number(from) + 1 }, (_, i) => `${net}${Number(from) + i}`)
  const units = Array.from({ length: Number(last ?? first) - Number(first) + 1 }, (_, i) => Number(first) + i)
  const places = hosts.flatMap((host) => units.map((unit) => ({ endpoint: `${scheme}${host}:${port}`, unit })))
  if (places.length === 0 || places.length > 1_024)
    throw new PowerchainError('Config.Invalid', `range: expected at most 1,024 places; these are ${places.length}`)
  return places
}

const strangers: Omit<Found, 'type' | 'endpoint' | 'unit'>[] = [
  {
    maker: 'SolarEdge',
    model: 'SE33.3K',
    serial: '7E1A29C4',
    detail: 'SunSpec map at 40000: models 1, 103, 1, 203',
    latencyMs: 38,
    proposals: [
      { definition: 'solaredge/inverter', fit: 0.97, because: 'names itself SolarEdge; SunSpec model 103 is there' },
      { definition: 'solaredge/meter', fit: 0.81, because: 'SunSpec model 203 is there' },
      { definition: 'fronius/sunspec-inverter', fit: 0.42, because: 'SunSpec model 103 is there; another maker' },
    ],
  },
  {
    maker: '',
    model: '',
    serial: '',
    detail: 'answers, but does not say who it is',
    latencyMs: 71,
    proposals: [
      { definition: 'eastron/sdm630', fit: 0.74, because: '6 of 6 points read, frequency 50.01 Hz is plausible' },
      { definition: 'abb/b23-b24', fit: 0.18, because: '1 of 6 points read' },
    ],
  },
  { maker: 'Moxa', model: 'MGate MB3180', serial: 'TAIBF1042', detail: 'a gateway', latencyMs: 6, proposals: [] },
]

/** Looks through made-up addresses: devices of the site are found where they are, strangers every few places. */
export function createDemoScan(site: SiteDescription) {
  function at(endpoint: string, unit: number, place: number): Found | undefined {
    const device = site.devices.find((d) => d.endpoint === endpoint && d.unit === unit)
    if (device) {
      const proposals = [{ definition: device.definition, fit: 1, because: 'names itself so; every point read' }]
      const own = { maker: 'Powerchain', model: device.model, serial: device.serial ?? '', deviceId: device.id }
      return { type: 'found', endpoint, unit, ...own, detail: 'identified', latencyMs: 3, proposals }
    }
    const stranger = endpoint.includes('127.0.0.1') || place % 4 !== 2 ? undefined : strangers[(place >> 2) % 3]
    return stranger && { type: 'found', endpoint, unit, ...stranger }
  }

  async function* run(places: ReturnType<typeof placesOf>): AsyncGenerator<ScanStep, void, void> {
    let found = 0
    for (const [place, { endpoint, unit }] of places.entries()) {
      yield { type: 'progress', asked: place, total: places.length, now: `${endpoint}/${unit}` }
      const step = at(endpoint, unit, place)
      await pause(step ? 120 : 220)
      if (!step) continue
      found++
      yield step
    }
    yield { type: 'end', found, silent: places.length - found, ended: '' }
  }
  return (text: string) => run(placesOf(text))
}

const typical: Partial<Record<PointName, number>> = {
  activePowerKW: 18.42,
  voltageV: 231.4,
  currentA: 26.8,
  frequencyHz: 50.012,
  importedKWh: 48_213.7,
  exportedKWh: 1_207.4,
  socPct: 62,
  state: 3,
}

function wordsOf(raw: number, count: number): string {
  const bits = BigInt.asUintN(count * 16, BigInt(Math.round(raw)))
  const digits = bits
    .toString(16)
    .toUpperCase()
    .padStart(count * 4, '0')
  return (digits.match(/.{4}/g) ?? []).map((word) => `0x${word}`).join(' ')
}

function rowOf(point: PointName, place: DemoPoint, beat: number, protocol: string): PreviewRow {
  const { label, unit, decimals } = points[point]
  const scale = place.scale ?? 1
  const value = Number(((typical[point] ?? 12) * (1 + 0.004 * Math.sin(beat + label.length))).toFixed(decimals))
  const isRegister = place.register !== undefined
  const type = place.type ?? (protocol === 'opcUa' ? 'Double' : 'int16')
  const manual = (place.table === 'input' ? 30_001 : 40_001) + (place.register ?? 0)
  const frame = place.frame === undefined ? '' : `, ${place.frame} frame`
  const at = isRegister ? `${place.table ?? 'holding'} ${place.register} (${manual})` : (place.node ?? `103.${label}`)
  const known = { point, label, unit, place: at, reading: `${type} ${place.order ?? 'ABCD'} x ${scale}${frame}` }
  if (point === 'importedKWh')
    return { ...known, raw: '', value: null, quality: 'bad', reason: 'exception 2: the device has no such register' }
  const words = type.endsWith('64') ? 4 : type.endsWith('32') ? 2 : 1
  const raw = protocol === 'opcUa' ? `Double ${value}` : wordsOf(value / scale, words)
  if (point === 'frequencyHz' && beat % 6 > 3)
    return { ...known, raw: wordsOf(0, words), value: 0, quality: 'suspect', reason: 'outside 40 to 70 Hz' }
  return { ...known, raw, value, quality: 'good', reason: '' }
}

/** Reads a made-up device once a second. @throws PowerchainError `Config.NotFound` for a definition nobody has. */
export function demoPreview(input: PreviewInput, now: () => number): AsyncGenerator<Preview, void, void> {
  const definition = demoDefinitions.find((d) => d.id === input.definition)
  if (!definition) throw new PowerchainError('Config.NotFound', `definition: there is no "${input.definition}"`)
  async function* run({ points: places, protocol }: NonNullable<typeof definition>) {
    for (let beat = 0; ; beat++) {
      const rows = Object.entries(places).map(([point, place]) =>
        rowOf(point as PointName, place ?? {}, beat, protocol),
      )
      const isSilent = input.endpoint.includes(':9')
      const fault = isSilent ? 'no answer from the device within 1.0 s (3 tries)' : ''
      yield { at: now(), serial: isSilent ? '' : '7E1A29C4', fault, rows: isSilent ? [] : rows }
      await pause(1_000)
    }
  }
  return run(definition)
}

import { pointSpec } from '../../../../domain/points.ts'
import type { Ms } from '../../../../domain/units.ts'
import type { Operand, Quantity } from '../language/ast.ts'
import { lookUp } from '../language/names.ts'
import { quantityText } from '../language/quantity-text.ts'
import { spanMs, unitOf } from '../language/units.ts'
import type { Scope } from './scope.ts'
import { median } from '../../statistics.ts'
import { createWindow } from './window.ts'

/** A value that can be read once a scan. */
export interface Value {
  /** NaN = not known. Read exactly once a scan, for some values remember. */
  read(): number
  unit: string
  decimals: number
  label: string
  /** Of a point itself: its place, and the sign it is read with. */
  measured?: { place: number; sign: 1 | -1; assetId: string }
  /** Of a device's counter, which may begin anew. */
  isCounter?: boolean
}

/** How many of `unit` a quantity is. */
export function inUnit(quantity: Pick<Quantity, 'value' | 'unit'>, unit: string): number {
  return quantity.value * factorTo(quantity.unit, unit)
}

/** What a value in unit `from` is multiplied with to be one in unit `to`. */
export function factorTo(from: string, to: string): number {
  return (unitOf(from)?.factor ?? 1) / (unitOf(to)?.factor ?? 1)
}

/** Turns a value as written into one that can be read. */
export function compileValue(scope: Scope, value: Operand): Value {
  switch (value.type) {
    case 'name':
      return compileName(scope, value)
    case 'ambient':
      return compileAmbient(scope)
    case 'number': {
      const { value: number, unit } = value.quantity
      return { read: () => number, unit, decimals: 3, label: quantityText(value.quantity) }
    }
    case 'size': {
      const of = compileValue(scope, value.of)
      return { ...plain(of), read: () => Math.abs(of.read()), label: `size of ${of.label}` }
    }
    case 'window':
      return compileWindow(scope, value)
    case 'math':
      return compileMath(scope, value)
  }
}

const plain = ({ unit, decimals }: Value) => ({ unit, decimals })

function compileName(scope: Scope, { name, asset }: Extract<Operand, { type: 'name' }>): Value {
  const { slots, vocabulary } = scope
  const named = lookUp(name.text)
  const owner = asset ? vocabulary.assets.find((one) => one.name === asset.text) : scope.asset
  const label = asset ? `${named?.label ?? name.text} of ${asset.text}` : (named?.label ?? name.text)
  if (!named || !owner) throw new Error(`"${name.text}" was not checked`)
  const { unit, point, sign, fact } = named
  if (!point) {
    const known = fact?.(owner, vocabulary.connection) ?? Number.NaN
    return { read: () => known, unit, decimals: 1, label }
  }
  const place = slots.place(owner.id, point)
  const { decimals, counter = false } = pointSpec(point)
  touch(scope, scope.holdMs(point))
  return {
    read: () => (scope.isOutside ? Number.NaN : sign * slots.value(place)),
    unit,
    decimals,
    label,
    measured: { place, sign, assetId: owner.id },
    isCounter: counter,
  }
}

/** The air outside: what the asset itself measures, else the median of what the site measures. */
function compileAmbient(scope: Scope): Value {
  const { slots, vocabulary, asset } = scope
  const places = vocabulary.points
    .filter(({ point }) => point === 'ambientDegC')
    .toSorted((a, b) => Number(b.assetId === asset.id) - Number(a.assetId === asset.id))
    .map(({ assetId, point }) => slots.place(assetId, point))
  const [own] = places
  const isOwn = vocabulary.points.some(({ assetId, point }) => assetId === asset.id && point === 'ambientDegC')
  touch(scope, scope.holdMs('ambientDegC'))
  const read = () => {
    if (scope.isOutside || own === undefined) return Number.NaN
    const first = slots.value(own)
    if (isOwn && !Number.isNaN(first)) return first
    return median(places.map((place) => slots.value(place)).filter((value) => !Number.isNaN(value)))
  }
  return { read, unit: '°C', decimals: 1, label: 'Ambient' }
}

function touch(scope: Scope, holdMs: Ms): void {
  scope.longestHoldMs = Math.max(scope.longestHoldMs, holdMs)
}

/** Runs `work` and gives the longest hold of the points it read; 15 minutes when it read none. */
export function holdOf<T>(scope: Scope, work: () => T): { made: T; holdMs: Ms } {
  const before = scope.longestHoldMs
  scope.longestHoldMs = 0
  const made = work()
  const holdMs = scope.longestHoldMs || 900_000
  scope.longestHoldMs = Math.max(before, scope.longestHoldMs)
  return { made, holdMs }
}

function compileWindow(scope: Scope, { how, of, over }: Extract<Operand, { type: 'window' }>): Value {
  const { made: value, holdMs } = holdOf(scope, () => compileValue(scope, of))
  const window = createWindow({ spanMs: spanMs(over), holdMs })
  scope.memories.push(window)
  const { slots } = scope
  const isTemperature = unitOf(value.unit)?.dimension === 'temperature'
  return {
    read() {
      window.add(slots.at, value.read())
      if (how !== 'spread') return Number.isNaN(window.mean()) ? Number.NaN : window[how]()
      return Number.isNaN(window.mean()) ? Number.NaN : window.highest() - window.lowest()
    },
    unit: how === 'spread' && isTemperature ? 'K' : value.unit,
    decimals: value.decimals,
    label: `${how} of ${value.label} over ${quantityText(over)}`,
  }
}

function compileMath(scope: Scope, { sign, left: a, right: b }: Extract<Operand, { type: 'math' }>): Value {
  const [left, right] = [compileValue(scope, a), compileValue(scope, b)]
  const label = `${left.label} ${sign} ${right.label}`
  const isPlain = (value: Value, of: Operand) => of.type === 'number' && value.unit === ''
  const decimals = Math.max(left.decimals, right.decimals)
  if (sign === '*' || (sign === '/' && isPlain(right, b))) {
    const unit = isPlain(right, b) ? left.unit : right.unit
    const read = sign === '*' ? () => left.read() * right.read() : () => left.read() / right.read()
    return { read, unit, decimals, label }
  }
  const factor = factorTo(right.unit, left.unit)
  if (sign === '/') {
    const read = () => {
      const [above, below] = [left.read(), right.read() * factor]
      return below === 0 ? Number.NaN : (above / below) * 100
    }
    return { read, unit: '%', decimals: 1, label }
  }
  const turn = sign === '-' ? -factor : factor
  const isDifference = sign === '-' && left.unit === '°C' && right.unit === '°C'
  const unit = isDifference ? 'K' : left.unit === 'K' ? right.unit : left.unit
  return { read: () => left.read() + turn * right.read(), unit, decimals, label }
}

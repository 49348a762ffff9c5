import type { Condition, Quantity } from '../language/ast.ts'
import { lookUp } from '../language/names.ts'
import { compileValue, factorTo, inUnit, type Value } from './compile-value.ts'
import { createDayMemory } from './day-memory.ts'
import type { Scope } from './scope.ts'
import { no, type Truth, unknown, yes } from './truth.ts'

type Comparison = Extract<Condition, { type: 'compare' }>

/** What a value is held against, with its usual scatter where that is known. */
interface Held {
  read(own: number): number
  spread?(): number
  label: string
}

const dayMs = 86_400_000

/** Turns a comparison into one that can be asked once a scan. */
export function compileComparison(scope: Scope, condition: Comparison): () => Truth {
  const { how, right, by } = condition
  const left = compileValue(scope, condition.left)
  const held = heldAgainst(scope, left, condition)
  const margin = marginOf(left, held, by)
  let last: [own: number, other: number] = [Number.NaN, Number.NaN]
  scope.sayings.push(() => {
    const other = right.type === 'number' ? '' : `, ${held.label} ${shown(left, last[1])}`
    return `${left.label} ${shown(left, last[0])}${other}`
  })
  const tolerance = 0.5 * 10 ** -left.decimals
  return () => {
    const own = left.read()
    const other = held.read(own)
    last = [own, other]
    if (Number.isNaN(own) || Number.isNaN(other)) return unknown
    if (how === 'equals') return Math.abs(own - other) <= tolerance ? yes : no
    const limit = how === 'above' ? other + margin(other) : other - margin(other)
    if (Number.isNaN(limit)) return unknown
    return (how === 'above' ? own > limit : own < limit) ? yes : no
  }
}

/** A value with its unit, as exact as its point is. */
export function shown({ unit, decimals }: Pick<Value, 'unit' | 'decimals'>, value: number): string {
  if (Number.isNaN(value)) return 'not known'
  return `${value.toFixed(decimals)}${unit === '' ? '' : ` ${unit}`}`
}

/** The distance that must be exceeded: a share of what is compared with, its usual scatter, or so much. */
function marginOf(left: Value, held: Held, by: Quantity | undefined): (other: number) => number {
  if (!by) return () => 0
  if (by.unit === '%' && left.unit !== '%') return (other) => (Math.abs(other) * by.value) / 100
  if (by.unit !== 'spreads') {
    const margin = inUnit(by, left.unit)
    return () => margin
  }
  // what hardly scatters is held to the last decimal that means something
  const least = 10 ** -left.decimals
  return () => by.value * Math.max(least, held.spread?.() ?? Number.NaN)
}

function heldAgainst(scope: Scope, left: Value, { left: operand, right }: Comparison): Held {
  const { slots } = scope
  switch (right.type) {
    case 'model': {
      const { place, sign } = measuredBy(left)
      const read = () => sign * (slots.expected(place)?.value ?? Number.NaN)
      return { read, spread: () => slots.expected(place)?.spread ?? Number.NaN, label: 'model' }
    }
    case 'peers':
    case 'row': {
      const { place, sign, assetId } = measuredBy(left)
      const point = (operand.type === 'name' && lookUp(operand.name.text)?.point) || undefined
      if (!point) throw new Error('a comparison with peers was not checked')
      const members = [assetId, ...scope.peersOf(assetId, right.type === 'row' ? 'row' : 'site')]
      const group = scope.groupOf(place, point, members)
      const label = right.type === 'row' ? 'peers in its row' : 'peers'
      return { read: () => sign * group.medianWithout(place), spread: () => group.spreadWithout(place), label }
    }
    case 'yesterday':
    case 'lastWeek': {
      const memory = createDayMemory(right.type === 'yesterday' ? dayMs : 7 * dayMs)
      scope.memories.push(memory)
      const read = (own: number) => {
        memory.add(slots.at, own)
        return memory.around(slots.at)
      }
      return { read, label: right.type === 'yesterday' ? 'yesterday' : 'last week' }
    }
    default: {
      const value = compileValue(scope, right)
      const factor = factorTo(value.unit, left.unit)
      return { read: () => value.read() * factor, label: value.label }
    }
  }
}

function measuredBy({ measured, label }: Value): NonNullable<Value['measured']> {
  if (!measured) throw new Error(`"${label}" was not checked`)
  return measured
}

/** Turns "between" into a question. */
export function compileBetween(scope: Scope, condition: Extract<Condition, { type: 'between' }>): () => Truth {
  const left = compileValue(scope, condition.left)
  const [low, high] = [compileValue(scope, condition.low), compileValue(scope, condition.high)]
  const [lowFactor, highFactor] = [factorTo(low.unit, left.unit), factorTo(high.unit, left.unit)]
  let last = Number.NaN
  scope.sayings.push(() => `${left.label} ${shown(left, last)}`)
  return () => {
    const [own, from, to] = [left.read(), low.read() * lowFactor, high.read() * highFactor]
    last = own
    if (Number.isNaN(own) || Number.isNaN(from) || Number.isNaN(to)) return unknown
    return own >= from && own <= to ? yes : no
  }
}

import type { Condition } from '../language/ast.ts'
import { quantityText } from '../language/quantity-text.ts'
import { spanMs, unitOf } from '../language/units.ts'
import { compileValue, holdOf, inUnit, type Value } from './compile-value.ts'
import { shown } from './compile-compare.ts'
import type { Scope } from './scope.ts'
import { fromJson, no, toJson, type Truth, unknown, yes } from './truth.ts'
import { createWindow } from './window.ts'

type Change = Extract<Condition, { type: 'change' }>
type Rate = Extract<Condition, { type: 'rate' }>

/**
 * A change within a span: the newest value against the lowest or highest of the span. It is seen over stretches without
 * gaps only: what happened while nothing was known, or outside the rule's context, is not a change of this value.
 */
export function compileChange(scope: Scope, condition: Change): () => Truth {
  const { how, by, within } = condition
  const { made: value, holdMs } = holdOf(scope, () => risingOnly(scope, compileValue(scope, condition.left)))
  const window = createWindow({ spanMs: spanMs(within), holdMs })
  scope.memories.push(window)
  const isShare = by.unit === '%' && value.unit !== '%'
  let moved = Number.NaN
  const verb = { rises: 'rose', falls: 'fell', changes: 'changed' }[how]
  const inK = { ...value, unit: differenceUnit(value.unit) }
  scope.sayings.push(() => `${value.label} ${verb} by ${shown(inK, moved)} within ${quantityText(within)}`)
  return () => {
    const { at } = scope.slots
    const own = value.read()
    if (window.gapMs(at) > holdMs) window.clear()
    window.add(at, own)
    if (Number.isNaN(own)) return unknown
    const [up, down] = [own - window.lowest(), window.highest() - own]
    moved = how === 'rises' ? up : how === 'falls' ? down : Math.max(up, down)
    const from = moved === up ? window.lowest() : window.highest()
    const limit = isShare ? (Math.abs(from) * by.value) / 100 : inUnit(by, value.unit)
    if (moved > limit) return yes
    // what lies before the begin of what is known may have been different
    return window.isFull(at) ? no : unknown
  }
}

/** A rate: the slope of the line of least squares over the span, an hour for "per h" and so on unless it is said. */
export function compileRate(scope: Scope, condition: Rate): () => Truth {
  const { how, by, per, over } = condition
  const perMs = spanMs({ value: 1, unit: per.text })
  const { made: value, holdMs } = holdOf(scope, () => risingOnly(scope, compileValue(scope, condition.left)))
  const window = createWindow({ spanMs: over ? spanMs(over) : perMs, holdMs })
  scope.memories.push(window)
  const isShare = by.unit === '%' && value.unit !== '%'
  let rate = Number.NaN
  const inK = { unit: differenceUnit(value.unit), decimals: value.decimals + 1 }
  scope.sayings.push(() => `${value.label} changes by ${shown(inK, rate)} per ${per.text}`)
  return () => {
    window.add(scope.slots.at, value.read())
    rate = window.slope() * perMs
    if (Number.isNaN(rate)) return unknown
    const limit = isShare ? (Math.abs(window.mean()) * by.value) / 100 : inUnit(by, value.unit)
    const size = how === 'rises' ? rate : how === 'falls' ? -rate : Math.abs(rate)
    return size > limit ? yes : no
  }
}

function differenceUnit(unit: string): string {
  return unitOf(unit)?.dimension === 'temperature' ? 'K' : unit
}

/** A device's counter that begins anew goes on where it was; what it counted before its restart is not lost or doubled. */
function risingOnly(scope: Scope, value: Value): Value {
  if (!value.isCounter) return value
  let before = Number.NaN
  let total = 0
  scope.memories.push({
    save: () => [toJson(before), total],
    load(saved) {
      const [last, sum = 0] = saved as [number | null, number]
      before = fromJson(last)
      total = sum
    },
  })
  return {
    ...value,
    read() {
      const own = value.read()
      if (Number.isNaN(own)) return own
      if (!Number.isNaN(before)) total += own >= before ? own - before : own
      before = own
      return total
    },
  }
}

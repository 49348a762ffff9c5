import { assetStateOf } from '../../../../domain/asset.ts'
import type { Condition } from '../language/ast.ts'
import { spanMs } from '../language/units.ts'
import { compileBetween, compileComparison } from './compile-compare.ts'
import { compileChange, compileRate } from './compile-moves.ts'
import { compileValue, holdOf } from './compile-value.ts'
import type { Scope } from './scope.ts'
import { fromJson, no, toJson, type Truth, unknown, yes } from './truth.ts'

/** Turns a condition into one that is asked exactly once a scan: every part of it, for parts remember. */
export function compileCondition(scope: Scope, condition: Condition): () => Truth {
  switch (condition.type) {
    case 'and':
    case 'or': {
      const parts = condition.parts.map((part) => compileCondition(scope, part))
      return condition.type === 'and' ? () => least(parts) : () => greatest(parts)
    }
    case 'not': {
      const part = compileCondition(scope, condition.part)
      return () => (yes - part()) as Truth
    }
    case 'lasts':
      return compileLasts(scope, condition)
    case 'often':
      return compileOften(scope, condition)
    case 'sequence':
      return compileSequence(scope, condition)
    case 'compare':
      return compileComparison(scope, condition)
    case 'between':
      return compileBetween(scope, condition)
    case 'change':
      return compileChange(scope, condition)
    case 'rate':
      return compileRate(scope, condition)
    case 'state':
      return compileState(scope, condition)
    case 'missing': {
      const value = compileValue(scope, condition.of)
      scope.sayings.push(() => `${value.label} is missing`)
      return () => {
        const isMissing = Number.isNaN(value.read())
        return scope.isOutside ? unknown : isMissing ? yes : no
      }
    }
  }
}

function least(parts: readonly (() => Truth)[]): Truth {
  let truth: Truth = yes
  for (const part of parts) {
    const one = part()
    if (one < truth) truth = one
  }
  return truth
}

function greatest(parts: readonly (() => Truth)[]): Truth {
  let truth: Truth = no
  for (const part of parts) {
    const one = part()
    if (one > truth) truth = one
  }
  return truth
}

function compileState(scope: Scope, { words, isNot }: Extract<Condition, { type: 'state' }>): () => Truth {
  const place = scope.slots.place(scope.asset.id, 'state')
  scope.longestHoldMs = Math.max(scope.longestHoldMs, scope.holdMs('state'))
  const wanted = new Set<string>(words.map(({ text }) => text))
  const [met, other]: [Truth, Truth] = isNot ? [no, yes] : [yes, no]
  scope.sayings.push(() => `state ${assetStateOf(scope.slots.value(place)) ?? 'not known'}`)
  return () => {
    const state = assetStateOf(scope.slots.value(place))
    if (state === undefined || scope.isOutside) return unknown
    return wanted.has(state) ? met : other
  }
}

/** Holds once its part has held for the whole span; a gap longer than its points allow begins the span anew. */
function compileLasts(scope: Scope, { part, span }: Extract<Condition, { type: 'lasts' }>): () => Truth {
  const { made: holds, holdMs } = holdOf(scope, () => compileCondition(scope, part))
  const neededMs = spanMs(span)
  let since = Number.NaN
  let last = Number.NaN
  scope.memories.push({
    save: () => [toJson(since), toJson(last)],
    load(saved) {
      ;[since, last] = (saved as unknown[]).map(fromJson) as [number, number]
    },
  })
  return () => {
    const { at } = scope.slots
    const truth = holds()
    if (truth === no || at - last > holdMs) since = Number.NaN
    if (truth !== yes) return truth
    if (Number.isNaN(since)) since = at
    last = at
    return at - since >= neededMs ? yes : no
  }
}

/** Holds while the part began to hold so many times within the span; remembers that many instants. */
function compileOften(scope: Scope, { part, times, within }: Extract<Condition, { type: 'often' }>): () => Truth {
  const holds = compileCondition(scope, part)
  const neededMs = spanMs(within)
  let begun: number[] = []
  let before: Truth = unknown
  scope.memories.push({
    save: () => [before, ...begun],
    load(saved) {
      const [truth = unknown, ...instants] = saved as [Truth, ...number[]]
      before = truth
      begun = instants
    },
  })
  return () => {
    const { at } = scope.slots
    const truth = holds()
    if (truth === yes && before === no) {
      begun.push(at)
      if (begun.length > times) begun.shift()
    }
    if (truth !== unknown) before = truth
    const first = begun.length === times ? begun[0] : undefined
    return first !== undefined && at - first <= neededMs ? yes : no
  }
}

/** Holds while the second part does, when it began after the first had held, within the span. */
function compileSequence(scope: Scope, condition: Extract<Condition, { type: 'sequence' }>): () => Truth {
  const first = compileCondition(scope, condition.first)
  const second = compileCondition(scope, condition.second)
  const neededMs = spanMs(condition.within)
  let lastFirst = Number.NaN
  let before: Truth = unknown
  let isMatched = false
  scope.memories.push({
    save: () => [toJson(lastFirst), before, isMatched],
    load(saved) {
      const [at, truth, matched] = saved as [number | null, Truth, boolean]
      lastFirst = fromJson(at)
      before = truth
      isMatched = matched
    },
  })
  return () => {
    const { at } = scope.slots
    const [a, b] = [first(), second()]
    if (b === yes && before !== yes) isMatched = at - lastFirst <= neededMs
    if (b === no) isMatched = false
    if (a === yes) lastFirst = at
    if (b !== unknown) before = b
    if (b === yes) return isMatched ? yes : no
    return b
  }
}

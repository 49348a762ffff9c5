import { pointSpec } from '../../../../domain/points.ts'
import type { PointName } from '../../../../domain/points.ts'
import type { Ms } from '../../../../domain/units.ts'
import type { Condition, Operand, RuleTree } from '../language/ast.ts'
import { spanMs } from '../language/units.ts'

/** How a rule is played over what is stored. */
export interface HistoryPlan {
  /** By the minute, from means; or by every stored reading. */
  by: 'minutes' | 'samples'
  /** Whether it needs what a model expected then. */
  needsModel: boolean
}

/** A rule whose every condition looks at so much at once does not see what happens within a minute. */
const coarseFromMs: Ms = 300_000

/** By minute means where the shortest time a rule looks at is five minutes or more; else by every stored reading. */
export function planOf(tree: RuleTree): HistoryPlan {
  const needsModel = [tree.condition, ...(tree.when ? [tree.when] : [])].some(asksModel)
  return { by: finestMs(tree.condition, 0) >= coarseFromMs ? 'minutes' : 'samples', needsModel }
}

/** Codes and counts have no mean: they are read as they were stored, whatever the plan. */
export function hasMean(point: PointName): boolean {
  return pointSpec(point).unit !== ''
}

/** The shortest time that any part of a condition looks at; `outer` = what stands around it demands already. */
function finestMs(condition: Condition, outer: Ms): Ms {
  switch (condition.type) {
    case 'and':
    case 'or':
      return Math.min(...condition.parts.map((part) => finestMs(part, outer)))
    case 'not':
      return finestMs(condition.part, outer)
    case 'lasts':
      return finestMs(condition.part, Math.max(outer, spanMs(condition.span)))
    case 'often':
      return finestMs(condition.part, outer)
    case 'sequence':
      return Math.min(finestMs(condition.first, outer), finestMs(condition.second, outer), spanMs(condition.within))
    case 'change':
      return Math.max(outer, spanMs(condition.within))
    case 'rate':
      return Math.max(outer, spanMs(condition.over ?? { value: 1, unit: condition.per.text }))
    case 'compare':
      return Math.max(outer, windowMs(condition.left))
    case 'between':
      return Math.max(outer, windowMs(condition.left))
    case 'state':
    case 'missing':
      return outer
  }
}

/** The shortest window in a value; 0 when something in it is read as it is. */
function windowMs(value: Operand): Ms {
  switch (value.type) {
    case 'window':
      return Math.max(spanMs(value.over), windowMs(value.of))
    case 'math':
      return Math.min(windowMs(value.left), windowMs(value.right))
    case 'size':
      return windowMs(value.of)
    case 'number':
      return Infinity
    default:
      return 0
  }
}

function asksModel(condition: Condition): boolean {
  switch (condition.type) {
    case 'and':
    case 'or':
      return condition.parts.some(asksModel)
    case 'not':
    case 'lasts':
    case 'often':
      return asksModel(condition.part)
    case 'sequence':
      return asksModel(condition.first) || asksModel(condition.second)
    case 'compare':
      return condition.right.type === 'model'
    default:
      return false
  }
}

import { assetStates } from '../../../../../domain/asset.ts'
import type { Condition } from '../ast.ts'
import { asDifference, checkMargin, checkSame, checkSpan, typeOf, type ValueCheck } from './check-values.ts'
import { lookUp } from '../names.ts'
import { nearest } from './nearest.ts'
import { unitOf, unitsOf } from '../units.ts'

const longestWindowMs = 90 * 86_400_000

/** Tells what is wrong with a condition: names, units, spans. */
export function checkCondition(check: ValueCheck, condition: Condition): void {
  const { issues } = check
  switch (condition.type) {
    case 'and':
    case 'or':
      for (const part of condition.parts) checkCondition(check, part)
      return
    case 'not':
      return checkCondition(check, condition.part)
    case 'lasts':
      checkSpan(check, condition.span)
      return checkCondition(check, condition.part)
    case 'often':
      if (condition.times < 2 || condition.times > 1_000)
        issues.error({ from: condition.part.to, to: condition.to }, 'Counts are from 2 to 1000 times.')
      checkSpan(check, condition.within)
      return checkCondition(check, condition.part)
    case 'sequence':
      checkSpan(check, condition.within)
      checkCondition(check, condition.first)
      return checkCondition(check, condition.second)
    case 'compare':
      return checkComparison(check, condition)
    case 'between': {
      const type = typeOf(check, condition.left)
      if (type) for (const end of [condition.low, condition.high]) checkSame(check, type, end)
      return
    }
    case 'change':
      checkSpan(check, condition.within, longestWindowMs)
      return checkMove(check, condition)
    case 'rate':
      if (condition.over) checkSpan(check, condition.over, longestWindowMs)
      if (condition.per.text && unitOf(condition.per.text)?.dimension !== 'time') {
        const hint = `Write per ${unitsOf('time').slice(1, -1).join(', per ')}.`
        issues.error(condition.per, `"${condition.per.text}" is not a unit of time.`, hint)
      }
      return checkMove(check, condition)
    case 'state':
      return checkStates(check, condition)
    case 'missing':
      typeOf(check, condition.of)
  }
}

function checkStates({ issues }: ValueCheck, { words }: Extract<Condition, { type: 'state' }>): void {
  const known: string[] = Object.values(assetStates)
  for (const word of words) {
    if (word.text === '' || known.includes(word.text)) continue
    const likely = nearest(word.text, known)
    const hint = likely ? `Did you mean ${likely}?` : `States are ${known.join(', ')}.`
    issues.error(word, `There is no state "${word.text}".`, hint)
  }
}

function checkMove(check: ValueCheck, { left, by }: Extract<Condition, { type: 'rate' | 'change' }>): void {
  const type = typeOf(check, left)
  if (type) checkMargin(check, type, by)
  if (by.value <= 0) check.issues.error(by, 'A change is by more than nothing; its direction is said by the word.')
}

function checkComparison(check: ValueCheck, condition: Extract<Condition, { type: 'compare' }>): void {
  const { issues } = check
  const { left, right, by, how } = condition
  const type = typeOf(check, left)
  if (by && how === 'equals') issues.error(by, 'What is equal lies no margin apart.', 'Write above, below or between.')
  switch (right.type) {
    case 'model':
    case 'peers':
    case 'row':
    case 'yesterday':
    case 'lastWeek': {
      const isMeasured = left.type === 'name' && (left.name.text === '' || lookUp(left.name.text)?.point !== undefined)
      if (!isMeasured)
        issues.error(
          left,
          'Only a point itself is compared with a model, peers or another day.',
          'Name one point here.',
        )
      const spreads = right.type === 'yesterday' || right.type === 'lastWeek' ? [] : ['spreads']
      if (type && by) checkMargin(check, type, by, spreads)
      return
    }
    default:
      if (type) checkSame(check, type, right)
      else typeOf(check, right)
      if (type && by) checkMargin(check, asDifference(type), by)
  }
}

import type { Condition, Operand, Quantity, Reference, RuleTree, Word } from './ast.ts'
import { quantityText } from './quantity-text.ts'

/** The text of a rule in its proper form: one spelling, one order, a line for each part of the condition. */
export function formatRule(rule: RuleTree): string {
  const { title, when, condition, severity, because, advice, sources, comments } = rule
  const lines = [
    ...comments.map((line) => `# ${line}`.trimEnd()),
    `rule ${quoted(title)}`,
    `for ${scopeText(rule)}${when ? ` when ${conditionText(when)}` : ''}`,
    ...conditionLines(condition),
    `then ${outcomeText(rule)}, severity ${severity.value}`,
    ...(because ? [`because ${quoted(because)}`] : []),
    ...(advice ? [`advise ${quoted(advice)}`] : []),
    ...sources.map((source) => `source ${quoted(source)}`),
  ]
  return `${lines.join('\n')}\n`
}

function scopeText({ kinds, makes, assets }: RuleTree): string {
  const made = makes.length > 0 ? ` made as ${makes.map(({ text }) => text).join(', ')}` : ''
  const named = assets.length > 0 ? ` named ${assets.map(quoted).join(', ')}` : ''
  return kinds.map(({ text }) => text).join(', ') + made + named
}

function outcomeText({ outcome }: RuleTree): string {
  return outcome.type === 'forecast' ? `forecast ${outcome.mode.text}` : `breach ${quoted(outcome.words)}`
}

function quoted({ text }: Word): string {
  return `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`
}

function conditionLines(condition: Condition): string[] {
  if (condition.type !== 'and' && condition.type !== 'or') return [`if ${conditionText(condition)}`]
  const { type, parts } = condition
  return parts.map((part, i) => `${i === 0 ? 'if' : ` ${type}`} ${within(part, levels[type] + 1)}`)
}

/** How firmly a condition holds together; looser ones stand in brackets inside firmer ones. */
const levels = { or: 1, and: 2, sequence: 3, lasts: 4, often: 4, not: 5 } as const

function levelOf({ type }: Condition): number {
  return type in levels ? levels[type as keyof typeof levels] : 6
}

function within(condition: Condition, least: number): string {
  const text = conditionText(condition)
  return levelOf(condition) < least ? `(${text})` : text
}

/** A condition on one line. */
export function conditionText(condition: Condition): string {
  switch (condition.type) {
    case 'and':
    case 'or':
      return condition.parts.map((part) => within(part, levels[condition.type] + 1)).join(` ${condition.type} `)
    case 'not':
      return `not ${within(condition.part, levels.not)}`
    case 'lasts':
      return `${within(condition.part, levels.lasts)} for ${quantityText(condition.span)}`
    case 'often': {
      const { part, times, within: span } = condition
      return `${within(part, levels.often)} at least ${times} times within ${quantityText(span)}`
    }
    case 'sequence': {
      const { first, within: span, second } = condition
      const then = `then within ${quantityText(span)}`
      return `${within(first, levels.sequence)} ${then} ${within(second, levels.lasts)}`
    }
    default:
      return singleText(condition)
  }
}

type Single = Exclude<Condition, { type: 'and' | 'or' | 'not' | 'lasts' | 'often' | 'sequence' }>

function singleText(condition: Single): string {
  switch (condition.type) {
    case 'compare': {
      const { left, how, right, by } = condition
      return `${operandText(left)} ${how} ${referenceText(right)}${by ? ` by ${quantityText(by)}` : ''}`
    }
    case 'between':
      return `${operandText(condition.left)} between ${operandText(condition.low)} and ${operandText(condition.high)}`
    case 'change':
      return `${moved(condition)} within ${quantityText(condition.within)}`
    case 'rate': {
      const { per, over } = condition
      return `${moved(condition)} per ${per.text}${over ? ` over ${quantityText(over)}` : ''}`
    }
    case 'state':
      return `state is ${condition.isNot ? 'not ' : ''}${condition.words.map(({ text }) => text).join(' or ')}`
    case 'missing':
      return `${operandText(condition.of)} is missing`
  }
}

function moved({ left, how, by }: { left: Operand; how: string; by: Quantity }): string {
  return `${operandText(left)} ${how} by more than ${quantityText(by)}`
}

function referenceText(reference: Reference): string {
  switch (reference.type) {
    case 'model':
    case 'peers':
    case 'yesterday':
      return reference.type
    case 'row':
      return 'peers in its row'
    case 'lastWeek':
      return 'last week'
    default:
      return operandText(reference)
  }
}

/** A value on one line. */
export function operandText(value: Operand): string {
  switch (value.type) {
    case 'name':
      return value.asset ? `${value.name.text} of ${quoted(value.asset)}` : value.name.text
    case 'ambient':
      return 'ambient'
    case 'number':
      return quantityText(value.quantity)
    case 'size':
      return `size of ${termText(value.of)}`
    case 'window':
      return `${value.how} of ${termText(value.of)} over ${quantityText(value.over)}`
    case 'math': {
      const isProduct = value.sign === '*' || value.sign === '/'
      const left = isProduct && isSum(value.left) ? termText(value.left) : operandText(value.left)
      const right = isSum(value.right) || isProduct ? termText(value.right) : operandText(value.right)
      return `${left} ${value.sign} ${right}`
    }
  }
}

function isSum(value: Operand): boolean {
  return value.type === 'math' && (value.sign === '+' || value.sign === '-')
}

function termText(value: Operand): string {
  return value.type === 'math' ? `(${operandText(value)})` : operandText(value)
}

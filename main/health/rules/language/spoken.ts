import { type FailureModeName, failureMode } from '../../../../domain/health/failure-modes.ts'
import type { Condition, Operand, Quantity, RuleTree } from './ast.ts'
import { lookUp } from './names.ts'
import { quantityText } from './quantity-text.ts'

/** A rule as one would say it aloud, in one sentence. It must have no errors. */
export function spokenRule({ kinds, makes, assets, when, condition, outcome, severity }: RuleTree): string {
  const only = assets.length > 0 ? ` ${listed(assets.map(({ text }) => text))}` : ''
  const made =
    makes.length > 0
      ? ` made as ${listed(
          makes.map(({ text }) => text),
          'or',
        )}`
      : ''
  const who = `For ${listed(kinds.map(({ text }) => kindWords[text] ?? text))}${made}${only}`
  const context = when ? ` while ${said(when)}` : ''
  const what =
    outcome.type === 'forecast'
      ? `we foresee ${failureMode(outcome.mode.text as FailureModeName).name.toLowerCase()}`
      : `the way of running is breached: ${outcome.words.text}`
  return `${who}${context}: when ${said(condition)}, ${what}; ${urgencies[severity.value] ?? ''}.`
}

const urgencies: Readonly<Record<number, string>> = { 1: 'look now', 2: 'look this week', 3: 'look when there is time' }
const kindWords: Readonly<Record<string, string>> = {
  grid: 'the grid connection',
  pv: 'a solar field',
  wind: 'a wind park',
  load: 'a load',
  genset: 'a generator',
  battery: 'a battery',
  flywheel: 'a flywheel bank',
  hydrogen: 'a hydrogen storage',
  container: 'a mining container',
}

function listed(words: readonly string[], last = 'and'): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`
}

function said(condition: Condition): string {
  switch (condition.type) {
    case 'and':
    case 'or':
      return condition.parts.map(said).join(condition.type === 'and' ? ', and ' : ', or ')
    case 'not':
      return `it is not so that ${said(condition.part)}`
    case 'lasts':
      return `${said(condition.part)} for ${spanWords(condition.span)}`
    case 'often':
      return `${said(condition.part)}, at least ${condition.times} times within ${spanWords(condition.within)}`
    case 'sequence':
      return `${said(condition.first)}, then within ${spanWords(condition.within)} ${said(condition.second)}`
    case 'compare':
      return comparisonWords(condition)
    case 'between':
      return `${the(condition.left)} is between ${the(condition.low)} and ${the(condition.high)}`
    case 'change':
      return `${the(condition.left)} ${condition.how} by more than ${quantityText(condition.by)} within ${spanWords(condition.within)}`
    case 'rate': {
      const over = condition.over ? ` over ${spanWords(condition.over)}` : ''
      const per = timeWords[condition.per.text]?.[0] ?? condition.per.text
      return `${the(condition.left)} ${condition.how} by more than ${quantityText(condition.by)} per ${per}${over}`
    }
    case 'state': {
      const states = listed(
        condition.words.map(({ text }) => text),
        'or',
      )
      return `its state is ${condition.isNot ? 'not ' : ''}${states}`
    }
    case 'missing':
      return `${the(condition.of)} is missing`
  }
}

function comparisonWords({ left, how, right, by }: Extract<Condition, { type: 'compare' }>): string {
  const margin = by ? `${quantityText(by)} ` : ''
  const verb = how === 'equals' ? 'equals' : `is ${margin}${how}`
  return `${the(left)} ${verb} ${
    {
      model: 'what its model expects',
      peers: 'that of its peers',
      row: 'that of its peers in the row',
      yesterday: 'that of yesterday at this hour',
      lastWeek: 'that of last week at this hour',
    }[right.type as string] ?? the(right as Operand)
  }`
}

function the(value: Operand): string {
  switch (value.type) {
    case 'name': {
      const label = lookUp(value.name.text)?.label ?? value.name.text
      const words = `the ${label.charAt(0).toLowerCase()}${label.slice(1)}`
      return value.asset ? `${words} of ${value.asset.text}` : words
    }
    case 'ambient':
      return 'the air outside'
    case 'number':
      return quantityText(value.quantity)
    case 'size':
      return `the size of ${the(value.of)}`
    case 'window':
      return `the ${value.how} of ${the(value.of)} over the last ${spanWords(value.over)}`
    case 'math': {
      const sign = { '+': 'plus', '-': 'minus', '*': 'times', '/': 'divided by' }[value.sign]
      return `${the(value.left)} ${sign} ${the(value.right)}`
    }
  }
}

const timeWords: Readonly<Record<string, readonly [string, string]>> = {
  ms: ['millisecond', 'milliseconds'],
  s: ['second', 'seconds'],
  min: ['minute', 'minutes'],
  h: ['hour', 'hours'],
  d: ['day', 'days'],
  weeks: ['week', 'weeks'],
}

function spanWords({ value, unit }: Quantity): string {
  return `${quantityText({ value, unit: '' })} ${timeWords[unit]?.[value === 1 ? 0 : 1] ?? unit}`
}

import { createToken, Lexer, type TokenType } from 'chevrotain'
import { spellings, units } from '../units.ts'

/** A name: of a point, a kind, a failure, a state; or a word that is none of ours. */
export const Name = createToken({ name: 'Name', pattern: /[A-Za-z_][A-Za-z0-9_]*/ })
/** A text in quotes on one line. */
export const Text = createToken({ name: 'Text', pattern: /"(?:[^"\\\n\r]|\\["\\])*"/, label: 'a text in quotes' })
/** A number with a point for decimals. */
export const Num = createToken({ name: 'Num', pattern: /\d+(?:\.\d+)?/, label: 'a number' })

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)
const unitNames = [...units.keys(), ...Object.keys(spellings)].filter((unit) => !['spread'].includes(unit))
const unitPattern = unitNames
  .toSorted((a, b) => b.length - a.length)
  .map(escaped)
  .join('|')
/** A unit of measurement. */
export const UnitName = createToken({
  name: 'UnitName',
  pattern: new RegExp(unitPattern),
  longer_alt: Name,
  label: 'a unit',
})

/** A state of an asset of more than one word; the others are names. */
export const StatePhrase = createToken({
  name: 'StatePhrase',
  pattern: /out[ \t]+of[ \t]+service|fail-safe/,
  label: 'a state',
})

const Blank = createToken({ name: 'Blank', pattern: /[ \t\r\n]+/, group: Lexer.SKIPPED })
/** From `#` to the end of the line. */
export const Comment = createToken({ name: 'Comment', pattern: /#[^\n\r]*/, group: 'comments' })

const sign = (name: string, pattern: string) => createToken({ name, pattern, label: `"${pattern}"` })
/** Signs. */
export const signs = {
  Comma: sign('Comma', ','),
  Open: sign('Open', '('),
  Close: sign('Close', ')'),
  Plus: sign('Plus', '+'),
  Minus: sign('Minus', '-'),
  Star: sign('Star', '*'),
  Slash: sign('Slash', '/'),
}

const keyword = (words: string) =>
  createToken({
    name: words.replaceAll(/(?:^| )([a-z])/g, (_, letter: string) => letter.toUpperCase()),
    pattern: new RegExp(`${words.replaceAll(' ', String.raw`[ \t]+`)}\\b`),
    label: `"${words}"`,
    line_breaks: false,
  })

/** Words of the language. */
export const words = {
  rule: keyword('rule'),
  for: keyword('for'),
  made: keyword('made as'),
  named: keyword('named'),
  when: keyword('when'),
  if: keyword('if'),
  followed: keyword('then'),
  within: keyword('within'),
  and: keyword('and'),
  or: keyword('or'),
  not: keyword('not'),
  state: keyword('state'),
  is: keyword('is'),
  missing: keyword('missing'),
  above: keyword('above'),
  below: keyword('below'),
  equals: keyword('equals'),
  between: keyword('between'),
  by: keyword('by'),
  moreThan: keyword('more than'),
  model: keyword('model'),
  peers: keyword('peers'),
  inItsRow: keyword('in its row'),
  yesterday: keyword('yesterday'),
  lastWeek: keyword('last week'),
  rises: keyword('rises'),
  falls: keyword('falls'),
  changes: keyword('changes'),
  per: keyword('per'),
  over: keyword('over'),
  mean: keyword('mean'),
  median: keyword('median'),
  lowest: keyword('lowest'),
  highest: keyword('highest'),
  spread: keyword('spread'),
  size: keyword('size'),
  of: keyword('of'),
  ambient: keyword('ambient'),
  atLeast: keyword('at least'),
  times: keyword('times'),
  forecast: keyword('forecast'),
  breach: keyword('breach'),
  severity: keyword('severity'),
  because: keyword('because'),
  advise: keyword('advise'),
  source: keyword('source'),
}

/** All tokens; where two fit, the first one counts. */
export const vocabulary: TokenType[] = [
  Blank,
  Comment,
  Text,
  Num,
  StatePhrase,
  ...Object.values(words),
  UnitName,
  Name,
  ...Object.values(signs),
]

/** Cuts a text into tokens. */
export const ruleLexer = new Lexer(vocabulary, { positionTracking: 'full', ensureOptimizations: false })

import { EOF, type IRecognitionException, type IToken, type TokenType } from 'chevrotain'
import type { RuleTree } from './ast.ts'
import { RuleParser } from './grammar/rule-grammar.ts'
import type { Issues } from './check/issues.ts'
import { mayFollow } from './grammar/may-follow.ts'
import { nearest } from './check/nearest.ts'
import { Name, ruleLexer, UnitName } from './grammar/tokens.ts'

// It takes some 20 ms to make, and forgets one text with the next.
const parser = new RuleParser()

/** Reads the text of one rule; what could not be read is told to `issues`. `undefined` when nothing of it was. */
export function readRule(text: string, issues: Issues): RuleTree | undefined {
  const { tokens, errors, groups } = ruleLexer.tokenize(text)
  for (const { offset, length } of errors) {
    const what = text.slice(offset, offset + length)
    const at = { from: offset, to: offset + length }
    if (what.startsWith('"'))
      issues.error(at, 'The text that begins here does not end on its line.', 'Close it with ".')
    else issues.error(at, `"${what}" means nothing in a rule.`)
  }
  parser.input = tokens
  const tree = parser.rule() as Omit<RuleTree, 'comments'> | undefined
  for (const error of parser.errors) tellSyntax(error, { text, tokens, issues })
  if (!tree) return undefined
  const comments = (groups['comments'] ?? []).map(({ image }) => image.slice(1).trim())
  return { ...tree, comments }
}

const { rule: grammar } = parser.getGAstProductions()

/** Tokens that may follow, with the rule of the grammar they would be read by. */
export function following(tokens: readonly IToken[]): { token: TokenType; within: string }[] {
  return grammar ? mayFollow(grammar, tokens) : []
}

/** How a token is called in a sentence. */
export function wordsOf(token: TokenType, within: string): string {
  if (token === Name || within === 'stateName') return namesOfRules[within] ?? 'a name'
  return token.LABEL ?? token.name
}

const namesOfRules: Readonly<Record<string, string>> = {
  kindName: 'a kind of asset',
  makeName: 'a chemistry or what is hashed',
  modeName: 'the name of a failure',
  pointName: 'a point',
  stateName: 'a state',
  unitName: 'a unit',
}

function tellSyntax(
  { token, previousToken }: IRecognitionException & { previousToken?: IToken },
  { text, tokens, issues }: { text: string; tokens: IToken[]; issues: Issues },
): void {
  const isEnd = token.tokenType === EOF
  const place = isEnd ? tokens.length : tokens.indexOf(token)
  const next = following(tokens.slice(0, Math.max(0, place)))
  const expected = [...new Set(next.map(({ token: one, within }) => wordsOf(one, within)))]
  const last = tokens.at(-1) ?? previousToken
  const end = last ? (last.endOffset ?? last.startOffset) + 1 : text.length
  const at = isEnd ? { from: end, to: end } : { from: token.startOffset, to: token.startOffset + token.image.length }
  const image = token.image.startsWith('"') ? token.image : `"${token.image}"`
  const what = isEnd ? 'The rule ends too early' : `${image} is not expected here`
  const list = expected.length > 8 ? [...expected.slice(0, 8), '...'] : expected
  const message = list.length > 0 ? `${what}: ${inWords(list)} may follow.` : `${what}.`
  const keywords = next.flatMap(({ token: { LABEL = '' } }) => (LABEL.startsWith('"') ? [LABEL.slice(1, -1)] : []))
  const isWord = token.tokenType === Name || token.tokenType === UnitName
  const meant = isWord ? nearest(token.image, keywords) : undefined
  issues.error(at, message, meant ? `Did you mean ${meant}?` : '')
}

function inWords(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}

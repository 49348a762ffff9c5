import type { TokenType } from 'chevrotain'
import type { Condition, Word } from '../ast.ts'
import { noCondition, noWord, spanOf, wordOf } from './pieces.ts'
import { Name, Num, signs, StatePhrase, words } from './tokens.ts'
import { ComparisonParser } from './comparison-grammar.ts'

const comparing: ReadonlySet<TokenType> = new Set([
  words.above,
  words.below,
  words.equals,
  words.between,
  words.rises,
  words.falls,
  words.changes,
  words.is,
])
const continuesValue: ReadonlySet<TokenType> = new Set([words.of, signs.Plus, signs.Minus, signs.Star, signs.Slash])

/** The part of the grammar that is about conditions: states, durations, counts, sequences, and, or, not. */
export class ConditionParser extends ComparisonParser {
  protected readonly condition = this.RULE(
    'condition',
    (): Condition => {
      const parts: Condition[] = [this.SUBRULE(this.allOf)]
      this.MANY(() => {
        this.CONSUME(words.or)
        parts.push(this.SUBRULE1(this.allOf))
      })
      return this.together('or', parts)
    },
    { recoveryValueFunc: () => noCondition },
  )

  protected readonly allOf = this.RULE(
    'allOf',
    (): Condition => {
      const parts: Condition[] = [this.SUBRULE(this.sequence)]
      this.MANY(() => {
        this.CONSUME(words.and)
        parts.push(this.SUBRULE1(this.sequence))
      })
      return this.together('and', parts)
    },
    { recoveryValueFunc: () => noCondition },
  )

  private together(type: 'and' | 'or', parts: Condition[]): Condition {
    const [first] = parts
    return first && parts.length === 1 ? first : { type, parts, from: first?.from ?? 0, to: parts.at(-1)?.to ?? 0 }
  }

  protected readonly sequence = this.RULE(
    'sequence',
    (): Condition => {
      let first: Condition = this.SUBRULE(this.timed)
      this.MANY({
        GATE: () => this.LA(2).tokenType === words.within,
        DEF: () => {
          this.CONSUME(words.followed)
          this.CONSUME(words.within)
          const within = this.SUBRULE(this.quantity)
          const second = this.SUBRULE1(this.timed)
          first = this.ACTION(() => ({ type: 'sequence', first, within, second, from: first.from, to: second.to }))
        },
      })
      return first
    },
    { recoveryValueFunc: () => noCondition },
  )

  protected readonly timed = this.RULE(
    'timed',
    (): Condition => {
      let part: Condition = this.SUBRULE(this.negated)
      this.MANY(() => {
        this.OR([
          {
            ALT: () => {
              this.CONSUME(words.for)
              const span = this.SUBRULE(this.quantity)
              part = this.ACTION(() => ({ type: 'lasts', part, span, from: part.from, to: span.to }))
            },
          },
          {
            ALT: () => {
              this.CONSUME(words.atLeast)
              const times = Number(this.CONSUME(Num).image)
              this.CONSUME(words.times)
              this.CONSUME(words.within)
              const within = this.SUBRULE1(this.quantity)
              part = this.ACTION(() => ({ type: 'often', part, times, within, from: part.from, to: within.to }))
            },
          },
        ])
      })
      return part
    },
    { recoveryValueFunc: () => noCondition },
  )

  protected readonly negated = this.RULE(
    'negated',
    (): Condition =>
      this.OR([
        {
          ALT: (): Condition => {
            const token = this.CONSUME(words.not)
            const part = this.SUBRULE(this.negated)
            return this.ACTION(() => ({ type: 'not', part, from: token.startOffset, to: part.to }))
          },
        },
        { ALT: (): Condition => this.SUBRULE(this.single) },
      ]),
    { recoveryValueFunc: () => noCondition },
  )

  protected readonly single = this.RULE(
    'single',
    (): Condition =>
      this.OR({
        // a bracket may open a condition or a value: the gate looks further than the table of three tokens can
        IGNORE_AMBIGUITIES: true,
        DEF: [
          { GATE: () => this.isCondition(), ALT: () => this.SUBRULE(this.grouped) },
          { ALT: () => this.SUBRULE(this.stateIs) },
          { ALT: () => this.SUBRULE(this.comparison) },
        ],
      }),
    { recoveryValueFunc: () => noCondition },
  )

  protected readonly grouped = this.RULE(
    'grouped',
    (): Condition => {
      const open = this.CONSUME(signs.Open)
      const inner = this.SUBRULE(this.condition)
      const close = this.CONSUME(signs.Close)
      return this.ACTION(() => ({ ...inner, ...spanOf(open, close) }))
    },
    { recoveryValueFunc: () => noCondition },
  )

  protected readonly stateIs = this.RULE(
    'stateIs',
    (): Condition => {
      const first = this.CONSUME(words.state)
      this.CONSUME(words.is)
      const not = this.OPTION(() => this.CONSUME(words.not))
      const names: Word[] = [this.SUBRULE(this.stateName)]
      this.MANY({
        GATE: () => this.isStateAfterOr(),
        DEF: () => {
          this.CONSUME(words.or)
          names.push(this.SUBRULE1(this.stateName))
        },
      })
      return { ...spanOf(first, this.LA(0)), type: 'state', isNot: not !== undefined, words: names }
    },
    { recoveryValueFunc: () => noCondition },
  )

  protected readonly stateName = this.RULE(
    'stateName',
    () =>
      this.OR([
        { ALT: () => wordOf(this.CONSUME(Name)) },
        {
          ALT: () => {
            const token = this.CONSUME(StatePhrase)
            return { ...spanOf(token), text: token.image.replaceAll(/[ \t]+/g, ' ') }
          },
        },
      ]),
    { recoveryValueFunc: () => noWord },
  )

  /** Whether the bracket ahead holds a condition; a value may stand in one as well. */
  private isCondition(): boolean {
    let depth = 0
    for (let i = 1; ; i++) {
      const { tokenType } = this.LA(i)
      if (tokenType === signs.Open) depth++
      if (tokenType === signs.Close) depth--
      if (comparing.has(tokenType)) return true
      if (depth === 0 || tokenType.name === 'EOF') return false
    }
  }

  /** Whether `or` joins another state, or another condition. */
  private isStateAfterOr(): boolean {
    const [next, then] = [this.LA(2).tokenType, this.LA(3).tokenType]
    return next === StatePhrase || (next === Name && !comparing.has(then) && !continuesValue.has(then))
  }
}

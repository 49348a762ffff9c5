import type { RuleTree, Word } from '../ast.ts'
import { ConditionParser } from './condition-grammar.ts'
import { noWord, spanOf, textOf, wordOf } from './pieces.ts'
import { Name, Num, signs, Text, words } from './tokens.ts'

/**
 * The grammar of a rule, as chevrotain wants it: one field is one of its rules. After an error it goes on where it can;
 * what could not be read is then one of the empty pieces.
 */
export class RuleParser extends ConditionParser {
  constructor() {
    super()
    this.performSelfAnalysis()
  }

  readonly rule = this.RULE('rule', (): Omit<RuleTree, 'comments'> => {
    const first = this.CONSUME(words.rule)
    const title = textOf(this.CONSUME(Text))
    const scope = this.SUBRULE(this.scope)
    const when = this.OPTION(() => {
      this.CONSUME(words.when)
      return this.SUBRULE1(this.condition)
    })
    this.CONSUME(words.if)
    const condition = this.SUBRULE2(this.condition)
    const outcome = this.SUBRULE(this.outcome)
    this.OPTION1(() => this.CONSUME(signs.Comma))
    this.CONSUME(words.severity)
    const level = this.CONSUME(Num)
    const severity = { ...spanOf(level), value: Number(level.image), unit: '' }
    const because = this.OPTION2(() => {
      this.CONSUME(words.because)
      return textOf(this.CONSUME1(Text))
    })
    const advice = this.OPTION3(() => {
      this.CONSUME(words.advise)
      return textOf(this.CONSUME2(Text))
    })
    const sources: Word[] = []
    this.MANY(() => {
      this.CONSUME(words.source)
      sources.push(textOf(this.CONSUME3(Text)))
    })
    const last = this.LA(0)
    return {
      ...spanOf(first, last),
      title,
      ...scope,
      ...(when && { when }),
      condition,
      outcome,
      severity,
      ...(because && { because }),
      ...(advice && { advice }),
      sources,
    }
  })

  protected readonly scope = this.RULE('scope', () => {
    const kinds: Word[] = []
    const makes: Word[] = []
    const assets: Word[] = []
    this.CONSUME(words.for)
    this.AT_LEAST_ONE_SEP({ SEP: signs.Comma, DEF: () => kinds.push(this.SUBRULE(this.kindName)) })
    this.OPTION(() => {
      this.CONSUME(words.made)
      this.AT_LEAST_ONE_SEP1({ SEP: signs.Comma, DEF: () => makes.push(this.SUBRULE(this.makeName)) })
    })
    this.OPTION1(() => {
      this.CONSUME(words.named)
      this.AT_LEAST_ONE_SEP2({ SEP: signs.Comma, DEF: () => assets.push(this.SUBRULE(this.assetName)) })
    })
    return { kinds, makes, assets }
  })

  protected readonly kindName = this.RULE('kindName', () => wordOf(this.CONSUME(Name)), {
    recoveryValueFunc: () => noWord,
  })

  protected readonly makeName = this.RULE('makeName', () => wordOf(this.CONSUME(Name)), {
    recoveryValueFunc: () => noWord,
  })

  protected readonly modeName = this.RULE('modeName', () => wordOf(this.CONSUME(Name)), {
    recoveryValueFunc: () => noWord,
  })

  protected readonly outcome = this.RULE('outcome', (): RuleTree['outcome'] => {
    const first = this.CONSUME(words.followed)
    return this.OR([
      {
        ALT: (): RuleTree['outcome'] => {
          this.CONSUME(words.forecast)
          const mode = this.SUBRULE(this.modeName)
          return { ...spanOf(first, this.LA(0)), type: 'forecast', mode }
        },
      },
      {
        ALT: (): RuleTree['outcome'] => {
          this.CONSUME(words.breach)
          const token = this.CONSUME(Text)
          return { ...spanOf(first, token), type: 'breach', words: textOf(token) }
        },
      },
    ])
  })
}

import type { Condition, Operand } from '../ast.ts'
import { noCondition, spanOf } from './pieces.ts'
import { words } from './tokens.ts'
import { ValueParser } from './value-grammar.ts'

/** The part of the grammar that compares values: above, below, between, rising, missing. */
export class ComparisonParser extends ValueParser {
  protected readonly comparison = this.RULE(
    'comparison',
    (): Condition => {
      const left = this.SUBRULE(this.operand)
      return this.OR([
        { ALT: (): Condition => this.SUBRULE(this.aboveOrBelow, { ARGS: [left] }) },
        { ALT: (): Condition => this.SUBRULE(this.isBetween, { ARGS: [left] }) },
        { ALT: (): Condition => this.SUBRULE(this.moves, { ARGS: [left] }) },
        {
          ALT: (): Condition => {
            this.CONSUME(words.is)
            const last = this.CONSUME(words.missing)
            return this.ACTION(() => ({ ...spanOf(last), from: left.from, type: 'missing', of: left }))
          },
        },
      ])
    },
    { recoveryValueFunc: () => noCondition },
  )

  protected readonly aboveOrBelow = this.RULE(
    'aboveOrBelow',
    (left: Operand): Condition => {
      const how = this.OR([
        { ALT: () => (this.CONSUME(words.above), 'above' as const) },
        { ALT: () => (this.CONSUME(words.below), 'below' as const) },
        { ALT: () => (this.CONSUME(words.equals), 'equals' as const) },
      ])
      const right = this.SUBRULE(this.reference)
      const by = this.OPTION(() => {
        this.CONSUME(words.by)
        this.OPTION1(() => this.CONSUME(words.moreThan))
        return this.SUBRULE(this.quantity)
      })
      const to = (this.LA(0).endOffset ?? 0) + 1
      return this.ACTION(() => ({ from: left.from, to, type: 'compare', left, how, right, ...(by && { by }) }))
    },
    { recoveryValueFunc: () => noCondition },
  )

  protected readonly isBetween = this.RULE(
    'isBetween',
    (left: Operand): Condition => {
      this.CONSUME(words.between)
      const low = this.SUBRULE(this.operand)
      this.CONSUME(words.and)
      const high = this.SUBRULE1(this.operand)
      return this.ACTION(() => ({ from: left.from, to: high.to, type: 'between', left, low, high }))
    },
    { recoveryValueFunc: () => noCondition },
  )

  protected readonly moves = this.RULE(
    'moves',
    (left: Operand): Condition => {
      const how = this.OR([
        { ALT: () => (this.CONSUME(words.rises), 'rises' as const) },
        { ALT: () => (this.CONSUME(words.falls), 'falls' as const) },
        { ALT: () => (this.CONSUME(words.changes), 'changes' as const) },
      ])
      this.CONSUME(words.by)
      this.OPTION(() => this.CONSUME(words.moreThan))
      const by = this.SUBRULE(this.quantity)
      const from = this.ACTION(() => left.from)
      return this.OR1([
        {
          ALT: (): Condition => {
            this.CONSUME(words.within)
            const within = this.SUBRULE1(this.quantity)
            return this.ACTION(() => ({ from, to: within.to, type: 'change', left, how, by, within }))
          },
        },
        {
          ALT: (): Condition => {
            this.CONSUME(words.per)
            const per = this.SUBRULE(this.unitName)
            const over = this.OPTION1(() => {
              this.CONSUME(words.over)
              return this.SUBRULE2(this.quantity)
            })
            const to = (this.LA(0).endOffset ?? 0) + 1

            return { from, to, type: 'rate', left, how, by, per, ...(over && { over }) }
          },
        },
      ])
    },
    { recoveryValueFunc: () => noCondition },
  )
}

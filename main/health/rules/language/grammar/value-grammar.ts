import { EmbeddedActionsParser } from 'chevrotain'
import type { Operand, Quantity, Reference, Word } from '../ast.ts'
import { noOperand, noQuantity, noWord, spanOf, textOf, wordOf } from './pieces.ts'
import { Name, Num, signs, Text, UnitName, vocabulary, words } from './tokens.ts'
import { spellings } from '../units.ts'

/** The part of the grammar that is about values: points, numbers with units, windows, arithmetic. */
export class ValueParser extends EmbeddedActionsParser {
  constructor() {
    super(vocabulary, { recoveryEnabled: true, maxLookahead: 3 })
  }

  protected readonly reference = this.RULE(
    'reference',
    (): Reference =>
      this.OR([
        { ALT: (): Reference => ({ ...spanOf(this.CONSUME(words.model)), type: 'model' }) },
        {
          ALT: (): Reference => {
            const first = this.CONSUME(words.peers)
            const row = this.OPTION(() => this.CONSUME(words.inItsRow))
            return { ...spanOf(first, row), type: row ? 'row' : 'peers' }
          },
        },
        { ALT: (): Reference => ({ ...spanOf(this.CONSUME(words.yesterday)), type: 'yesterday' }) },
        { ALT: (): Reference => ({ ...spanOf(this.CONSUME(words.lastWeek)), type: 'lastWeek' }) },
        { ALT: (): Reference => this.SUBRULE(this.operand) },
      ]),
    { recoveryValueFunc: () => noOperand },
  )

  protected readonly operand = this.RULE(
    'operand',
    (): Operand => {
      let left: Operand = this.SUBRULE(this.product)
      this.MANY(() => {
        const sign = this.OR([
          { ALT: () => (this.CONSUME(signs.Plus), '+' as const) },
          { ALT: () => (this.CONSUME(signs.Minus), '-' as const) },
        ])
        const right = this.SUBRULE1(this.product)
        left = this.ACTION(() => ({ type: 'math', sign, left, right, from: left.from, to: right.to }))
      })
      return left
    },
    { recoveryValueFunc: () => noOperand },
  )

  protected readonly product = this.RULE(
    'product',
    (): Operand => {
      let left: Operand = this.SUBRULE(this.term)
      this.MANY(() => {
        const sign = this.OR([
          { ALT: () => (this.CONSUME(signs.Star), '*' as const) },
          { ALT: () => (this.CONSUME(signs.Slash), '/' as const) },
        ])
        const right = this.SUBRULE1(this.term)
        left = this.ACTION(() => ({ type: 'math', sign, left, right, from: left.from, to: right.to }))
      })
      return left
    },
    { recoveryValueFunc: () => noOperand },
  )

  protected readonly term = this.RULE(
    'term',
    (): Operand =>
      this.OR([
        { ALT: (): Operand => this.SUBRULE(this.named) },
        { ALT: (): Operand => ({ ...spanOf(this.CONSUME(words.ambient)), type: 'ambient' }) },
        {
          ALT: (): Operand => {
            const quantity = this.SUBRULE(this.quantity)
            return this.ACTION(() => ({ type: 'number', quantity, from: quantity.from, to: quantity.to }))
          },
        },
        {
          ALT: (): Operand => {
            const first = this.CONSUME(words.size)
            this.CONSUME(words.of)
            const of = this.SUBRULE1(this.term)
            return this.ACTION(() => ({ type: 'size', of, from: first.startOffset, to: of.to }))
          },
        },
        { ALT: (): Operand => this.SUBRULE(this.window) },
        {
          ALT: (): Operand => {
            const open = this.CONSUME(signs.Open)
            const inner = this.SUBRULE(this.operand)
            const close = this.CONSUME(signs.Close)
            return this.ACTION(() => ({ ...inner, ...spanOf(open, close) }))
          },
        },
      ]),
    { recoveryValueFunc: () => noOperand },
  )

  protected readonly named = this.RULE(
    'named',
    (): Operand => {
      const name = this.SUBRULE(this.pointName)
      const asset = this.OPTION(() => {
        this.CONSUME(words.of)
        return this.SUBRULE(this.assetName)
      })
      return this.ACTION(() => ({
        type: 'name',
        name,
        from: name.from,
        to: asset?.to ?? name.to,
        ...(asset && { asset }),
      }))
    },
    { recoveryValueFunc: () => noOperand },
  )

  protected readonly window = this.RULE(
    'window',
    (): Operand => {
      const first = this.LA(1)
      const kinds = ['mean', 'median', 'lowest', 'highest', 'spread'] as const
      const how = this.OR(kinds.map((kind) => ({ ALT: () => (this.CONSUME(words[kind]), kind) })))
      this.CONSUME(words.of)
      const of = this.SUBRULE(this.term)
      this.CONSUME(words.over)
      const over = this.SUBRULE(this.quantity)
      return this.ACTION(() => ({ type: 'window', how, of, over, from: first.startOffset, to: over.to }))
    },
    { recoveryValueFunc: () => noOperand },
  )

  protected readonly quantity = this.RULE(
    'quantity',
    (): Quantity => {
      const minus = this.OPTION(() => this.CONSUME(signs.Minus))
      const number = this.CONSUME(Num)
      const unit = this.OPTION1({ GATE: () => this.isUnit(), DEF: () => this.SUBRULE(this.unitName) })
      const value = Number(number.image) * (minus ? -1 : 1)
      return { ...spanOf(minus ?? number, this.LA(0)), value, unit: unit?.text ?? '' }
    },
    { recoveryValueFunc: () => noQuantity },
  )

  protected readonly unitName = this.RULE(
    'unitName',
    (): Word => {
      const token = this.OR([
        { ALT: () => this.CONSUME(UnitName) },
        // `spread` is a word of windows, and in the singular a unit
        { ALT: () => this.CONSUME(words.spread) },
        { ALT: () => this.CONSUME(Name) },
      ])
      return { ...spanOf(token), text: spellings[token.image] ?? token.image }
    },
    { recoveryValueFunc: () => noWord },
  )

  protected readonly pointName = this.RULE('pointName', () => wordOf(this.CONSUME(Name)), {
    recoveryValueFunc: () => noWord,
  })

  protected readonly assetName = this.RULE('assetName', () => textOf(this.CONSUME(Text)), {
    recoveryValueFunc: () => noWord,
  })

  /** A name counts as a unit where it stands right behind its number. */
  private isUnit(): boolean {
    const [number, next] = [this.LA(0), this.LA(1)]
    return next.tokenType !== Name || next.startLine === number.endLine
  }
}

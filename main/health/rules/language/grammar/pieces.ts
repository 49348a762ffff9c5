import type { IToken } from 'chevrotain'
import type { Condition, Operand, Quantity, Span, Word } from '../ast.ts'

/** Where a stretch of tokens lies. */
export const spanOf = (first: IToken, last: IToken = first): Span => ({
  from: first.startOffset,
  to: (last.endOffset ?? last.startOffset) + 1,
})
/** A name as written. */
export const wordOf = (token: IToken): Word => ({ ...spanOf(token), text: token.image })
/** A text without its quotes. */
export const textOf = (token: IToken): Word => ({
  ...spanOf(token),
  text: token.image.slice(1, -1).replaceAll(/\\(["\\])/g, '$1'),
})

const nowhere: Span = { from: 0, to: 0 }
/** What stands for a word that could not be read. */
export const noWord: Word = { ...nowhere, text: '' }
/** What stands for a quantity that could not be read. */
export const noQuantity: Quantity = { ...nowhere, value: Number.NaN, unit: '' }
/** What stands for a value that could not be read. */
export const noOperand: Operand = { ...nowhere, type: 'name', name: noWord }
/** What stands for a condition that could not be read. */
export const noCondition: Condition = { ...nowhere, type: 'and', parts: [] }

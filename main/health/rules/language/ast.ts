/** A place in a text, characters from its beginning; `to` is the first one after it. */
export interface Span {
  from: number
  to: number
}

/** A number with the unit as written, in its usual spelling; `''` = none. */
export interface Quantity extends Span {
  value: number
  unit: string
}

/** A name or text as written, with its place. */
export interface Word extends Span {
  text: string
}

/** How the values of a window become one. */
export type Gathering = 'mean' | 'median' | 'lowest' | 'highest' | 'spread'

/** Something that has a value at each instant. */
export type Operand = Span &
  (
    | { type: 'name'; name: Word; asset?: Word }
    | { type: 'ambient' }
    | { type: 'number'; quantity: Quantity }
    | { type: 'size'; of: Operand }
    | { type: 'window'; how: Gathering; of: Operand; over: Quantity }
    | { type: 'math'; sign: '+' | '-' | '*' | '/'; left: Operand; right: Operand }
  )

/** What a value is compared with, apart from other values. */
export const references = ['model', 'peers', 'row', 'yesterday', 'lastWeek'] as const
/** One of {@link references}. */
export type ReferenceName = (typeof references)[number]
/** What a value is compared with. */
export type Reference = Operand | (Span & { type: ReferenceName })

/** Something that holds, does not hold, or is not known. */
export type Condition = Span &
  (
    | { type: 'and' | 'or'; parts: Condition[] }
    | { type: 'not'; part: Condition }
    | { type: 'lasts'; part: Condition; span: Quantity }
    | { type: 'often'; part: Condition; times: number; within: Quantity }
    | { type: 'sequence'; first: Condition; within: Quantity; second: Condition }
    | { type: 'compare'; left: Operand; how: 'above' | 'below' | 'equals'; right: Reference; by?: Quantity }
    | { type: 'between'; left: Operand; low: Operand; high: Operand }
    | { type: 'rate'; left: Operand; how: 'rises' | 'falls' | 'changes'; by: Quantity; per: Word; over?: Quantity }
    | { type: 'change'; left: Operand; how: 'rises' | 'falls' | 'changes'; by: Quantity; within: Quantity }
    | { type: 'state'; isNot: boolean; words: Word[] }
    | { type: 'missing'; of: Operand }
  )

/** A rule as written. */
export interface RuleTree extends Span {
  title: Word
  kinds: Word[]
  /** Chemistry of a battery or what a container hashes. */
  makes: Word[]
  /** Names of the only assets it is for; empty = all. */
  assets: Word[]
  when?: Condition
  condition: Condition
  outcome: Span & ({ type: 'forecast'; mode: Word } | { type: 'breach'; words: Word })
  severity: Quantity
  because?: Word
  advice?: Word
  sources: Word[]
  /** Lines of comment, without their sign. */
  comments: string[]
}

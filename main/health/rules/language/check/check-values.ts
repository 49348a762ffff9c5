import type { Operand, Quantity, Span, Word } from '../ast.ts'
import type { Issues } from './issues.ts'
import { allNames, lookUp, namesFor, type Vocabulary } from '../names.ts'
import { nearest } from './nearest.ts'
import { type Dimension, spanMs, unitOf, units, unitsOf } from '../units.ts'

/** What kind of number a value is. */
export interface ValueType {
  dimension: Dimension
  unit: string
  /** A difference of temperatures (K) in contrast to a level (°C). */
  isDifference: boolean
}

/** What values are checked with. */
export interface ValueCheck {
  issues: Issues
  vocabulary: Vocabulary
  /** Kinds of asset the rule is for. */
  kinds: readonly string[]
}

const longestWindowMs = 90 * 86_400_000
const longestSpanMs = 400 * 86_400_000

/** The type of a value, told what is wrong with it; `undefined` when it can't be known. */
export function typeOf(check: ValueCheck, value: Operand): ValueType | undefined {
  switch (value.type) {
    case 'name':
      return typeOfName(check, value.name, value.asset)
    case 'ambient':
      return level('°C')
    case 'number':
      return typeOfQuantity(check, value.quantity)
    case 'size':
      return typeOf(check, value.of)
    case 'window': {
      checkSpan(check, value.over, longestWindowMs)
      const type = typeOf(check, value.of)
      return type && value.how === 'spread' ? asDifference(type) : type
    }
    case 'math':
      return typeOfMath(check, value)
  }
}

const level = (unit: string): ValueType => ({
  dimension: unitOf(unit)?.dimension ?? 'count',
  unit,
  isDifference: unit === 'K',
})

/** The same as a difference: of temperatures in K. */
export function asDifference(type: ValueType): ValueType {
  return type.dimension === 'temperature' ? { ...type, unit: 'K', isDifference: true } : type
}

function typeOfName({ issues, vocabulary, kinds }: ValueCheck, name: Word, asset?: Word): ValueType | undefined {
  if (name.text === '') return undefined
  const named = lookUp(name.text)
  if (!named) {
    const likely = nearest(name.text, namesFor(kinds, vocabulary)) ?? nearest(name.text, allNames)
    issues.error(name, `There is no point "${name.text}".`, likely ? `Did you mean ${likely}?` : '')
    return undefined
  }
  const owner = asset && vocabulary.assets.find((one) => one.name === asset.text)
  if (asset && !owner) tellUnknownAsset({ issues, vocabulary }, asset)
  const ids = owner ? [owner.id] : vocabulary.assets.filter(({ kind }) => kinds.includes(kind)).map(({ id }) => id)
  const delivers = (id: string) => vocabulary.points.some((it) => it.assetId === id && it.point === named.point)
  if (named.kinds && !owner && !kinds.every((kind) => (named.kinds as readonly string[]).includes(kind)))
    issues.error(name, `${name.text} is known of ${named.kinds.join(', ')}, not of ${kinds.join(', ')}.`)
  else if (named.point && ids.length > 0 && !ids.some(delivers))
    issues.warn(name, `No ${kinds.join(' or ')} of this site delivers ${name.text}: the rule will never know.`)
  return level(named.unit)
}

/** Tells that the site has no asset of that name. */
export function tellUnknownAsset({ issues, vocabulary }: Pick<ValueCheck, 'issues' | 'vocabulary'>, name: Word): void {
  const names = vocabulary.assets.map((one) => one.name)
  const likely = nearest(name.text, names)
  issues.error(name, `The site has no asset called "${name.text}".`, likely ? `Did you mean "${likely}"?` : '')
}

/** The type of a number with its unit. */
export function typeOfQuantity(
  { issues }: Pick<ValueCheck, 'issues'>,
  { unit, ...at }: Quantity,
): ValueType | undefined {
  if (unitOf(unit)) return level(unit)
  const likely = nearest(unit, [...units.keys()])
  const unitAt = { from: at.to - unit.length, to: at.to }
  issues.error(unitAt, `"${unit}" is not a unit.`, likely ? `Did you mean ${likely}?` : '')
  return undefined
}

function typeOfMath(check: ValueCheck, value: Extract<Operand, { type: 'math' }>): ValueType | undefined {
  const [left, right] = [typeOf(check, value.left), typeOf(check, value.right)]
  if (!left || !right) return undefined
  const isPlain = (type: ValueType, of: Operand) => type.dimension === 'count' && of.type === 'number'
  if (value.sign === '*' || value.sign === '/') {
    if (isPlain(right, value.right)) return left
    if (value.sign === '*' && isPlain(left, value.left)) return right
    if (value.sign === '/' && left.dimension === right.dimension) return level('%')
    const message =
      value.sign === '*'
        ? 'A value is multiplied by a number without a unit only.'
        : `${inUnit(left)} can't be divided by ${inUnit(right)}.`
    check.issues.error(
      value,
      message,
      'Divide values of the same quantity (the result is in %), or use a plain number.',
    )
    return undefined
  }
  if (left.dimension !== right.dimension) {
    const verb = value.sign === '+' ? 'added to' : 'taken from'
    check.issues.error(value.right, `${inUnit(right)} can't be ${verb} ${inUnit(left)}.`, hintFor(value.right, left))
    return undefined
  }
  if (value.sign === '-' && left.isDifference === right.isDifference) return asDifference(left)
  return left.isDifference ? { ...right } : left
}

/** A value may only be compared with one of the same quantity: tells what is wrong at `at`. */
export function checkSame(check: ValueCheck, wanted: ValueType, value: Operand): void {
  const type = typeOf(check, value)
  if (!type) return
  const isSame = type.dimension === wanted.dimension
  if (isSame && type.isDifference === wanted.isDifference) return
  if (isSame) {
    const message = wanted.isDifference
      ? 'A difference of temperatures is in K; °C is a level.'
      : 'A temperature is in °C; K is a difference.'
    check.issues.error(value, message, hintFor(value, wanted))
  } else check.issues.error(value, mismatch(type, wanted), hintFor(value, wanted))
}

/** As {@link checkSame} for the size of a change or a margin; `%` is of the value compared with. */
export function checkMargin(check: ValueCheck, wanted: ValueType, by: Quantity, others: readonly string[] = []): void {
  const type = typeOfQuantity(check, by)
  if (!type || by.unit === '%' || others.includes(by.unit)) return
  checkSame(check, asDifference(wanted), { type: 'number', quantity: by, from: by.from, to: by.to })
}

/** A span of time, more than nothing and not longer than is kept. */
export function checkSpan({ issues }: Pick<ValueCheck, 'issues'>, span: Quantity, longestMs = longestSpanMs): void {
  if (Number.isNaN(span.value)) return
  const ms = spanMs(span)
  const days = longestMs / 86_400_000
  if (Number.isNaN(ms)) {
    const units = unitsOf('time').slice(1).join(', ')
    issues.error(span, 'This must be a span of time.', `Write it in ${units}, e.g. ${span.value} h.`)
  } else if (ms <= 0) issues.error(span, 'A span of time is longer than nothing.')
  else if (ms > longestMs) issues.error(span, `A span of time here is at most ${days} d.`)
}

function mismatch(type: ValueType, wanted: ValueType): string {
  if (type.unit === '') return `A number without a unit is compared with ${inUnit(wanted)}.`
  return `${inUnit(type)} can't be compared with ${inUnit(wanted)}.`
}

function inUnit({ dimension, unit }: ValueType): string {
  return unit === '' ? 'a count' : `${/^[aeiou]/.test(dimension) ? 'an' : 'a'} ${dimension} (${unit})`
}

function hintFor(value: Operand & Span, { unit, dimension }: ValueType): string {
  if (value.type !== 'number') return ''
  const usual = dimension === 'count' ? '' : ` ${unit}`
  return `Write ${value.quantity.value}${usual}.`
}

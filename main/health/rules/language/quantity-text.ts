import type { Quantity } from './ast.ts'

/** A number with its unit, without an exponent. */
export function quantityText({ value, unit }: Pick<Quantity, 'value' | 'unit'>): string {
  const plain = String(value)
  const number = plain.includes('e') ? value.toFixed(12).replace(/\.?0+$/, '') : plain
  return unit === '' ? number : `${number} ${unit}`
}

const decimals = 18

/**
 * Units (1e-18 POWEC) of an amount that a person wrote, such as `0.02` or `1 500`; `undefined` when it is none or finer than a
 * unit.
 */
export function unitsOf(text: string): string | undefined {
  const clean = text.trim().replace(/[\s_]/g, '').replace(',', '.')
  const found = /^(\d{1,18})(?:\.(\d{1,18}))?$/.exec(clean)
  if (!found) return undefined
  const [, whole = '0', part = ''] = found
  return String(BigInt(whole + part.padEnd(decimals, '0')))
}

/** An amount of units in POWEC as a plain decimal number without needless zeros: `0.02`. */
export function powecOf(units: string | bigint): string {
  const digits = String(units).padStart(decimals + 1, '0')
  const part = digits.slice(-decimals).replace(/0+$/, '')
  return `${digits.slice(0, -decimals)}${part === '' ? '' : `.${part}`}`
}

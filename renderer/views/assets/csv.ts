/**
 * A cell that no spreadsheet takes for a formula: text beginning with `=`, `+`, `-`, `@`, tab or line end gets a
 * leading apostrophe (OWASP, CSV injection). Numbers stay as they are.
 */
export function guardFormula(text: string): string {
  if (/^-?\d+([.,]\d+)?$/.test(text)) return text
  return /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text
}

/** The first of the languages that `Intl` takes; English when it takes none, as for the `en-US@posix` of a bare machine. */
export function usableLocale(languages: readonly string[]): string {
  return languages.find(isTaken) ?? 'en'
}

function isTaken(language: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(language).length > 0
  } catch {
    return false
  }
}

/** Locale of numbers: the one of the machine. Words stay English. */
const numberLocale = usableLocale([globalThis.navigator?.language ?? 'en'])

const formats = new Map<number, Intl.NumberFormat>()

/** A number with grouping and a fixed count of decimals; never negative zero. */
export function formatNumber(value: number, decimals = 0): string {
  let format = formats.get(decimals)
  if (!format) {
    format = new Intl.NumberFormat(numberLocale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
    formats.set(decimals, format)
  }
  const text = format.format(value)
  return Number(value.toFixed(decimals)) === 0 ? format.format(0) : text
}

/** A number and its unit as they stand beside each other. */
export interface Quantity {
  number: string
  unit: string
}

/** Both in one string with a no-break space between, for sentences; the number alone when there is no unit. */
export function quantityText({ number, unit }: Quantity): string {
  return unit === '' ? number : `${number}\u00A0${unit}`
}

/** Degrees below 15 degC, at which buildings are heated; 0 while nothing reads the temperature. */
export function cold(ambientDegC: number | undefined): number {
  return ambientDegC === undefined ? 0 : Math.max(0, 15 - ambientDegC)
}

/** Degrees above 18 degC, at which buildings are cooled; 0 while nothing reads the temperature. */
export function heat(ambientDegC: number | undefined): number {
  return ambientDegC === undefined ? 0 : Math.max(0, ambientDegC - 18)
}

/** Keys and list indices from the top of a file to a field. */
export type FieldPath = readonly (string | number)[]

/** A path as people write it, e.g. `assets[2].ratedPowerKW`. */
export function fieldName(path: FieldPath): string {
  return path.reduce<string>(
    (name, part) => (typeof part === 'number' ? `${name}[${part}]` : name ? `${name}.${part}` : part),
    '',
  )
}

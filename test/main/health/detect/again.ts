/** Something that remembers. */
interface Kept {
  save(): Float64Array
  restore(saved: Float64Array): boolean
}

/** A new one that was given what the old one remembers. @throws Error when it does not take it */
export function again<T extends Kept>(old: T, make: () => T): T {
  const young = make()
  if (!young.restore(old.save())) throw new Error('what was saved is of another make')
  return young
}

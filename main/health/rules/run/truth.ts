/** Holds not, not known, holds: in Kleene's logic `and` is the least of them and `or` the greatest. */
export const no = 0
/** Not known. */
export const unknown = 1
/** Holds. */
export const yes = 2
/** One of {@link no}, {@link unknown}, {@link yes}. */
export type Truth = 0 | 1 | 2

/** What keeps something from scan to scan; what it saves is JSON and as large as its rule makes it, never more. */
export interface Memory {
  save(): unknown
  load(saved: unknown): void
}

/** A number as JSON keeps it: NaN is `null`. */
export const toJson = (value: number): number | null => (Number.isNaN(value) ? null : value)
/** A number that was kept as JSON. */
export const fromJson = (value: unknown): number => (typeof value === 'number' ? value : Number.NaN)

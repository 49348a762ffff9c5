/** A value of a word: 32 bytes as they are, or a number. */
export type Word = Uint8Array | bigint | number

/** Hashes and trees as the contracts know them; `main/settlement` has them, composition lends them. */
export interface Hashing {
  keccak(bytes: Uint8Array): Uint8Array
  /** Words of 32 bytes one after another. */
  words(...values: readonly Word[]): Uint8Array
  rootOf(leaves: readonly Uint8Array[]): Uint8Array
  pathOf(leaves: readonly Uint8Array[], index: number): Uint8Array[]
  hex(bytes: Uint8Array): string
  bytesOf(text: string, length?: number): Uint8Array
  /** Address that signed a digest, in any case of its letters; `undefined` = nobody can have. */
  signerOf(digest: string, signature: string): string | undefined
}

/** Leaves that have a salt. */
export type SaltedLeaf = 'bill' | 'payment' | 'line'

/** What hides names and amounts: who knows one leaf can't guess its neighbours. Destroying the key behind it erases them. */
export interface RetailSalts {
  /** Salt of a meter point's name, 32 bytes. */
  meterPoint(name: string): Uint8Array
  /** Salt of a leaf, 32 bytes: the same whenever it is made again. */
  leaf(kind: SaltedLeaf, list: number, index: number): Uint8Array
}

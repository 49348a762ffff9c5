import { leafTags } from '../../../domain/settlement/typed-data.ts'
import { keccak, keccakText } from './keccak.ts'

/** Stands where a tree has no leaf: nobody knows a pre-image of it in the form of a leaf. */
export const emptyLeaf = keccakText(leafTags.empty)

/**
 * Parent of two nodes: `keccak256(0x01 || smaller || larger)`. The tag and the 65 bytes keep a node from ever being taken for
 * a leaf, whose pre-image has 32 bytes.
 */
export function parentOf(a: Uint8Array, b: Uint8Array): Uint8Array {
  const [low, high] = Buffer.compare(a, b) <= 0 ? [a, b] : [b, a]
  const bytes = new Uint8Array(65)
  bytes[0] = 1
  bytes.set(low, 1)
  bytes.set(high, 33)
  return keccak(bytes)
}

/** Levels of a tree from its leaves, padded to a power of two, up to the root. */
function levelsOf(leaves: readonly Uint8Array[]): Uint8Array[][] {
  const width = 2 ** Math.ceil(Math.log2(Math.max(1, leaves.length)))
  const levels = [[...leaves, ...Array.from({ length: width - leaves.length }, () => emptyLeaf)]]
  for (let level = levels[0] ?? []; level.length > 1;) {
    level = Array.from({ length: level.length / 2 }, (_, i) =>
      parentOf(level[2 * i] ?? emptyLeaf, level[2 * i + 1] ?? emptyLeaf),
    )
    levels.push(level)
  }
  return levels
}

/** Root over leaves; that of none is the empty leaf. */
export function rootOf(leaves: readonly Uint8Array[]): Uint8Array {
  return levelsOf(leaves).at(-1)?.[0] ?? emptyLeaf
}

/**
 * Siblings of a leaf, the lowest first.
 * @throws RangeError when there is no such leaf
 */
export function pathOf(leaves: readonly Uint8Array[], index: number): Uint8Array[] {
  if (!Number.isInteger(index) || index < 0 || index >= leaves.length)
    throw new RangeError(`leaf ${index} of ${leaves.length}`)
  return levelsOf(leaves)
    .slice(0, -1)
    .map((level, height) => level[(index >> height) ^ 1] ?? emptyLeaf)
}

/** Root that a leaf and its siblings lead to. */
export function rootFrom(leaf: Uint8Array, path: readonly Uint8Array[]): Uint8Array {
  return path.reduce((node, sibling) => parentOf(node, sibling), leaf)
}

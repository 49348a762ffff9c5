/** A line of a comparison: in both, only in the new text, or only in the old one. */
export interface DiffLine {
  kind: 'same' | 'added' | 'removed'
  text: string
}

/** Lines of two texts beside each other by their longest common subsequence; what went stands before what came. */
export function lineDiff(before: string, after: string): DiffLine[] {
  const [a, b] = [before.trimEnd().split('\n'), after.trimEnd().split('\n')]
  const common = commonLengths(a, b)
  const lines: DiffLine[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    const [old, young] = [a[i], b[j]]
    if (old !== undefined && old === young) {
      lines.push({ kind: 'same', text: old })
      i++
      j++
    } else if (old !== undefined && (young === undefined || at(common, i + 1, j) >= at(common, i, j + 1))) {
      lines.push({ kind: 'removed', text: old })
      i++
    } else if (young !== undefined) {
      lines.push({ kind: 'added', text: young })
      j++
    }
  }
  return lines
}

const at = (table: readonly (readonly number[])[], i: number, j: number) => table[i]?.[j] ?? 0

/** Length of the longest common part of the rests that begin at each pair of lines. */
function commonLengths(a: readonly string[], b: readonly string[]): number[][] {
  const table = Array.from({ length: a.length + 1 }, () => Array.from({ length: b.length + 1 }, () => 0))
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) {
      const row = table[i]
      if (row) row[j] = a[i] === b[j] ? at(table, i + 1, j + 1) + 1 : Math.max(at(table, i + 1, j), at(table, i, j + 1))
    }
  return table
}

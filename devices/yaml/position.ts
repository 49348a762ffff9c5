import { type Document, isAlias, isCollection, isMap, isNode, isScalar, isSeq, type LineCounter, type Node } from 'yaml'
import type { FieldPath } from './field-path.ts'

/** 1-based place in a text. */
export interface Position {
  line: number
  column: number
}

interface Found {
  node: unknown
  key?: Node
}

/**
 * Where a field stands: a plain value at its own place, a section at its key, and a field that is missing at the
 * nearest section around it. With `isName`, the key itself.
 */
export function positionOf(document: Document, lines: LineCounter, path: FieldPath, isName = false): Position {
  let found: Found = { node: document.contents }
  for (const part of path) {
    const next = step(document, found.node, part)
    if (!next) break
    found = next
  }
  const offset = ((isName && found.key) || anchor(found))?.range?.[0] ?? 0
  const { line, col } = lines.linePos(offset)
  return { line: Math.max(line, 1), column: Math.max(col, 1) }
}

/** A key has the best place for whatever is not a plain value behind it: a section, nothing at all. */
function anchor({ node, key }: Found): Node | undefined {
  const isPlain = isScalar(node) && node.value !== null
  if (key && !isPlain) return key
  return isNode(node) ? node : undefined
}

function step(document: Document, from: unknown, part: string | number): Found | undefined {
  const node = isAlias(from) ? from.resolve(document) : from
  if (!isCollection(node)) return undefined
  if (isSeq(node)) return typeof part === 'number' && part in node.items ? { node: node.items[part] } : undefined
  if (!isMap(node)) return undefined
  const pair = node.items.find((p) => isScalar(p.key) && String(p.key.value) === String(part))
  return pair && isNode(pair.key) ? { node: pair.value, key: pair.key } : undefined
}

/** Longest line, bytes. */
export const longestLine = 64 * 1024
/** Objects and arrays within each other. */
const deepest = 8

/** JSON in its one canonical form (RFC 8785): keys in order, no blanks. Whole numbers and text only, as bundles hold. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`).join(',')}}`
}

/**
 * Reads a line of a bundle; only the canonical form is taken, so that a line can be written in one way alone.
 * @throws RangeError in words
 */
export function readCanonical(line: string): unknown {
  if (Buffer.byteLength(line) > longestLine) throw new RangeError(`longer than ${longestLine} bytes`)
  if (depthOf(line) > deepest) throw new RangeError(`more than ${deepest} levels deep`)
  const value = parsed(line)
  if (canonicalJson(value) !== line) throw new RangeError('not in canonical form')
  return value
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line) as unknown
  } catch {
    throw new RangeError('no JSON')
  }
}

/** Levels of a text before it is parsed: deep nesting must not reach the parser. */
function depthOf(text: string): number {
  let [depth, most] = [0, 0]
  // text in quotes first, so that its brackets do not count; the closing quote may be missing, so that it takes one pass
  for (const [found] of text.matchAll(/"(?:[^"\\]|\\.)*"?|[[\]{}]/g))
    if (found === '[' || found === '{') most = Math.max(most, ++depth)
    else if (found === ']' || found === '}') depth -= 1
  return most
}

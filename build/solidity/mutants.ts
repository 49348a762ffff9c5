/** One change of one place of a source. */
export interface Mutant {
  /** Line, from 1. */
  line: number
  /** The place before and after. */
  from: string
  to: string
  /** The whole source with the change. */
  text: string
}

/** What is replaced by what: operators, bounds, helpers of rounding. Each occurrence is a mutant of its own. */
const swaps: readonly (readonly [from: string, to: string])[] = [
  [' + ', ' - '],
  [' - ', ' + '],
  [' * ', ' / '],
  [' / ', ' * '],
  [' % ', ' / '],
  [' < ', ' <= '],
  [' <= ', ' < '],
  [' > ', ' >= '],
  [' >= ', ' > '],
  [' == ', ' != '],
  [' != ', ' == '],
  [' && ', ' || '],
  [' || ', ' && '],
  [' += ', ' = '],
  [' -= ', ' = '],
  ['Math.min(', 'Math.max('],
  ['Math.max(', 'Math.min('],
]

const number = /(?<![\w.])(\d[\d_]*)(?![\w.]|e\d)/g

/** All mutants of a source; comments, imports and the frame of the file stay as they are. */
export function mutantsOf(source: string): Mutant[] {
  const lines = source.split('\n')
  return lines.flatMap((row, i) => {
    if (/^\s*(\/\/|\*|import |pragma |using |bytes32 .*keccak256)/.test(row)) return []
    const code = row.split(' // ')[0] ?? row
    const changed = (at: number, from: string, to: string): Mutant => {
      const mutated = row.slice(0, at) + to + row.slice(at + from.length)
      return { line: i + 1, from, to, text: lines.with(i, mutated).join('\n') }
    }
    return unguarded(code, changed).concat(swapped(code, changed), counted(code, changed))
  })
}

type Change = (at: number, from: string, to: string) => Mutant

/** A refusal that never happens. */
function unguarded(code: string, changed: Change): Mutant[] {
  const guard = /if \((.*)\) revert/.exec(code)
  return guard ? [changed(guard.index, guard[0], `if (false && (${guard[1]})) revert`)] : []
}

function swapped(code: string, changed: Change): Mutant[] {
  return swaps.flatMap(([from, to]) => placesOf(code, from).map((at) => changed(at, from, to)))
}

/** Every number one higher. */
function counted(code: string, changed: Change): Mutant[] {
  return [...code.matchAll(number)].map((found) => {
    const value = found[1] ?? '0'
    return changed(found.index, value, String(BigInt(value.replaceAll('_', '')) + 1n))
  })
}

function placesOf(code: string, part: string): number[] {
  const places: number[] = []
  for (let at = code.indexOf(part); at >= 0; at = code.indexOf(part, at + 1)) places.push(at)
  return places
}

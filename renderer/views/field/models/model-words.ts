import type { Model, Reloaded } from '../../../../domain/rpc/field/field.ts'
import { pointNames, type PointName, pointSpec } from '../../../../domain/points.ts'

/** Protocols by their names. */
export const protocolWords: Record<Model['protocol'], string> = {
  modbus: 'Modbus',
  opcUa: 'OPC UA',
  sunspec: 'SunSpec',
}

/** Whether every word typed occurs in what identifies the model or in a point it reads. */
export function matchesModel(model: Model, filter: string): boolean {
  const { id, kind, maker, protocol, points } = model
  const text = `${id} ${kind} ${maker} ${model.model} ${protocolWords[protocol]} ${points.join(' ')}`.toLowerCase()
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

/** Labels of the points a model reads, for a list. */
export function pointWords(points: readonly string[]): string {
  const known = points.filter((point): point is PointName => (pointNames as string[]).includes(point))
  return known.map((point) => pointSpec(point).label.toLowerCase()).join(', ')
}

function namedCount(list: readonly string[], what: string): string {
  return list.length === 0 ? '' : `${what}: ${list.join(', ')}`
}

/** What reading the definitions again came to, in one sentence. */
export function reloadedWords({ added, changed, removed, reopened, stillSimulated, faults }: Reloaded): string {
  const parts = [
    namedCount(added, 'added'),
    namedCount(changed, 'changed'),
    namedCount(removed, 'removed'),
    namedCount(reopened, 'connected anew'),
  ].filter(Boolean)
  const rest = faults.length === 0 ? '' : ` ${faults.length === 1 ? 'One fault' : `${faults.length} faults`} above.`
  const [first] = stillSimulated
  const who =
    stillSimulated.length === 1
      ? `${first} is simulated: its simulator serves`
      : `${stillSimulated.join(', ')} are simulated: their simulator serves`
  const simulated = first === undefined ? '' : ` ${who} the former map until the site is started anew.`
  return `Read again: ${parts.length === 0 ? 'nothing has changed' : parts.join('; ')}.${simulated}${rest}`
}

/** A source text cut where an address of a document stands in it: before, the address, after. */
export function sourceParts(source: string): { before: string; address: string; after: string } {
  const found = /(https?:\/\/|(?:www\.|github\.com\/))[^\s;,)]+/.exec(source)
  if (!found) return { before: source, address: '', after: '' }
  return {
    before: source.slice(0, found.index),
    address: found[0],
    after: source.slice(found.index + found[0].length),
  }
}

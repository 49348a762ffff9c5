import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { retailFault } from '../fault.ts'

const mostBytes = 5_000_000
const mostDepth = 24
const mostTags = 400_000

/** An element: its attributes as `@name`, its text as `#text`, elements that may repeat as lists. */
export interface XmlNode {
  readonly [name: string]: XmlValue
}
type XmlValue = string | XmlNode | readonly (string | XmlNode)[] | undefined

/**
 * Reads XML that anybody may have written: size, depth and number of elements are limited, document types and entities of
 * their own are refused, names lose their prefix. Errors: `Retail.Invalid`.
 */
export function readXml(bytes: Uint8Array, lists: ReadonlySet<string>): XmlNode {
  if (bytes.length > mostBytes) throw retailFault(`The file is larger than ${mostBytes / 1_000_000} MB.`)
  const text = decoded(bytes)
  if (/<!(DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)/i.test(text))
    throw retailFault('The file defines a document type or entities of its own, which no bank statement does.')
  checkSize(text)
  const verdict = XMLValidator.validate(text)
  if (verdict !== true)
    throw retailFault(`The file is no well-formed XML: ${verdict.err.msg} (line ${verdict.err.line}).`)
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    removeNSPrefix: true,
    parseTagValue: false,
    parseAttributeValue: false,
    processEntities: false,
    ignoreDeclaration: true,
    ignorePiTags: true,
    isArray: (name) => lists.has(name),
  })
  try {
    return parser.parse(text) as XmlNode
  } catch (error) {
    throw retailFault(`The file cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw retailFault('The file is not in UTF-8.')
  }
}

/** Counts tags without reading what they hold: a parser that runs out of memory says nothing. */
function checkSize(text: string): void {
  let depth = 0
  let count = 0
  for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', at + 1)) {
    const next = text[at + 1]
    if (next === '!' || next === '?') continue
    count++
    const end = text.indexOf('>', at)
    if (next === '/') depth--
    else if (text[end - 1] !== '/') depth++
    if (depth > mostDepth) throw retailFault(`The file has elements more than ${mostDepth} deep.`)
    if (count > mostTags) throw retailFault(`The file has more than ${mostTags} tags.`)
  }
}

/** The element at a path of names; of lists the first one. */
export function nodeAt(node: XmlNode | undefined, ...path: string[]): XmlNode | undefined {
  let here: XmlValue = node
  for (const name of path) {
    const inside: XmlNode | undefined = isNode(here) ? here : undefined
    const found: XmlValue = inside?.[name]
    here = Array.isArray(found) ? (found as readonly (string | XmlNode)[])[0] : found
  }
  return isNode(here) ? here : undefined
}

/** The text at a path of names; empty when there is none. */
export function textAt(node: XmlNode | undefined, ...path: string[]): string {
  const last = path.at(-1) ?? ''
  const found = nodeAt(node, ...path.slice(0, -1))?.[last]
  const first: XmlValue = Array.isArray(found) ? (found as readonly (string | XmlNode)[])[0] : found
  if (typeof first === 'string') return unescaped(first)
  const inner = isNode(first) ? first['#text'] : undefined
  return typeof inner === 'string' ? unescaped(inner) : ''
}

/** All elements of a name, and all texts of it. */
export function listOf(node: XmlNode | undefined, name: string): readonly (string | XmlNode)[] {
  const found = node?.[name]
  if (found === undefined) return []
  return Array.isArray(found) ? (found as readonly (string | XmlNode)[]) : [found as string | XmlNode]
}

/** Elements of a name. */
export function nodesOf(node: XmlNode | undefined, name: string): XmlNode[] {
  return listOf(node, name).filter(isNode)
}

function isNode(value: XmlValue): value is XmlNode {
  return typeof value === 'object' && !Array.isArray(value)
}

const predefined: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', apos: "'", quot: '"' }

/** The five entities that XML knows by itself, and characters by their number; anything else stays as it stands. */
export function unescaped(text: string): string {
  return text.replaceAll(/&(#x[0-9a-fA-F]{1,6}|#\d{1,7}|lt|gt|amp|apos|quot);/g, (whole, name: string) => {
    if (!name.startsWith('#')) return predefined[name] ?? whole
    const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    return code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole
  })
}

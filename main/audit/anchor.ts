import { appendFileSync, readFileSync } from 'node:fs'

/** How far the trail had come at some moment. */
export interface Anchor {
  n: number
  hash: string
}

/** A file of anchors beside the database: somebody who rewrites the whole chain has to find this file as well. */
export interface AnchorFile {
  /** Adds a line when the trail has grown since the last one. */
  drop(head: Anchor): void
  /** All anchors, oldest first; a line that cannot be read counts as none. */
  read(): Anchor[]
}

/** Anchors as lines of JSON, only ever appended. */
export function createAnchorFile(file: string): AnchorFile {
  const read = (): Anchor[] => textOf(file).split('\n').flatMap(parse)
  let last = read().at(-1)?.n ?? 0
  return {
    read,
    drop({ n, hash }) {
      if (n === last) return
      appendFileSync(file, `${JSON.stringify({ n, hash })}\n`, { mode: 0o600 })
      last = n
    },
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function parse(line: string): Anchor[] {
  try {
    const { n, hash } = JSON.parse(line) as Partial<Anchor>
    return typeof n === 'number' && typeof hash === 'string' ? [{ n, hash }] : []
  } catch {
    return []
  }
}

import { useEffect, useState } from 'react'
import type { Preview } from '../../../../domain/rpc/field/field.ts'
import { useClient } from '../../../connection/connected.tsx'
import type { EngineClient } from '../../../connection/connection.ts'
import { type Problem, problemOf } from '../../../connection/problem.ts'

/** What to look at: a place with a model, and for OPC UA how the link is encrypted. */
export type PreviewOf = Parameters<EngineClient['field']['preview']>[0]

/** The newest round of reading, and the points that were not good in any round so far. */
export interface PreviewView {
  preview: Preview | undefined
  /** Points that were not good at least once: they keep their place at the top. */
  troubled: ReadonlySet<string>
  /** Why reading could not begin or broke off. */
  problem: Problem | undefined
}

const nothing: PreviewView = { preview: undefined, troubled: new Set(), problem: undefined }

function withRound(before: PreviewView, preview: Preview): PreviewView {
  const fresh = preview.rows.filter((row) => row.quality !== 'good' && !before.troubled.has(row.point))
  const troubled =
    fresh.length === 0 ? before.troubled : new Set([...before.troubled, ...fresh.map((row) => row.point)])
  return { preview, troubled, problem: undefined }
}

async function follow(client: EngineClient, of: PreviewOf, signal: AbortSignal, take: (preview: Preview) => void) {
  const rounds = await client.field.preview(of, { signal })
  for await (const round of rounds) if (!signal.aborted) take(round)
}

/** Reads a device once a second for as long as it is looked at; give the component a key of its own per device. */
export function usePreview(of: PreviewOf): PreviewView {
  const client = useClient()
  const [view, setView] = useState(nothing)
  const asked = JSON.stringify(of)
  useEffect(() => {
    const ending = new AbortController()
    const { signal } = ending
    follow(client, JSON.parse(asked) as PreviewOf, signal, (round) =>
      setView((before) => withRound(before, round)),
    ).catch((error: unknown) => !signal.aborted && setView((before) => ({ ...before, problem: problemOf(error) })))
    return () => ending.abort()
  }, [client, asked])
  return view
}

import type { CompletionContext, CompletionResult, CompletionSource } from '@codemirror/autocomplete'

type Kind = 'keyword' | 'point' | 'unit' | 'value' | 'mode'

/** Asks what may follow at a place of a text. */
export type Complete = (given: { text: string; at: number }) => Promise<{
  from: number
  options: readonly { label: string; detail: string; kind: Kind }[]
}>

/** Order of kinds in the list: names of points and failures are what a person looks for. */
const rank: Record<Kind, number> = { point: 4, mode: 3, unit: 2, value: 1, keyword: 0 }

/** Completion by what the engine says may follow; by itself only behind a letter begun, a space, or at an empty line. */
export function completionSource(complete: Complete): CompletionSource {
  return async (context: CompletionContext): Promise<CompletionResult | null> => {
    if (!context.explicit && context.matchBefore(/[\w"]$|[^\S\n]$/) === null) return null
    const text = context.state.doc.toString()
    try {
      const { from, options } = await complete({ text, at: context.pos })
      if (context.aborted || options.length === 0) return null
      return {
        from,
        options: options.map(({ label, detail, kind }) => ({ label, detail, type: kind, boost: rank[kind] })),
        validFor: /^\w*$/,
      }
    } catch {
      // Without a connection there is nothing to offer; the person writes on.
      return null
    }
  }
}

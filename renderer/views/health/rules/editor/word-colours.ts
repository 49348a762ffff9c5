import { type Range } from '@codemirror/state'
import { Decoration, type DecorationSet, type EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view'
import { ruleWords } from '../text/rule-words.ts'

/** Marks every word with what it is; the style sheet gives the colours. */
function marksOf(view: EditorView): DecorationSet {
  const marks: Range<Decoration>[] = ruleWords(view.state.doc.toString()).flatMap(({ from, text, kind }) =>
    kind === undefined || text === ''
      ? []
      : [Decoration.mark({ attributes: { 'data-kind': kind } }).range(from, from + text.length)],
  )
  return Decoration.set(marks)
}

/** Colours of the words of a rule; rules are short, so all of it is marked at each change. */
export const wordColours = ViewPlugin.fromClass(
  class {
    marks: DecorationSet
    constructor(view: EditorView) {
      this.marks = marksOf(view)
    }
    update(update: ViewUpdate) {
      if (update.docChanged) this.marks = marksOf(update.view)
    }
  },
  { decorations: ({ marks }) => marks },
)

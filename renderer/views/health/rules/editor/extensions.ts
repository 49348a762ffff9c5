import { autocompletion, closeBrackets, completionKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { bracketMatching } from '@codemirror/language'
import { lintGutter, lintKeymap } from '@codemirror/lint'
import { EditorState, type Extension } from '@codemirror/state'
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view'
import { type Complete, completionSource } from './completion.ts'
import { wordColours } from './word-colours.ts'

/** Everything the editor of a rule consists of. Tab leaves it, so that nobody is caught in it. */
export function extensions(given: { label: string; complete: Complete; onText: (text: string) => void }): Extension[] {
  const { label, complete, onText } = given
  return [
    lineNumbers(),
    lintGutter(),
    history(),
    drawSelection(),
    closeBrackets(),
    bracketMatching(),
    highlightActiveLine(),
    EditorState.tabSize.of(2),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false' }),
    autocompletion({ override: [completionSource(complete)], icons: false, activateOnTypingDelay: 120 }),
    keymap.of([...completionKeymap, ...lintKeymap, ...historyKeymap, ...defaultKeymap]),
    wordColours,
    EditorView.updateListener.of((update) => {
      if (update.docChanged) onText(update.state.doc.toString())
    }),
  ]
}

import { setDiagnostics } from '@codemirror/lint'
import { EditorView } from '@codemirror/view'
import { useEffect, useRef } from 'react'
import type { RuleIssue } from '../../../../../domain/health/rules.ts'
import type { Complete } from './completion.ts'
import { diagnosticsOf } from './diagnostics.ts'
import css from './code-editor.module.css'
import { extensions } from './extensions.ts'

/**
 * An editor for the text of a rule: colours, completion, marks of what is wrong. `text` is what it begins with; a new one
 * replaces what stands there. `issues` undefined = not checked yet, the marks stay as they are.
 */
export function CodeEditor(props: {
  label: string
  text: string
  onText: (text: string) => void
  issues: readonly RuleIssue[] | undefined
  complete: Complete
}) {
  const { label, text, onText, issues, complete } = props
  const box = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(undefined)
  const told = useRef(onText)
  useEffect(() => {
    told.current = onText
  })
  useEffect(() => {
    if (!box.current) return undefined
    const made = new EditorView({
      parent: box.current,
      extensions: extensions({ label, complete, onText: (next) => told.current(next) }),
    })
    view.current = made
    return () => {
      made.destroy()
      view.current = undefined
    }
  }, [label, complete])
  useEffect(() => {
    const made = view.current
    if (made && made.state.doc.toString() !== text)
      made.dispatch({ changes: { from: 0, to: made.state.doc.length, insert: text } })
    // A new editor is filled again.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [text, label, complete])
  useEffect(() => {
    const made = view.current
    if (made && issues) made.dispatch(setDiagnostics(made.state, diagnosticsOf(issues, made.state.doc.length)))
  }, [issues])
  return <div ref={box} className={css.editor} />
}

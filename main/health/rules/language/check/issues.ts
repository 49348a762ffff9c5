import type { RuleIssue } from '../../../../../domain/health/rules.ts'
import type { Span } from '../ast.ts'

/** Collects what is wrong with a text. */
export interface Issues {
  error(at: Span, message: string, hint?: string): void
  warn(at: Span, message: string, hint?: string): void
  /** In the order of the text. */
  list(): RuleIssue[]
}

/** An empty list of issues for a text. */
export function createIssues(text: string): Issues {
  const found: RuleIssue[] = []
  const add =
    (severity: RuleIssue['severity']) =>
    (at: Span, message: string, hint: string = '') => {
      const from = Math.max(0, Math.min(Number.isFinite(at.from) ? at.from : text.length, text.length))
      const to = Math.max(from, Math.min(Number.isFinite(at.to) ? at.to : from, text.length))
      if (found.some((one) => one.from === from && one.severity === severity)) return
      const before = text.slice(0, from)
      const line = before.split('\n').length
      found.push({ from, to, line, column: from - before.lastIndexOf('\n'), severity, message, hint })
    }
  return {
    error: add('error'),
    warn: add('warning'),
    list: () => found.toSorted((a, b) => a.from - b.from),
  }
}

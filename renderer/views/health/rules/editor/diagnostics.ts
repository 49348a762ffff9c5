import type { Diagnostic } from '@codemirror/lint'
import type { RuleIssue } from '../../../../../domain/health/rules.ts'

/** What is wrong with a text as marks of the editor, each inside the text and at least a letter wide. */
export function diagnosticsOf(issues: readonly RuleIssue[], length: number): Diagnostic[] {
  return issues.map(({ from, to, severity, message, hint }) => {
    const begin = Math.max(0, Math.min(from, length - 1))
    return {
      from: begin,
      to: Math.min(length, Math.max(to, begin + 1)),
      severity,
      message: hint === '' ? message : `${message}; ${hint}`,
    }
  })
}

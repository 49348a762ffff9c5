/**
 * A text that spreadsheets would take for a formula gets an apostrophe in front: `=1+1` becomes `'=1+1`. Texts that
 * look guarded already get one more, so that {@link unguarded} always gives back what was.
 */
export function guarded(text: string): string {
  return /^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text
}

/** The text before {@link guarded}; what was never guarded stays as it is. */
export function unguarded(text: string): string {
  return /^'+[=+\-@\t\r]/.test(text) ? text.slice(1) : text
}

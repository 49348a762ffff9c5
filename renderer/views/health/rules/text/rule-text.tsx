import { ruleWords } from './rule-words.ts'
import css from './rule-text.module.css'

/** Text of a rule, coloured by what its words are. */
export function RuleText({ text }: { text: string }) {
  return (
    // A long line scrolls; reached by the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <pre className={css.text} tabIndex={0} aria-label="Text of the rule">
      {ruleWords(text.trimEnd()).map(({ from, text: word, kind }) =>
        kind === undefined ? (
          word
        ) : (
          <span key={from} data-kind={kind}>
            {word}
          </span>
        ),
      )}
    </pre>
  )
}

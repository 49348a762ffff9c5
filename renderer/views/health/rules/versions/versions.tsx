import { Button } from '@mantine/core'
import { useState } from 'react'
import { type HealthRule, ruleStates } from '../../../../../domain/health/rules.ts'
import { formatDate } from '../../../../format/time.ts'
import { useSite } from '../../../../state/live.ts'
import { lineDiff } from './line-diff.ts'
import css from './versions.module.css'

const signs = { same: ' ', added: '+', removed: '\u2212' } as const

/** Versions of a rule, the newest first; the chosen one beside the one before it. */
export function Versions({ versions, onText }: { versions: readonly HealthRule[]; onText: (text: string) => void }) {
  const { timeZone } = useSite()
  const [chosen, setChosen] = useState(versions[0]?.version)
  const place = versions.findIndex(({ version }) => version === chosen)
  const [shown, before] = [versions[place], versions[place + 1]]
  return (
    <div className={css.versions}>
      <ul className={css.list}>
        {versions.map(({ version, author, at, reason, state }) => (
          <li key={version}>
            <label data-on={version === chosen || undefined}>
              <input type="radio" name="version" checked={version === chosen} onChange={() => setChosen(version)} />
              <span>
                <strong>{version}</strong> {ruleStates[state]}, {formatDate(at, timeZone)}, {author}
                <span>{reason}</span>
              </span>
            </label>
          </li>
        ))}
      </ul>
      {shown && (
        <div className={css.shown}>
          <p>
            {before
              ? `Version ${shown.version} against version ${before.version}`
              : `Version ${shown.version}, the first`}
            <Button onClick={() => onText(shown.text)}>Into the editor</Button>
          </p>
          <pre
            className={css.diff}
            // A long line scrolls; reached by the keyboard.
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
            tabIndex={0}
            aria-label="Changes of the text"
          >
            {lineDiff(before?.text ?? shown.text, shown.text).map(({ kind, text }, i) => (
              // Lines keep their places; equal ones repeat.
              // oxlint-disable-next-line react/no-array-index-key
              <span key={i} data-kind={kind}>
                {signs[kind]} {text}
                {'\n'}
              </span>
            ))}
          </pre>
        </div>
      )}
    </div>
  )
}

import { Button, NumberInput, Progress } from '@mantine/core'
import { useState } from 'react'
import { formatNumber } from '../../../../format/number.ts'
import { ActButton } from '../../../operate/act-button.tsx'
import page from '../../health.module.css'
import css from '../rules.module.css'
import { EventLanes } from './event-lanes.tsx'
import { useTry } from './use-try.ts'

/** Would it have been right? The text over what is stored, before it goes live. */
export function TryPanel({ text, isWrong }: { text: string; isWrong: boolean }) {
  const [days, setDays] = useState(90)
  const { view, run, stop } = useTry()
  const { progress, result, problem } = view
  return (
    <>
      <div className={css.try}>
        <NumberInput
          aria-label="Days of history"
          className={css.daysField}
          min={1}
          max={400}
          allowDecimal={false}
          suffix=" days"
          value={days}
          onChange={(value) => setDays(Math.min(400, Math.max(1, Number(value) || 1)))}
        />
        {progress ? (
          <Button onClick={stop}>Stop</Button>
        ) : (
          <ActButton
            obstacle={isWrong ? 'What is wrong with the text comes first.' : undefined}
            onClick={() => void run(text, days)}
          >
            Try against history
          </ActButton>
        )}
        {progress && (
          <>
            <Progress
              className={css.progress ?? ''}
              value={progress.share * 100}
              color="var(--process)"
              aria-label="Progress of the try"
            />
            <output className={page.quiet}>{progress.words}</output>
          </>
        )}
        {result && <strong>{result.words}</strong>}
      </div>
      {problem && (
        <p className={css.problem} role="alert">
          {problem.message}
        </p>
      )}
      {result && view.text !== text && (
        <p className={page.quiet}>The text has changed since; this is about the one before.</p>
      )}
      {result && result.daysWithData < days && (
        <p className={page.quiet}>
          {formatNumber(result.daysWithData)} of {formatNumber(days)} days have the points it needs.
        </p>
      )}
      {result && <EventLanes events={result.events} from={result.from} to={result.to} text={view.text ?? text} />}
    </>
  )
}

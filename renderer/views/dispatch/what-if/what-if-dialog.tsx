import { Button } from '@mantine/core'
import { useState } from 'react'
import type { WhatIfAnswer } from '../../../../domain/rpc/plan.ts'
import { StepDialog } from '../../../components/layout/step-dialog.tsx'
import { useCommand } from '../../../connection/use-command.ts'
import { useSite } from '../../../state/live.ts'
import { ActButton } from '../../operate/act-button.tsx'
import { Compared } from './compared.tsx'
import { changeWords, hasChange, unchanged, type WhatIfDraft, whatIfOf } from './what-if-draft.ts'
import { WhatIfForm } from './what-if-form.tsx'
import css from './what-if.module.css'

/** Tries other prices, limits or assets on the plan: both plans side by side, and nothing is changed by it. */
export function WhatIfDialog({ onClose }: { onClose: () => void }) {
  const site = useSite()
  const [draft, setDraft] = useState<WhatIfDraft>(unchanged)
  const [answer, setAnswer] = useState<WhatIfAnswer>()
  const { run, isBusy, problem } = useCommand<WhatIfDraft, WhatIfAnswer>(
    (client, asked) => client.plan.whatIf(whatIfOf(asked)) as Promise<WhatIfAnswer>,
  )
  const compare = () => void run(draft).then((found) => found && setAnswer(found))
  const obstacle = hasChange(draft) ? undefined : 'Change something first.'
  return (
    <StepDialog
      title="What if…"
      steps={['Change', 'Compare']}
      at={answer ? 1 : 0}
      size={answer ? 860 : 520}
      onClose={onClose}
      foot={
        answer ? (
          <>
            <Button onClick={() => setAnswer(undefined)}>Change again</Button>
            <Button variant="filled" onClick={onClose}>
              Close
            </Button>
          </>
        ) : (
          <>
            <Button onClick={onClose}>Cancel</Button>
            <ActButton isPrimary isBusy={isBusy} obstacle={obstacle} onClick={compare}>
              Plan and compare
            </ActButton>
          </>
        )
      }
    >
      {answer ? (
        <Compared answer={answer} changes={changeWords(draft, site)} />
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            if (obstacle === undefined && !isBusy) compare()
          }}
        >
          <WhatIfForm draft={draft} onDraft={(change) => setDraft({ ...draft, ...change })} />
          <button type="submit" hidden aria-hidden tabIndex={-1} />
        </form>
      )}
      {problem && !answer && <p role="alert">{problem.message}</p>}
      {isBusy && <p className={css.said}>Two plans are made of this moment, one after the other…</p>}
    </StepDialog>
  )
}

import { Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { HealthRule, RuleState } from '../../../../domain/health/rules.ts'
import { useCommand } from '../../../connection/use-command.ts'
import { ActDialog } from '../../alarms/acts/act-dialog.tsx'
import { useRenewHealth } from '../queries.ts'

const acts: Record<RuleState, { title: string; act: string; words: string }> = {
  live: {
    title: 'Go live',
    act: 'Put in charge',
    words: 'From now on it watches and advises, in place of the version before. It never acts on equipment.',
  },
  retired: { title: 'Retire', act: 'Take out', words: 'It no longer watches. Its versions and what it found stay.' },
  draft: { title: 'Back to draft', act: 'Make a draft', words: 'It no longer watches.' },
}

/** Puts a version in charge or takes the rule out; one that was never tried needs a tick more. */
export function StateDialog({ rule, state, onClose }: { rule: HealthRule; state: RuleState; onClose: () => void }) {
  const { title, act, words } = acts[state]
  const renew = useRenewHealth()
  const [reason, setReason] = useState('')
  const [isRefused, setRefused] = useState(false)
  const [isUntried, setUntried] = useState(false)
  const { run, isBusy, problem } = useCommand(async (client, text: string) => {
    await client.health.rules.setState({ id: rule.id, version: rule.version, state, untried: isUntried, reason: text })
    await renew()
    return true
  })
  const obstacle =
    reason.trim().length < 3
      ? 'A reason of at least 3 letters is needed.'
      : isRefused && !isUntried
        ? 'Try it against history first, or tick that you know it was not.'
        : undefined
  const go = async () => {
    const done = await run(reason.trim(), ({ code }) => {
      if (state === 'live' && code === 'Config.Invalid') setRefused(true)
    })
    if (done) onClose()
  }
  return (
    <ActDialog
      title={`${title}: ${rule.title}, version ${rule.version}`}
      act={act}
      obstacle={obstacle}
      isBusy={isBusy}
      onAct={() => void go()}
      onClose={onClose}
    >
      <p>{words}</p>
      <TextInput
        label="Reason (kept in the audit trail)"
        data-autofocus
        maxLength={300}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {problem && <p role="alert">{problem.message}</p>}
      {isRefused && (
        <Checkbox
          label="I know that it was not tried against history, and put it in charge all the same"
          checked={isUntried}
          onChange={(event) => setUntried(event.currentTarget.checked)}
        />
      )}
    </ActDialog>
  )
}

import { useState } from 'react'
import type { HealthRule, RuleState } from '../../../../domain/health/rules.ts'
import { useObstacle } from '../../../state/use-obstacle.ts'
import { ActButton } from '../../operate/act-button.tsx'
import { ReasonDialog } from '../../operate/reason-dialog.tsx'
import page from '../health.module.css'
import { useRenewHealth, type useRuleCheck } from '../queries.ts'
import { nextStates } from './rule-words.ts'
import { StateDialog } from './state-dialog.tsx'

/** What may be done with a text: put in form, kept as a draft, and put in charge or taken out where it is kept. */
export function RuleActs(props: {
  rule: HealthRule | undefined
  text: string
  isChanged: boolean
  check: ReturnType<typeof useRuleCheck>['data']
  onFormat: (text: string) => void
  onSaved: (rule: HealthRule) => void
}) {
  const { rule, text, isChanged, check, onFormat, onSaved } = props
  const engineer = useObstacle('engineer')
  const [asked, setAsked] = useState<'save' | RuleState>()
  const wrong = check?.issues.filter(({ severity }) => severity === 'error').length ?? 0
  const formatted = check?.formatted ?? null
  const close = () => setAsked(undefined)
  const unfit =
    check === undefined ? 'It is being checked.' : wrong > 0 ? 'What is wrong with the text comes first.' : undefined
  return (
    <div className={page.acts}>
      <ActButton
        obstacle={formatted === null ? unfit : formatted === text ? 'It is in its proper form.' : undefined}
        onClick={() => formatted !== null && onFormat(formatted)}
      >
        Format
      </ActButton>
      <span className={page.end}>
        <ActButton
          obstacle={engineer ?? unfit ?? (isChanged ? undefined : 'Nothing has changed.')}
          onClick={() => setAsked('save')}
        >
          Save as draft…
        </ActButton>
        {rule &&
          nextStates(rule).map(({ state, act }) => (
            <ActButton
              key={state}
              isPrimary={state === 'live'}
              obstacle={engineer ?? (isChanged ? 'Save the change first.' : undefined)}
              onClick={() => setAsked(state)}
            >
              {act}
            </ActButton>
          ))}
      </span>
      {asked === 'save' && <SaveDialog rule={rule} text={text} onSaved={onSaved} onClose={close} />}
      {asked !== undefined && asked !== 'save' && rule && <StateDialog rule={rule} state={asked} onClose={close} />}
    </div>
  )
}

function SaveDialog(props: {
  rule: HealthRule | undefined
  text: string
  onSaved: (rule: HealthRule) => void
  onClose: () => void
}) {
  const { rule, text, onSaved, onClose } = props
  const renew = useRenewHealth()
  return (
    <ReasonDialog
      title={rule ? `Save version ${rule.version + 1} as a draft` : 'Save as a draft'}
      act="Save"
      explanation="It is kept beside the versions before and does nothing until it goes live."
      call={async (client, reason) => {
        const saved = await client.health.rules.save({ ...(rule ? { id: rule.id } : {}), text, reason })
        await renew()
        onSaved(saved)
      }}
      onClose={onClose}
    />
  )
}

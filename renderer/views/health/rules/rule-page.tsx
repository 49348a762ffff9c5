import { useDebouncedValue } from '@mantine/hooks'
import { useMemo, useState } from 'react'
import { type HealthRule, ruleStates } from '../../../../domain/health/rules.ts'
import { Chip } from '../../../components/chip.tsx'
import { useClient } from '../../../connection/connected.tsx'
import page from '../health.module.css'
import { useRule, useRuleCheck } from '../queries.ts'
import { CodeEditor } from './editor/code-editor.tsx'
import { RuleActs } from './rule-acts.tsx'
import { RuleLower } from './rule-lower.tsx'

/** Time after the last key at which the text is checked. */
const checkAfterMs = 350

/** One rule: its text to be written, what it says aloud, how it would have done, its versions. */
export function RulePage(props: {
  id: string | undefined
  /** Text of a rule that is not kept yet. */
  draft: string | undefined
  onSaved: (rule: HealthRule) => void
}) {
  const { id, draft, onSaved } = props
  const { data } = useRule(id)
  if (id !== undefined && !data) return <section className={page.panel} aria-label="Rule" aria-busy />
  return <Opened key={data?.rule.version ?? 0} detail={data} draft={draft} onSaved={onSaved} />
}

function Opened(props: {
  detail: ReturnType<typeof useRule>['data']
  draft: string | undefined
  onSaved: (rule: HealthRule) => void
}) {
  const { detail, draft, onSaved } = props
  const client = useClient()
  const rule = detail?.rule
  const kept = draft ?? rule?.text ?? ''
  const [text, setText] = useState(kept)
  const [begin, setBegin] = useState(kept)
  const [settled] = useDebouncedValue(text, checkAfterMs)
  const { data: check } = useRuleCheck(settled)
  const complete = useMemo(() => (given: { text: string; at: number }) => client.health.rules.complete(given), [client])
  const isChanged = rule === undefined || text !== rule.text
  const put = (next: string) => {
    setBegin(next)
    setText(next)
  }
  return (
    <section className={page.panel} aria-label="Rule">
      <header className={page.head}>
        <h2>{rule?.title ?? 'New rule'}</h2>
        {rule && (
          <Chip kind={rule.state === 'live' ? 'active' : 'outline'}>
            {ruleStates[rule.state]}, version {rule.version}
          </Chip>
        )}
        {isChanged && <Chip kind="track">changed, not kept</Chip>}
      </header>
      <CodeEditor
        label={`Text of ${rule?.title ?? 'the new rule'}`}
        text={begin}
        onText={setText}
        issues={settled === text ? (check?.issues ?? []) : undefined}
        complete={complete}
      />
      <RuleActs
        rule={rule}
        text={text}
        isChanged={isChanged}
        check={settled === text ? check : undefined}
        onFormat={put}
        onSaved={onSaved}
      />
      <RuleLower detail={detail} text={text} check={check} onText={put} />
    </section>
  )
}

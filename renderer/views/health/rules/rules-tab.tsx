import { Button } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import type { HealthRule } from '../../../../domain/health/rules.ts'
import { EmptyState } from '../../../components/empty-state.tsx'
import { problemOf } from '../../../connection/problem.ts'
import { useObstacle } from '../../../state/use-obstacle.ts'
import { ActButton } from '../../operate/act-button.tsx'
import css from '../health.module.css'
import { useRules } from '../queries.ts'
import { NewRuleDialog } from './new-rule-dialog.tsx'
import { foundRules } from './rule-words.ts'
import { RuleList } from './rule-list.tsx'
import { RulePage } from './rule-page.tsx'
import own from './rules.module.css'

/** What the site watches for in the words of its people: list, editor, tries against history, versions. */
export function RulesTab() {
  const { id } = useSearch({ from: '/health/rules' })
  const navigate = useNavigate()
  const obstacle = useObstacle('engineer')
  const { data, error, refetch } = useRules()
  const [isChoosing, setChoosing] = useState(false)
  const [draft, setDraft] = useState<string>()
  const rules = useMemo((): readonly HealthRule[] => data ?? [], [data])
  const chosen = rules.find((rule) => rule.id === id) ?? foundRules(rules, { filter: 'all', words: '' })[0]
  const open = (next: string) => {
    setDraft(undefined)
    void navigate({ to: '/health/rules', search: { id: next }, replace: true })
  }
  return (
    <>
      <div className={own.pair}>
        <section className={css.panel} aria-label="Rules">
          <div className={css.bar}>
            <h2>Rules</h2>
            <span className={css.note}>they advise; none acts</span>
            <ActButton obstacle={obstacle} onClick={() => setChoosing(true)}>
              New rule…
            </ActButton>
          </div>
          {error && !data && (
            <div className={css.empty}>
              <EmptyState
                title="Rules could not be read"
                action={<Button onClick={() => void refetch()}>Again</Button>}
              >
                {problemOf(error).message}
              </EmptyState>
            </div>
          )}
          {data && <RuleList rules={rules} chosenId={draft === undefined ? chosen?.id : undefined} onChoose={open} />}
        </section>
        {(draft !== undefined || chosen) && (
          <RulePage
            key={draft ?? chosen?.id}
            id={draft === undefined ? chosen?.id : undefined}
            draft={draft}
            onSaved={(rule) => open(rule.id)}
          />
        )}
      </div>
      {isChoosing && (
        <NewRuleDialog
          rules={rules}
          onBegin={(text) => {
            setDraft(text)
            setChoosing(false)
          }}
          onClose={() => setChoosing(false)}
        />
      )}
    </>
  )
}

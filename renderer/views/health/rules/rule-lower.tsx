import { Tabs } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { RuleIssue } from '../../../../domain/health/rules.ts'
import { useAssetName } from '../names.ts'
import type { useRule, useRuleCheck } from '../queries.ts'
import page from '../health.module.css'
import css from './rules.module.css'
import { Fired } from './try/fired.tsx'
import { TryPanel } from './try/try-panel.tsx'
import { Versions } from './versions/versions.tsx'

type Check = ReturnType<typeof useRuleCheck>['data']

/** What a rule says, how it would have done, when it fired, what it was before. */
export function RuleLower(props: {
  detail: ReturnType<typeof useRule>['data']
  text: string
  check: Check
  onText: (text: string) => void
}) {
  const { detail, text, check, onText } = props
  const isWrong = check?.issues.some(({ severity }) => severity === 'error') ?? false
  return (
    <Tabs defaultValue="says" className={css.lower} keepMounted>
      <Tabs.List>
        <Tabs.Tab value="says">What it says</Tabs.Tab>
        <Tabs.Tab value="try">Try against history</Tabs.Tab>
        {detail && <Tabs.Tab value="fired">Fired</Tabs.Tab>}
        {detail && <Tabs.Tab value="versions">Versions</Tabs.Tab>}
      </Tabs.List>
      <Tabs.Panel value="says" className={css.tab}>
        <Says check={check} />
      </Tabs.Panel>
      <Tabs.Panel value="try" className={css.tab}>
        <TryPanel text={text} isWrong={isWrong} />
      </Tabs.Panel>
      {detail && (
        <Tabs.Panel value="fired" className={css.tab}>
          <Fired events={detail.events} text={detail.rule.text} />
        </Tabs.Panel>
      )}
      {detail && (
        <Tabs.Panel value="versions" className={css.tab}>
          <Versions versions={detail.versions} onText={onText} />
        </Tabs.Panel>
      )}
    </Tabs>
  )
}

function Says({ check }: { check: Check }) {
  const nameOf = useAssetName()
  if (!check) return <p className={page.quiet}>It is being checked.</p>
  return (
    <>
      {check.issues.length > 0 && <Issues issues={check.issues} />}
      {check.spoken !== null && <p className={css.spoken}>{check.spoken}</p>}
      {check.spoken !== null && check.assetIds.length === 0 && (
        <p className={page.quiet}>It watches no asset of this site.</p>
      )}
      {check.assetIds.length > 0 && (
        <p className={page.quiet}>
          It watches{' '}
          {check.assetIds.map((assetId, i) => (
            <span key={assetId}>
              {i > 0 && ', '}
              <Link to="/health/assets/$assetId" params={{ assetId }}>
                {nameOf(assetId)}
              </Link>
            </span>
          ))}
        </p>
      )}
    </>
  )
}

function Issues({ issues }: { issues: readonly RuleIssue[] }) {
  return (
    <ul className={css.issues} aria-label="What is wrong with the text">
      {issues.map(({ from, line, column, message, hint, severity }) => (
        <li key={`${from} ${message}`} data-severity={severity}>
          <span>
            Line {line}, column {column}
          </span>{' '}
          {message}
          {hint !== '' && (
            <>
              {'; '}
              <code>{hint}</code>
            </>
          )}
        </li>
      ))}
    </ul>
  )
}

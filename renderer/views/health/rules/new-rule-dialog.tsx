import { Select } from '@mantine/core'
import { useState } from 'react'
import type { HealthRule } from '../../../../domain/health/rules.ts'
import { ActDialog } from '../../alarms/acts/act-dialog.tsx'
import { copyOf } from './rule-words.ts'
import { RuleText } from './text/rule-text.tsx'

/** A new rule begins with one that is there: starters of the product first, by kind of asset. */
export function NewRuleDialog(props: {
  rules: readonly HealthRule[]
  onBegin: (text: string) => void
  onClose: () => void
}) {
  const { rules, onBegin, onClose } = props
  const [id, setId] = useState<string | null>(rules[0]?.id ?? null)
  const rule = rules.find((one) => one.id === id)
  const kinds = [...new Set(rules.map(({ kind }) => kind))].toSorted()
  return (
    <ActDialog
      title="New rule"
      act="Begin"
      obstacle={rule ? undefined : 'Choose what to begin with.'}
      isBusy={false}
      onAct={() => {
        if (rule)
          onBegin(
            copyOf(
              rule,
              rules.map(({ title }) => title),
            ),
          )
      }}
      onClose={onClose}
    >
      <Select
        label="Begin with"
        searchable
        allowDeselect={false}
        data={kinds.map((kind) => ({
          group: kind,
          items: rules.filter((one) => one.kind === kind).map((one) => ({ value: one.id, label: one.title })),
        }))}
        value={id}
        onChange={setId}
        comboboxProps={{ withinPortal: false }}
      />
      {rule && <RuleText text={rule.text} />}
    </ActDialog>
  )
}

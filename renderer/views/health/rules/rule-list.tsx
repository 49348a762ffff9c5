import { SegmentedControl, TextInput } from '@mantine/core'
import { ListFilter } from 'lucide-react'
import { useMemo, useState } from 'react'
import { type HealthRule, ruleStates } from '../../../../domain/health/rules.ts'
import { Chip } from '../../../components/chip.tsx'
import { EmptyState } from '../../../components/empty-state.tsx'
import { type ChoiceColumn, ChoiceList, TwoLines } from '../../../components/list/choice-list.tsx'
import { formatNumber } from '../../../format/number.ts'
import page from '../health.module.css'
import { modeName } from '../names.ts'
import { foundRules, type RuleFilter, ruleFilters } from './rule-words.ts'
import css from './rules.module.css'

const columns: ChoiceColumn<HealthRule>[] = [
  {
    id: 'rule',
    head: 'Rule and what it names',
    cell: ({ title, kind, mode }) => <TwoLines first={title} second={`${kind}: ${modeName(mode)}`} />,
  },
  {
    id: 'state',
    head: 'State',
    cell: ({ state }) => <Chip kind={state === 'live' ? 'active' : 'outline'}>{ruleStates[state]}</Chip>,
  },
  { id: 'fired', head: 'In 90 d', isRight: true, cell: ({ fired90d }) => formatNumber(fired90d) },
  { id: 'version', head: 'Version', isRight: true, cell: ({ version }) => formatNumber(version) },
]

/** Every rule at its newest version. */
export function RuleList(props: {
  rules: readonly HealthRule[]
  chosenId: string | undefined
  onChoose: (id: string) => void
}) {
  const { rules, chosenId, onChoose } = props
  const [filter, setFilter] = useState<RuleFilter>('all')
  const [words, setWords] = useState('')
  const found = useMemo(() => foundRules(rules, { filter, words }), [rules, filter, words])
  return (
    <>
      <div className={css.tools}>
        <TextInput
          aria-label="Search rules"
          placeholder="Name, asset, words"
          leftSection={<ListFilter size={14} aria-hidden />}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <SegmentedControl
          aria-label="State"
          data={(Object.keys(ruleFilters) as RuleFilter[]).map((value) => ({ value, label: ruleFilters[value] }))}
          value={filter}
          onChange={(value) => setFilter(value as RuleFilter)}
        />
      </div>
      {found.length === 0 ? (
        <div className={page.empty}>
          <EmptyState title="Nothing found">No rule fits.</EmptyState>
        </div>
      ) : (
        <ChoiceList
          label="Rules"
          columns={columns}
          template="minmax(0, 1fr) 66px 48px 52px"
          rows={found}
          chosenId={chosenId}
          onChoose={onChoose}
        />
      )}
    </>
  )
}

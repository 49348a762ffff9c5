import { Select } from '@mantine/core'
import { type ProofOutcome, proofOutcomes, type ProofSource, proofSources } from '../../../../domain/dispatch/proof.ts'
import { useSite } from '../../../state/live.ts'
import type { ProofSearch } from '../search.ts'
import { outcomeNames, sourceNames } from './proof-words.ts'
import css from './proofs.module.css'

const all = 'all'

/** Which proofs are listed: of whom, ordered by whom, with which outcome. */
export function ProofFilters({ search, onChange }: { search: ProofSearch; onChange: (search: ProofSearch) => void }) {
  const { assets } = useSite()
  const change = (key: keyof ProofSearch, value: string | null) => {
    const { [key]: _, id: __, ...rest } = search
    onChange(value === null || value === all ? rest : { ...rest, [key]: value })
  }
  return (
    <div className={css.filters}>
      <Select
        aria-label="Measured at"
        searchable
        allowDeselect={false}
        value={search.assetId ?? all}
        onChange={(value) => change('assetId', value)}
        data={[{ value: all, label: 'Any asset' }, ...assets.map((a) => ({ value: a.id, label: a.name }))]}
      />
      <Select
        aria-label="Ordered by"
        allowDeselect={false}
        value={search.source ?? all}
        onChange={(value) => change('source', value)}
        data={[
          { value: all, label: 'Any sender' },
          ...proofSources.map((value: ProofSource) => ({ value, label: sourceNames[value] })),
        ]}
      />
      <Select
        aria-label="Outcome"
        allowDeselect={false}
        value={search.outcome ?? all}
        onChange={(value) => change('outcome', value)}
        data={[
          { value: all, label: 'Any outcome' },
          ...proofOutcomes.map((value: ProofOutcome) => ({ value, label: outcomeNames[value] })),
        ]}
      />
    </div>
  )
}

import { Select } from '@mantine/core'
import type { Model, Proposal } from '../../../../domain/rpc/field/field.ts'
import { opcUaSecurity } from '../../../../domain/site.ts'
import { formatNumber } from '../../../format/number.ts'
import { kindWords } from '../models/kind-words.ts'
import css from './add.module.css'

/** The models as a searchable list, by kind. */
function optionsOf(models: readonly Model[]) {
  const kinds = [...new Set(models.map((model) => model.kind))]
  return kinds.map((kind) => ({
    group: kindWords[kind],
    items: models
      .filter((model) => model.kind === kind)
      .map(({ id, maker, model }) => ({ value: id, label: `${maker} ${model}` })),
  }))
}

interface ChoiceProps {
  models: readonly Model[]
  chosen: string | undefined
  onChoose: (definition: string) => void
}

/** The models that fit, best first, each with what speaks for it. */
export function Proposals({ proposals, models, chosen, onChoose }: ChoiceProps & { proposals: readonly Proposal[] }) {
  if (proposals.length === 0)
    return <p className={css.quiet}>No model fits by itself. Choose the one on the nameplate.</p>
  return (
    <fieldset className={css.proposals}>
      <legend>Models that fit</legend>
      {proposals.map((proposal) => (
        <ProposalOption
          key={proposal.definition}
          proposal={proposal}
          model={models.find((model) => model.id === proposal.definition)}
          isChosen={proposal.definition === chosen}
          onChoose={() => onChoose(proposal.definition)}
        />
      ))}
    </fieldset>
  )
}

/** Every model, found by maker or name. */
export function AnyModel({ models, chosen, onChoose }: ChoiceProps) {
  return (
    <Select
      className={css.anyModel}
      aria-label="Any model"
      placeholder="Maker or model"
      searchable
      selectFirstOptionOnChange
      // A scroll area of its own could not be reached by the keyboard; the list itself scrolls with the arrows.
      withScrollArea={false}
      classNames={{ options: css.options ?? '' }}
      nothingFoundMessage="No model of that name"
      comboboxProps={{ withinPortal: false, width: 320, position: 'bottom-start' }}
      data={optionsOf(models)}
      value={chosen ?? null}
      onChange={(value) => value !== null && onChoose(value)}
    />
  )
}

function ProposalOption(props: {
  proposal: Proposal
  model: Model | undefined
  isChosen: boolean
  onChoose: () => void
}) {
  const { proposal, model, isChosen, onChoose } = props
  const fitPct = formatNumber(proposal.fit * 100)
  return (
    <label className={css.proposal}>
      <input type="radio" name="proposal" checked={isChosen} onChange={onChoose} />
      <span className={css.fit}>
        <span className={css.fitBar} aria-hidden="true">
          <span style={{ width: `${proposal.fit * 100}%` }} />
        </span>
        {fitPct}&nbsp;%
      </span>
      <span className={css.proposed}>{model ? `${model.maker} ${model.model}` : proposal.definition}</span>
      <span className={css.because} title={proposal.because}>
        {proposal.because}
      </span>
    </label>
  )
}

const securityWords: Record<(typeof opcUaSecurity)[number], string> = {
  none: 'not encrypted',
  Aes256_Sha256_RsaPss: 'Aes256 Sha256 RsaPss',
  Aes128_Sha256_RsaOaep: 'Aes128 Sha256 RsaOaep',
  Basic256Sha256: 'Basic256Sha256',
}

/** How an OPC UA link is encrypted. */
export function SecurityChoice(props: { value: string | undefined; onChange: (value: string | undefined) => void }) {
  return (
    <Select
      className={css.security}
      aria-label="Encryption"
      comboboxProps={{ withinPortal: false }}
      data={[
        { value: '', label: 'best encryption offered' },
        ...opcUaSecurity.toReversed().map((value) => ({ value, label: securityWords[value] })),
      ]}
      allowDeselect={false}
      value={props.value ?? ''}
      onChange={(value) => props.onChange(value || undefined)}
    />
  )
}

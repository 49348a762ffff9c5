import { Select } from '@mantine/core'
import type { Model, Proposal } from '../../../../domain/rpc/field.ts'
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

/** The models that fit, best first, and all the others to choose from. */
export function ModelChoice(props: {
  proposals: readonly Proposal[]
  models: readonly Model[]
  chosen: string | undefined
  onChoose: (definition: string) => void
}) {
  const { proposals, models, chosen, onChoose } = props
  return (
    <div className={css.choice}>
      {proposals.length > 0 && (
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
      )}
      <Select
        className={css.anyModel}
        label={proposals.length > 0 ? 'Or any model' : 'No model fits by itself; choose one'}
        placeholder="Maker or model"
        searchable
        nothingFoundMessage="No model of that name"
        comboboxProps={{ withinPortal: false }}
        data={optionsOf(models)}
        value={chosen ?? null}
        onChange={(value) => value !== null && onChoose(value)}
      />
    </div>
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
  none: 'none: not encrypted',
  Aes256_Sha256_RsaPss: 'Aes256 Sha256 RsaPss',
  Aes128_Sha256_RsaOaep: 'Aes128 Sha256 RsaOaep',
  Basic256Sha256: 'Basic256Sha256',
}

/** How an OPC UA link is encrypted. */
export function SecurityChoice(props: { value: string | undefined; onChange: (value: string | undefined) => void }) {
  return (
    <Select
      className={css.security}
      label="Encryption"
      comboboxProps={{ withinPortal: false }}
      data={[
        { value: '', label: 'the best the server offers' },
        ...opcUaSecurity.toReversed().map((value) => ({ value, label: securityWords[value] })),
      ]}
      allowDeselect={false}
      value={props.value ?? ''}
      onChange={(value) => props.onChange(value || undefined)}
    />
  )
}

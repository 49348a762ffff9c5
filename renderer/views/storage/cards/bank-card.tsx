import { Link } from '@tanstack/react-router'
import type { AssetKind } from '../../../../domain/asset.ts'
import { LevelBar } from '../../../components/level-bar.tsx'
import { Panel } from '../../../components/panel.tsx'
import { Value } from '../../../components/value.tsx'
import { formatNumber } from '../../../format/number.ts'
import { powerPhrase, powerWord } from '../../../format/power.ts'
import { useWords } from '../../assets/asset-cells.tsx'
import { HealthLine } from '../../health/asset/health-line.tsx'
import { bankPower, bankRating, fillPct } from '../bank/energy.ts'
import { figureText } from '../bank/figure.ts'
import type { Bank } from '../bank/kinds.ts'
import { useFigure } from '../bank/use-figure.ts'
import { BankMark } from './bank-mark.tsx'
import css from './bank-card.module.css'
import { type CardFact, cardFacts, ratingWords, ruleWords } from './card-facts.ts'

function FactLine({ fact, bank }: { fact: CardFact; bank: Bank }) {
  const words = useWords((store) => fact.read(store, bank))
  return (
    <div className={css.fact}>
      <dt>{fact.label}</dt>
      <dd>{words}</dd>
    </div>
  )
}

const phrase = (kind: AssetKind, kW: number) => (Math.abs(kW) < 0.5 ? powerWord(kind, kW) : powerPhrase(kind, kW))

/** Another bank in brief: its level within what its rule allows, and what matters of its kind. */
export function BankCard({ bank }: { bank: Bank }) {
  const { path, title, assets } = bank
  const { fullKWh, minKWh, maxKWh } = bankRating(assets)
  const fill = useFigure((store) => fillPct(store, assets))
  const power = useWords((store) => figureText(bankPower(store, assets), (kW) => phrase(assets[0].kind, kW)))
  const number = fill.value === null ? undefined : formatNumber(fill.value)
  const floor = (minKWh / fullKWh) * 100
  const ceiling = (maxKWh / fullKWh) * 100
  const allowed = `allowed ${formatNumber(floor)} to ${formatNumber(ceiling)} %`
  return (
    <Panel
      title={title}
      note={ratingWords(bank)}
      link={
        <>
          <BankMark bank={bank} />
          <Link to="/storage/$kind" params={{ kind: path }} aria-label={`Open ${title}`}>
            Open
          </Link>
        </>
      }
    >
      <div className={css.card}>
        <LevelBar
          min={0}
          max={100}
          value={fill.value ?? undefined}
          floor={floor}
          ceiling={ceiling}
          quality={fill.quality}
          height={148}
          label={`${title} ${number ?? 'no value'} %, ${allowed}`}
        />
        <div className={css.facts}>
          <div className={css.head}>
            <Value value={number} unit="%" quality={fill.quality} size="value" />
            <span>{power}</span>
          </div>
          <dl className={css.list}>
            {cardFacts(bank).map((fact) => (
              <FactLine key={fact.label} fact={fact} bank={bank} />
            ))}
          </dl>
          <p className={css.rule}>{ruleWords(bank)}</p>
          <HealthLine assetIds={assets.map(({ id }) => id)} />
        </div>
      </div>
    </Panel>
  )
}

import { SegmentedControl, UnstyledButton } from '@mantine/core'
import type { MoneyKind, MoneyRow, MoneySpan, SpanMoney } from '../../../../domain/rpc/settlement/money.ts'
import { Panel } from '../../../components/panel.tsx'
import { eurWords, kindNames, netOf, rowWords } from './money-words.ts'
import css from './money-panel.module.css'

/** Money by kind of income; the chosen kind decides what the other panels show. */
export function MoneyPanel(props: {
  money: SpanMoney
  span: MoneySpan
  kind: MoneyKind
  onKind: (kind: MoneyKind) => void
  onSpan: (span: MoneySpan) => void
}) {
  const { money, span, kind, onKind, onSpan } = props
  const isEmpty = money.quarters.quarter.length === 0
  const net = eurWords(isEmpty ? null : netOf(money.rows))
  const notWhole = money.rows.filter(({ missing, eur }) => missing !== null && eur !== null).length
  return (
    <Panel
      title="1 Money"
      note="€"
      link={
        <SegmentedControl
          className={css.span}
          aria-label="Span"
          value={span}
          onChange={(value) => onSpan(value === 'month' ? 'month' : 'today')}
          data={[
            { value: 'today', label: 'Today' },
            { value: 'month', label: 'Month' },
          ]}
        />
      }
      isFilling
    >
      <ul className={css.rows}>
        {money.rows.map((row) => (
          <Row key={row.kind} row={row} isChosen={row.kind === kind} onChoose={() => onKind(row.kind)} />
        ))}
      </ul>
      <p className={css.net}>
        <span>Earned net</span>
        <span>
          {net.word} <strong>{net.number}</strong>
        </span>
      </p>
      <p className={css.foot}>
        {isEmpty
          ? 'No quarter of an hour is closed yet.'
          : notWhole > 0
            ? 'What is not whole or not known is not in the net.'
            : 'What is not known is not in the net.'}
      </p>
    </Panel>
  )
}

function Row({ row, isChosen, onChoose }: { row: MoneyRow; isChosen: boolean; onChoose: () => void }) {
  const { word, number } = eurWords(row.eur)
  const words = rowWords(row)
  return (
    <li>
      <UnstyledButton className={css.row} aria-pressed={isChosen} onClick={onChoose} title={`From: ${row.source}`}>
        <span className={css.first}>
          <span className={css.name}>{kindNames[row.kind]}</span>
          <span className={css.amount}>
            {word} {row.eur === null ? <span>{number}</span> : <strong>{number}</strong>}
          </span>
        </span>
        <span className={css.second} title={words}>
          {words}
        </span>
        {row.eur !== null && row.missing !== null && (
          <span className={css.second} title={row.missing}>
            without {row.missing}
          </span>
        )}
      </UnstyledButton>
    </li>
  )
}

import { UnstyledButton } from '@mantine/core'
import { Check, ChevronDown, ChevronRight, CircleQuestionMark, type LucideIcon, X } from 'lucide-react'
import { useState } from 'react'
import type {
  QualificationCheck,
  QualificationResult,
  QualificationRow,
} from '../../../../../domain/rpc/dispatch/proof.ts'
import { powerText } from '../../../../format/power.ts'
import { useSite } from '../../../../state/live.ts'
import css from '../../dispatch.module.css'

const results: Record<QualificationResult, { icon: LucideIcon; words: string }> = {
  yes: { icon: Check, words: 'qualifies' },
  no: { icon: X, words: 'does not' },
  unproven: { icon: CircleQuestionMark, words: 'not proven' },
}

const basisWords: Record<QualificationCheck['basis'], string> = {
  measured: 'measured',
  configured: 'as configured',
  none: 'not known',
}

const keyOf = ({ assetId = '', service, direction }: QualificationRow) => `${assetId} ${service} ${direction}`

function Result({ result }: { result: QualificationResult }) {
  const { icon: Icon, words } = results[result]
  return (
    <span className={css.ready}>
      <Icon size={14} aria-hidden /> {words}
    </span>
  )
}

/** One line per asset, service and direction with the reason; each opens to its requirements. */
export function QualificationTable({ rows }: { rows: readonly QualificationRow[] }) {
  const [openKey, setOpenKey] = useState<string>()
  return (
    // Focusable, so that the keyboard can scroll it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={css.scroll} tabIndex={0} aria-label="Who qualifies, line by line">
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">Service</th>
            <th scope="col">Who</th>
            <th scope="col">Direction</th>
            <th scope="col">Qualifies</th>
            <th scope="col" className={css.number}>
              Could offer
            </th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const key = keyOf(row)
            const isOpen = key === openKey
            return <Row key={key} row={row} isOpen={isOpen} onTurn={() => setOpenKey(isOpen ? undefined : key)} />
          })}
        </tbody>
      </table>
      {rows.length === 0 && <p className={css.none}>Nothing fits the choice.</p>}
    </section>
  )
}

function Row({ row, isOpen, onTurn }: { row: QualificationRow; isOpen: boolean; onTurn: () => void }) {
  const { assets } = useSite()
  const name = assets.find((a) => a.id === row.assetId)?.name ?? row.assetId ?? 'All assets together'
  const Icon = isOpen ? ChevronDown : ChevronRight
  return (
    <>
      <tr>
        <th scope="row">
          {row.checks.length === 0 ? (
            row.serviceLabel
          ) : (
            <UnstyledButton className={css.open} aria-expanded={isOpen} onClick={onTurn}>
              <Icon size={12} aria-hidden /> {row.serviceLabel}
            </UnstyledButton>
          )}
        </th>
        <td>{name}</td>
        <td>{row.direction}</td>
        <td>
          <Result result={row.result} />
        </td>
        <td className={css.number}>{powerText(row.capacityKW)}</td>
        <td className={css.cut} title={row.reason}>
          {row.reason}
        </td>
      </tr>
      {isOpen && row.checks.map((check) => <CheckLine key={check.name} check={check} />)}
    </>
  )
}

function CheckLine({ check: { name, need, have, result, basis } }: { check: QualificationCheck }) {
  return (
    <tr className={css.inner}>
      <td>{name}</td>
      <td colSpan={2}>needs {need}</td>
      <td>
        <Result result={result} />
      </td>
      <td colSpan={2} className={css.cut}>
        has {have}, {basisWords[basis]}
      </td>
    </tr>
  )
}

import { CircleQuestionMark, X } from 'lucide-react'
import type { PreviewRow } from '../../../../domain/rpc/field/field.ts'
import { type AssetKind, assetStateOf } from '../../../../domain/asset.ts'
import { pointNames, pointSpec, type PointName } from '../../../../domain/points.ts'
import { Chip } from '../../../components/chip.tsx'
import { Value } from '../../../components/value.tsx'
import { formatNumber } from '../../../format/number.ts'
import { powerWord } from '../../../format/power.ts'
import field from '../field.module.css'
import css from './add.module.css'

const isPoint = (name: string): name is PointName => (pointNames as string[]).includes(name)

/** The value without its sign where a word says the direction. */
export function valueText({ point, value }: PreviewRow): string | undefined {
  if (value === null) return undefined
  if (point === 'state') return `${formatNumber(value)} ${assetStateOf(value) ?? ''}`.trim()
  if (!isPoint(point)) return formatNumber(value, 3)
  const { decimals, signed } = pointSpec(point)
  return formatNumber(signed ? Math.abs(value) : value, decimals)
}

/** Direction of a signed value: what the asset does, or whether reactive power goes into the bus. */
export function directionWord({ point, unit, value, quality }: PreviewRow, kind: AssetKind | undefined): string {
  if (!isPoint(point) || !pointSpec(point).signed || value === null || quality === 'bad' || value === 0) return ''
  if (unit === 'kW' && kind !== undefined) return powerWord(kind, value)
  return value > 0 ? 'giving' : 'taking'
}

/** Rows in their order, those in `first` before the others. */
export function inOrder(rows: readonly PreviewRow[], first: ReadonlySet<string> | undefined): readonly PreviewRow[] {
  if (!first || first.size === 0) return rows
  return [...rows.filter((row) => first.has(row.point)), ...rows.filter((row) => !first.has(row.point))]
}

function Quality({ row }: { row: PreviewRow }) {
  if (row.quality === 'good') return 'good'
  const Icon = row.quality === 'bad' ? X : CircleQuestionMark
  return (
    <>
      <Chip kind={row.quality === 'bad' ? 'hatched' : 'track'}>
        <Icon size={12} aria-hidden /> {row.quality}
      </Chip>
      <span className={css.reason}>{row.reason}</span>
    </>
  )
}

/** Every point as it stands on the wire and as we understand it. */
export function PreviewTable(props: {
  rows: readonly PreviewRow[]
  first: ReadonlySet<string> | undefined
  /** Kind of asset the model is for, which gives directions their words. */
  kind: AssetKind | undefined
}) {
  return (
    // Focusable, so that the keyboard can scroll it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={css.previewScroll} tabIndex={0} aria-label="Points as read">
      <table className={field.table}>
        <thead>
          <tr>
            <th scope="col">Point</th>
            <th scope="col">Place</th>
            <th scope="col">Raw</th>
            <th scope="col">Read as</th>
            <th scope="col" className={field.right}>
              Value
            </th>
            <th scope="col">Quality and reason</th>
          </tr>
        </thead>
        <tbody>
          {inOrder(props.rows, props.first).map((row) => (
            <tr key={row.point}>
              <th scope="row">
                {row.label}
                <span className={css.point}>{row.point}</span>
              </th>
              <td className={css.place}>{row.place}</td>
              <td className={css.raw}>{row.raw === '' ? 'nothing came' : row.raw}</td>
              <td className={css.reading}>{row.reading}</td>
              <td className={field.right}>
                <span className={css.direction}>{directionWord(row, props.kind)}</span>
                <Value size="text" value={valueText(row)} unit={row.unit} quality={row.quality} />
              </td>
              <td>
                <Quality row={row} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

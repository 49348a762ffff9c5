import { Link } from '@tanstack/react-router'
import type { StorageAsset } from '../../../../domain/models/storage.ts'
import { AnalogBar } from '../../../components/analog-bar.tsx'
import { PriorityMark } from '../../../components/priority-mark.tsx'
import { Value } from '../../../components/value.tsx'
import { formatNumber } from '../../../format/number.ts'
import { formatKW, powerWord } from '../../../format/power.ts'
import { topAlarmOf } from '../../../frame/alarms/alarm-order.ts'
import { useAlarms, useReading, useSite } from '../../../state/live.ts'
import { pointOf } from '../../alarms/alarm-point.ts'
import { useWords } from '../../assets/asset-cells.tsx'
import { stateWords } from '../../assets/asset-words.ts'
import type { Bank } from '../bank/kinds.ts'
import { useFigure } from '../bank/use-figure.ts'
import { type UnitColumn, unitColumns } from './unit-columns.ts'
import css from './unit-table.module.css'

/** The units of a bank side by side: what each says of itself, and its alarm. */
export function UnitTable(props: { bank: Bank; selectedId: string; onSelect: (assetId: string) => void }) {
  const { bank, selectedId, onSelect } = props
  const columns = unitColumns(bank.kind)
  return (
    // Focusable, so that the keyboard can scroll it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={css.panel} tabIndex={0} aria-label={`Units of ${bank.title}`}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">Unit</th>
            <th scope="col">State</th>
            <th scope="col" className={css.right}>
              Power <span className={css.unit}>kW</span>
            </th>
            {columns.map(({ title, unit, scale }) => (
              <th key={title} scope="col" className={scale ? css.left : css.right}>
                {title} <span className={css.unit}>{unit}</span>
              </th>
            ))}
            <th scope="col">Alarm</th>
          </tr>
        </thead>
        <tbody>
          {bank.assets.map((asset) => (
            <UnitRow
              key={asset.id}
              asset={asset}
              columns={columns}
              isSelected={bank.assets.length > 1 && asset.id === selectedId}
              onSelect={onSelect}
            />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function UnitRow(props: {
  asset: StorageAsset
  columns: readonly UnitColumn[]
  isSelected: boolean
  onSelect: (assetId: string) => void
}) {
  const { asset, columns, isSelected, onSelect } = props
  const state = useWords((store) => stateWords(store, asset))
  const alarm = topAlarmOf(useAlarms(), asset.id)
  return (
    // The name is a link and takes focus; a click on the rest of the row chooses it as focusing the name does.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <tr data-id={asset.id} data-selected={isSelected || undefined} onClick={() => onSelect(asset.id)}>
      <th scope="row">
        <Link to="/assets/$assetId" params={{ assetId: asset.id }} onFocus={() => onSelect(asset.id)}>
          {asset.name}
        </Link>
      </th>
      <td className={css.words}>{state}</td>
      <PowerCell asset={asset} />
      {columns.map((column) => (
        <NumberCell key={column.title} asset={asset} column={column} />
      ))}
      <td>{alarm && <PriorityMark priority={alarm.priority} state={alarm.state} />}</td>
    </tr>
  )
}

function PowerCell({ asset }: { asset: StorageAsset }) {
  const { value, quality } = useReading(asset.id, 'activePowerKW')
  const word = value === null ? undefined : powerWord(asset.kind, value)
  return (
    <td className={css.right}>
      {word !== undefined && <span className={css.word}>{word} </span>}
      <Value value={value === null ? undefined : formatKW(value)} unit="" quality={quality} size="text" />
    </td>
  )
}

function NumberCell({ asset, column }: { asset: StorageAsset; column: UnitColumn }) {
  const { title, unit, decimals, scale, read } = column
  const { value, quality } = useFigure((store) => read(store, asset))
  const priority = useAlarmPriority(asset.id, column)
  const text = value === null ? undefined : formatNumber(value, decimals)
  const number = <Value value={text} unit="" quality={quality} size="text" />
  if (!scale)
    return (
      <td className={css.right} data-priority={priority}>
        {number}
      </td>
    )
  return (
    <td data-priority={priority}>
      <span className={css.measured}>
        {number}
        <AnalogBar
          {...scale(asset)}
          value={value ?? undefined}
          quality={quality}
          priority={priority}
          label={`${title} of ${asset.name}: ${text ?? 'no value'} ${unit}`}
        />
      </span>
    </td>
  )
}

/** Priority of an active alarm that is about this column's point. */
function useAlarmPriority(assetId: string, { point }: UnitColumn) {
  const site = useSite()
  const alarms = useAlarms().filter(
    (alarm) =>
      alarm.assetId === assetId && alarm.state !== 'normalUnacknowledged' && pointOf(alarm, site)?.point === point,
  )
  return topAlarmOf(alarms, assetId)?.priority
}

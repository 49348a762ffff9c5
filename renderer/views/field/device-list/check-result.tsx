import { Minus, Pencil, Plus } from 'lucide-react'
import type { ListCheck } from '../../../../domain/rpc/field/field.ts'
import { Chip } from '../../../components/chip.tsx'
import css from '../field.module.css'
import list from './list.module.css'

const signs = { added: Plus, changed: Pencil, removed: Minus }

/** What a device list would change in the site file, each device with its details. */
export function Changes({ changes }: { changes: ListCheck['changes'] }) {
  if (changes.length === 0) return <p className={css.quiet}>No change: the list says what the site file says.</p>
  return (
    <table className={css.table} aria-label="Changes">
      <thead>
        <tr>
          <th scope="col">Device</th>
          <th scope="col">Change</th>
          <th scope="col">Details</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ deviceId, what, details }) => {
          const Sign = signs[what]
          return (
            <tr key={`${deviceId} ${what}`}>
              <th scope="row" className={css.held}>
                {deviceId}
              </th>
              <td className={css.held}>
                <Chip kind={what === 'removed' ? 'active' : 'outline'}>
                  <Sign size={12} aria-hidden /> {what}
                </Chip>
              </td>
              <td className={list.details}>
                {details.map((detail) => (
                  <span key={detail}>{detail}</span>
                ))}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** What is wrong with a device list, by row and column. `isOneRow` leaves the row out. */
export function Faults({ faults, isOneRow = false }: { faults: ListCheck['faults']; isOneRow?: boolean }) {
  return (
    <table className={css.table} aria-label="Faults">
      <thead>
        <tr>
          {!isOneRow && (
            <th scope="col" className={css.right}>
              Row
            </th>
          )}
          <th scope="col">Column</th>
          <th scope="col">Expected</th>
        </tr>
      </thead>
      <tbody>
        {faults.map((fault, i) => (
          // Two faults can stand in one cell and say the same.
          // oxlint-disable-next-line react/no-array-index-key
          <tr key={i}>
            {!isOneRow && <td className={css.right}>{fault.row === 0 ? 'whole list' : fault.row}</td>}
            <th scope="row" className={css.mono}>
              {fault.column}
            </th>
            <td>{fault.expected}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

import type { BillDetail, RetailNow } from '../../../../domain/rpc/retail/shapes.ts'
import { centsText } from '../bill-words.ts'
import css from '../bills.module.css'
import { TableHead } from '../parts.tsx'

/** How a bill is divided, what each party got of it, and who got the cents that no exact division had. */
export function SharesTable({ retail, bill }: { retail: RetailNow; bill: BillDetail }) {
  const { formula, parties } = retail
  const nameOf = (id: number) => parties.find((party) => party.id === id)?.name ?? `party ${id}`
  const words = formula.kind === 'fixed' ? 'by fixed parts' : 'by what its lines owe to each'
  return (
    <>
      <h3 className={css.sub}>
        Division{' '}
        <span>
          formula {formula.id}.{formula.version}, {words}, once when it was issued
        </span>
      </h3>
      <table className={css.table} aria-label="Division of the bill">
        <TableHead columns={['Party', { right: 'Share' }, { right: 'Paid' }, { right: 'Still lacking' }]} />
        <tbody>
          {bill.parties.map((party, i) => {
            const [share, lacking] = [bill.shares[i] ?? '0', bill.lacking[i] ?? '0']
            return (
              <tr key={party}>
                <td>{nameOf(party)}</td>
                <td className={css.right}>{centsText(share)}</td>
                <td className={css.right}>{centsText(String(BigInt(share) - BigInt(lacking)))}</td>
                <td className={css.right}>{centsText(lacking)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <p className={css.note}>{bill.remainder}</p>
    </>
  )
}

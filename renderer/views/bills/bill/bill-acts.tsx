import { useState } from 'react'
import type { BillDetail } from '../../../../domain/rpc/retail/shapes.ts'
import { useObstacle } from '../../../state/use-obstacle.ts'
import { FileMenu } from '../../field/file-menu.tsx'
import { ActButton } from '../../operate/act-button.tsx'
import { ReasonDialog } from '../../operate/reason-dialog.tsx'
import css from '../bills.module.css'
import { useRenewRetail } from '../queries.ts'

const alone = { json: 'Document that verifies, JSON' }

/** Files of a bill, and giving up what it lacks. */
export function BillActs({ bill, isCompany }: { bill: BillDetail; isCompany: boolean }) {
  const role = useObstacle('engineer')
  const renew = useRenewRetail()
  const [isOpen, setOpen] = useState(false)
  if (bill.reverses !== null) return null
  const lacks = bill.outstanding === '0' ? 'The bill lacks nothing.' : undefined
  return (
    <span className={css.acts}>
      <ActButton obstacle={role ?? lacks} onClick={() => setOpen(true)}>
        Give up…
      </ActButton>
      {isCompany ? (
        <FileMenu
          label="Export"
          formats={{ ...alone, pdf: 'Invoice, PDF', ubl: 'Invoice, UBL 2.1', act: 'Act of supply, PDF' }}
          make={(client, format) =>
            format === 'json'
              ? client.retail.exportBill({ id: bill.id })
              : client.retail.invoice({ id: bill.id, format })
          }
        />
      ) : (
        <FileMenu label="Export" formats={alone} make={(client) => client.retail.exportBill({ id: bill.id })} />
      )}
      {isOpen && (
        <ReasonDialog
          title={`Give up what ${bill.number} lacks`}
          act="Propose"
          explanation="Nothing changes until a second person approves it, under Rates. Each party then loses what its share lacks."
          call={async (client, reason) => {
            await client.retail.writeOff({ bill: bill.id, reason })
            await renew()
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </span>
  )
}

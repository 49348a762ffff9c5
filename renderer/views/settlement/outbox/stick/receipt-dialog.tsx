import { Select } from '@mantine/core'
import { useState } from 'react'
import { formatNumber } from '../../../../format/number.ts'
import { saveFile } from '../../../field/save-file.ts'
import { TwoStepDialog } from '../../acts/two-step-dialog.tsx'

/** What the chain says of another station's batches, to go back on its stick. */
export function ReceiptDialog({ sites, onClose }: { sites: readonly number[]; onClose: () => void }) {
  const [site, setSite] = useState(sites[0] ?? 0)
  return (
    <TwoStepDialog
      title="Receipt for another station"
      act="Save the file"
      isReasonless
      effects={[
        { label: 'Site', words: formatNumber(site) },
        {
          label: 'What',
          words: 'its batches that are final, with the ends of their dispute windows, signed by this station',
        },
        { label: 'Then', words: 'bring it back: that station takes it with “Import from stick”' },
      ]}
      call={async (client) => {
        const file = await client.bundles.receipt({ site })
        saveFile(file)
        return `Saved as ${file.name}.`
      }}
      onClose={onClose}
    >
      <Select
        label="Site whose batches were taken here"
        data={sites.map((one) => ({ value: String(one), label: `Site ${formatNumber(one)}` }))}
        value={String(site)}
        allowDeselect={false}
        onChange={(value) => setSite(Number(value))}
      />
    </TwoStepDialog>
  )
}

import { useState } from 'react'
import { CopyButton } from '../../../../components/layout/copy-button.tsx'
import { Panel } from '../../../../components/panel.tsx'
import { useNow, useSite } from '../../../../state/live.ts'
import { useObstacle } from '../../../../state/use-obstacle.ts'
import { ActButton } from '../../../operate/act-button.tsx'
import { useBundles } from '../../queries.ts'
import page from '../../settlement.module.css'
import { ExportDialog } from './export-dialog.tsx'
import { ImportDialog } from './import-dialog.tsx'
import { ReceiptDialog } from './receipt-dialog.tsx'
import css from './stick.module.css'
import { stickFacts } from './stick-words.ts'

/** Batches carried by hand, for a station without any link or for another one that has none. */
export function StickPanel() {
  const { data: bundles } = useBundles()
  const { timeZone } = useSite()
  const now = useNow(60_000)
  const obstacle = useObstacle('engineer')
  const [open, setOpen] = useState<'export' | 'import' | 'receipt'>()
  const close = () => setOpen(undefined)
  if (!bundles) return <Panel title="Stick">Reading…</Panel>
  const sites = [...new Set(bundles.taken.filter(({ profile }) => profile === 'relay').map(({ site }) => site))]
  return (
    <Panel title="Stick" note={bundles.stick.isLinked ? 'for when there is no link' : 'there is no link to the chain'}>
      <dl className={css.facts}>
        {stickFacts(bundles, { now, timeZone }).map(({ label, words, more }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd title={more ?? words}>{words}</dd>
          </div>
        ))}
        <div>
          <dt>Key of this station</dt>
          <dd title={`Others seal bundles with all statements for ${bundles.receiver}`}>
            <CopyButton text={bundles.receiver} what="the key of this station" />
          </dd>
        </div>
      </dl>
      <div className={page.acts}>
        <ActButton obstacle={obstacle} onClick={() => setOpen('export')}>
          Export to stick…
        </ActButton>
        <ActButton obstacle={obstacle} onClick={() => setOpen('import')}>
          Import from stick…
        </ActButton>
        {sites.length > 0 && (
          <ActButton obstacle={obstacle} onClick={() => setOpen('receipt')}>
            Receipt…
          </ActButton>
        )}
      </div>
      {open === 'export' && <ExportDialog bundles={bundles} onClose={close} />}
      {open === 'import' && <ImportDialog onClose={close} />}
      {open === 'receipt' && <ReceiptDialog sites={sites} onClose={close} />}
    </Panel>
  )
}

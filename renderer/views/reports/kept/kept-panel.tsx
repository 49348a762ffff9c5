import { Button } from '@mantine/core'
import { Download, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { KeptReport, ReportFormat } from '../../../../domain/rpc/reports.ts'
import { Panel } from '../../../components/panel.tsx'
import { useCommand } from '../../../connection/use-command.ts'
import { formatBytes } from '../../../format/bytes.ts'
import { quantityText } from '../../../format/number.ts'
import { formatWhen } from '../../../format/time.ts'
import { useNow, useSite } from '../../../state/live.ts'
import { useObstacle } from '../../../state/use-obstacle.ts'
import { saveFile } from '../../field/save-file.ts'
import { ReasonDialog } from '../../operate/reason-dialog.tsx'
import { useQueryClient } from '@tanstack/react-query'
import { keptKey, useKept } from '../queries.ts'
import css from '../reports.module.css'

const minuteMs = 60_000

/** Reports that are kept, to be saved or deleted. */
export function KeptPanel() {
  const { data: kept = [] } = useKept()
  const [removing, setRemoving] = useState<KeptReport>()
  const queries = useQueryClient()
  return (
    <Panel title="Kept" note={kept.length === 1 ? '1 report' : `${kept.length} reports`} className={css.kept} isFilling>
      {kept.length === 0 && <p className={css.second}>None yet: what you make is kept here.</p>}
      <ul className={css.list} aria-label="Kept reports">
        {kept.map((report) => (
          <KeptRow key={report.id} report={report} onRemove={() => setRemoving(report)} />
        ))}
      </ul>
      {removing && (
        <ReasonDialog
          title="Delete the report"
          act="Delete"
          explanation={`${removing.title}, ${removing.period}. Its files go too; it can be made again as long as the readings are kept.`}
          call={async (client, reason) => {
            await client.reports.remove({ id: removing.id, reason })
            await queries.invalidateQueries({ queryKey: keptKey })
          }}
          onClose={() => setRemoving(undefined)}
        />
      )}
    </Panel>
  )
}

function KeptRow({ report, onRemove }: { report: KeptReport; onRemove: () => void }) {
  const { timeZone } = useSite()
  const now = useNow(minuteMs)
  const obstacle = useObstacle('engineer')
  const { id, title, period, by, madeAt, files } = report
  const saving = useCommand<ReportFormat, void>(async (client, format) =>
    saveFile(await client.reports.download({ id, format })),
  )
  return (
    <li className={css.keptRow}>
      <span className={css.keptWords} title={period}>
        <strong>{title}</strong> {period.slice(0, 10)}
        <span className={css.holds}>
          {formatWhen(madeAt, now, timeZone)}, {by}
        </span>
      </span>
      {files.map(({ format, name, bytes }) => (
        <Button
          key={format}
          className={css.file}
          disabled={saving.isBusy}
          title={`${name}, ${quantityText(formatBytes(bytes))}`}
          leftSection={<Download size={12} aria-hidden />}
          onClick={() => void saving.run(format)}
        >
          {format.toUpperCase()}
        </Button>
      ))}
      {obstacle === undefined && (
        <Button className={css.step} aria-label={`Delete ${id}`} onClick={onRemove}>
          <Trash2 size={14} aria-hidden />
        </Button>
      )}
      {saving.problem && <span className={css.problem}>{saving.problem.message}</span>}
    </li>
  )
}

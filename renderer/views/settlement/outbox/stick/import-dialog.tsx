import { useState } from 'react'
import type { GivenFile } from '../../../../../domain/rpc/files.ts'
import type { BundleReport } from '../../../../../domain/settlement/bundle.ts'
import { Chip, type ChipKind } from '../../../../components/chip.tsx'
import { useCommand } from '../../../../connection/use-command.ts'
import { formatNumber } from '../../../../format/number.ts'
import { useSite } from '../../../../state/live.ts'
import { useObstacle } from '../../../../state/use-obstacle.ts'
import { ActDialog } from '../../../alarms/acts/act-dialog.tsx'
import { FileDrop } from '../../../field/device-list/file-drop.tsx'
import { fileOf } from '../../../field/device-list/list-file.ts'
import { ReasonField, ProblemLine, reasonObstacle } from '../../../bills/parts.tsx'
import { useRenewSettlement } from '../../queries.ts'
import page from '../../settlement.module.css'
import css from './stick.module.css'
import { countsOf, reportLines, shownItems } from './stick-words.ts'

/** Entries that are shown; a day of statements alone has a hundred. */
const mostShown = 200

/** A bundle from a stick: what each of its entries would become, then taken over with a reason; the next file may follow. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const role = useObstacle('engineer')
  const renew = useRenewSettlement()
  const [reason, setReason] = useState('Carried by stick')
  const [given, setGiven] = useState<{ file: GivenFile; report: BundleReport }>()
  const looking = useCommand(async (client, chosen: File) => {
    const file = await fileOf(chosen)
    return { file, report: await client.bundles.check({ file }) }
  })
  const taking = useCommand(async (client, { file }: { file: GivenFile }) => {
    const report = await client.bundles.take({ file, reason: reason.trim() })
    await renew()
    return report
  })
  const fresh = given?.report.items.filter(({ outcome }) => outcome === 'new').length ?? 0
  const obstacle =
    role ??
    (given === undefined ? 'Choose a file first.' : undefined) ??
    (fresh === 0 ? 'There is nothing new to take.' : undefined) ??
    reasonObstacle(reason)
  const take = async () => {
    const report = given && (await taking.run(given))
    if (given && report) setGiven({ ...given, report })
  }
  return (
    <ActDialog
      title="Import from stick"
      act={fresh > 0 ? `Take ${formatNumber(fresh)} ${fresh === 1 ? 'entry' : 'entries'}` : 'Take'}
      size={720}
      obstacle={obstacle}
      isBusy={taking.isBusy}
      onAct={() => void take()}
      onClose={onClose}
    >
      <FileDrop
        label="Bundle"
        words="Drop a bundle (.pcb) here; several of one station in the order of their numbers"
        accept=".pcb"
        obstacle={role}
        isBusy={looking.isBusy}
        onFile={(file) => void looking.run(file).then(setGiven)}
      />
      {given && <Report name={given.file.name} report={given.report} />}
      <ProblemLine problem={taking.problem ?? looking.problem} />
      <ReasonField value={reason} onReason={setReason} />
    </ActDialog>
  )
}

const outcomeKinds: Readonly<Record<BundleReport['items'][number]['outcome'], ChipKind>> = {
  refused: 'hatched',
  new: 'active',
  taken: 'track',
  known: 'outline',
}

function Report({ name, report }: { name: string; report: BundleReport }) {
  const { timeZone } = useSite()
  const items = shownItems(report)
  const counts = countsOf(report).map(({ outcome, count }) => `${formatNumber(count)} ${outcome}`)
  return (
    <section aria-label={`Entries of ${name}`}>
      {reportLines(report, timeZone).map((line) => (
        <p key={line} className={css.line}>
          {line}
        </p>
      ))}
      <p className={css.line}>
        <strong>{counts.length > 0 ? counts.join(', ') : 'No entry'}</strong>
        {items.length > mostShown && `; the first ${formatNumber(mostShown)} of them:`}
      </p>
      {/* A list that scrolls is reached by the keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className={css.entries} tabIndex={0} aria-label="Verdicts">
        <table className={page.lines}>
          <thead>
            <tr>
              <th scope="col">Verdict</th>
              <th scope="col">Entry</th>
            </tr>
          </thead>
          <tbody>
            {items.slice(0, mostShown).map(({ kind, id, outcome, words }, i) => (
              // An id may be there twice: then the second one is refused.
              // oxlint-disable-next-line react/no-array-index-key
              <tr key={`${kind} ${id} ${i}`}>
                <td>
                  <Chip kind={outcomeKinds[outcome]}>{outcome}</Chip>
                </td>
                <td className={css.words}>{words}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  )
}

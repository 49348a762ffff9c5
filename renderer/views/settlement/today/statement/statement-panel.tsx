import { quarterMs, quarterStart } from '../../../../../domain/metering/quarter.ts'
import type { MoneyKind, QuarterMoney } from '../../../../../domain/rpc/settlement/money.ts'
import { EmptyState } from '../../../../components/empty-state.tsx'
import { formatTime } from '../../../../format/time.ts'
import { useSite } from '../../../../state/live.ts'
import { FileMenu } from '../../../field/file-menu.tsx'
import type { StandingBatch } from '../../use-standings.ts'
import { kindNames, linesOfKind } from '../money-words.ts'
import { Life } from './life.tsx'
import { LinesTable } from './lines-table.tsx'
import { RawReadings } from './raw-readings.tsx'
import { RegisterTable } from './register-table.tsx'
import css from './statement.module.css'
import { VerifyButton } from './verify-button.tsx'

const ofStatement: Record<string, string> = { statement: 'This statement (JSON), verifies offline' }

/** One quarter: its sums, the registers behind each, the readings behind those, and how far the statement has come. */
export function StatementPanel(props: {
  opened: QuarterMoney
  kind: MoneyKind
  asset: string | undefined
  batch: StandingBatch | undefined
  onAsset: (assetId: string) => void
}) {
  const { opened, kind, asset, batch, onAsset } = props
  const { timeZone } = useSite()
  const { quarter } = opened
  const from = quarterStart(quarter)
  const shown = linesOfKind(opened.lines, kind)
  const line = shown.lines.find(({ assetId }) => assetId === asset) ?? shown.lines[0]
  const registers = opened.registers.filter(({ pointId }) =>
    line ? pointId === line.assetId : shown.lines.some(({ assetId }) => assetId === pointId),
  )
  return (
    <section className={css.panel} aria-label={`Statement S-${quarter}`}>
      <header className={css.head}>
        <h2>3 Statement S-{quarter}</h2>
        <span>
          {formatTime(from, timeZone)} to {formatTime(from + quarterMs, timeZone)}, {kindNames[kind].toLowerCase()}
        </span>
        <span className={css.acts}>
          <FileMenu
            label="Export"
            formats={
              batch ? { ...ofStatement, batch: `Batch ${batch.sequence} (JSON), verifies offline` } : ofStatement
            }
            make={(client, format) =>
              format === 'batch' && batch
                ? client.settlement.exportBatch({ sequence: batch.sequence })
                : client.settlement.export({ from: quarter, to: quarter + 1 })
            }
          />
          <VerifyButton key={quarter} quarter={quarter} />
        </span>
      </header>
      <div className={css.columns}>
        {/* Focusable, so that the keyboard can scroll it. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <section className={css.main} tabIndex={0} aria-label="Lines, registers and readings">
          {shown.lines.length === 0 ? (
            <EmptyState title={`No ${kindNames[kind].toLowerCase()} in this quarter`}>
              Its other sums stand under the other kinds of income.
            </EmptyState>
          ) : (
            <LinesTable {...shown} chosen={line} onAsset={onAsset} />
          )}
          <RegisterTable registers={registers} quarter={quarter} />
          {line?.assetId != null && <RawReadings assetId={line.assetId} from={from} to={from + quarterMs} />}
        </section>
        <Life opened={opened} batch={batch} />
      </div>
    </section>
  )
}

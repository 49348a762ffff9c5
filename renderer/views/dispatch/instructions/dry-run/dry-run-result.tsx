import { Check, X } from 'lucide-react'
import type { DryRun } from '../../../../../domain/rpc/dispatch/instructions.ts'
import { EffectLines } from '../../../../components/layout/step-dialog.tsx'
import { formatDuration } from '../../../../format/duration.ts'
import { powerPhrase } from '../../../../format/power.ts'
import { useInstructions, useSite } from '../../../../state/live.ts'
import css from '../instructions.module.css'
import { instructionTitle } from '../instruction-words.ts'
import { dryRunLines, verdictWords } from './dry-run-words.ts'

/** What an instruction would do: whether it can be met, who moves by how much, what it costs and covers. */
export function DryRunResult({ run }: { run: DryRun }) {
  const site = useSite()
  const instructions = useInstructions()
  const covered = (id: string) => {
    const found = instructions.find((i) => i.id === id)
    return found ? instructionTitle(found, site) : id
  }
  const Icon = run.canBeMet && run.refusal === '' ? Check : X
  return (
    <div className={css.run}>
      <output className={css.verdict}>
        <Icon size={14} aria-hidden /> {verdictWords(run)}
      </output>
      {run.refusal === '' && (
        <>
          <EffectLines lines={dryRunLines(run, covered)} />
          <Moves moves={run.moves} />
        </>
      )}
    </div>
  )
}

function Moves({ moves }: Pick<DryRun, 'moves'>) {
  const { assets } = useSite()
  if (moves.length === 0) return <p className={css.said}>No asset has to move now.</p>
  return (
    // Focusable, so that the keyboard can scroll it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={css.moves} tabIndex={0} aria-label="Who takes part">
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">Takes part</th>
            <th scope="col">Now</th>
            <th scope="col">Then</th>
            <th scope="col">Within</th>
            <th scope="col">Held by</th>
          </tr>
        </thead>
        <tbody>
          {moves.map(({ assetId, beforeKW, afterKW, withinMs, limitedBy }) => {
            const asset = assets.find((a) => a.id === assetId)
            const phrase = (kW: number) => powerPhrase(asset?.kind ?? 'load', kW)
            return (
              <tr key={assetId}>
                <th scope="row">{asset?.name ?? assetId}</th>
                <td>{phrase(beforeKW)}</td>
                <td>{phrase(afterKW)}</td>
                <td>{formatDuration(withinMs)}</td>
                <td className={css.cut} title={limitedBy}>
                  {limitedBy}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

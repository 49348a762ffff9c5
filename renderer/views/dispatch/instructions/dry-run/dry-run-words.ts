import type { DryRun } from '../../../../../domain/rpc/dispatch/instructions.ts'
import { formatDuration } from '../../../../format/duration.ts'
import { formatNumber } from '../../../../format/number.ts'
import { powerPhrase, powerText } from '../../../../format/power.ts'

/** An amount of money in words: what is paid, or earned when it is below zero. */
function costWords(costEur: number): string {
  const size = `${formatNumber(Math.abs(costEur), 2)}\u00A0€`
  return costEur < 0 ? `earns ${size}` : `costs ${size}`
}

/** Whether it can be met, in one sentence. */
export function verdictWords({ refusal, canBeMet, shortKW, limitedBy }: DryRun): string {
  if (refusal !== '') return `May not be given: ${refusal}`
  if (canBeMet) return 'Can be met.'
  const why = limitedBy === '' ? '' : `: ${limitedBy}`
  return shortKW > 0 ? `Short by ${powerText(shortKW)}${why}.` : `Cannot be met${why}.`
}

/** The dry run in lines: connection, time, how long it lasts, what it costs, what it covers. */
export function dryRunLines(
  run: DryRun,
  nameOf: (instructionId: string) => string,
): { label: string; words: string }[] {
  const { gridBeforeKW, gridAfterKW, withinMs, lastsMs, costEur, costDetail, covers } = run
  const grid =
    gridBeforeKW === null || gridAfterKW === null
      ? 'no value'
      : `${powerPhrase('grid', gridBeforeKW)}, then ${powerPhrase('grid', gridAfterKW)}`
  return [
    { label: 'Connection', words: grid },
    { label: 'In full within', words: formatDuration(withinMs) },
    {
      label: 'Lasts',
      words: lastsMs === null ? 'to its end' : `${formatDuration(lastsMs)}, then storage is at its limit`,
    },
    {
      label: 'Money',
      words: costEur === null ? 'not known without a plan' : `${costWords(costEur)} (${costDetail})`,
    },
    { label: 'Covers', words: covers.length === 0 ? 'nothing that holds' : covers.map(nameOf).join(', ') },
  ]
}

import type { Consumption } from '../../../domain/rpc/health/consumption.ts'

/** One sentence on all duties, and how far learning is. */
export function summaryWords({
  excess,
  meters,
  consumers,
  learning,
}: Pick<Consumption, 'excess' | 'meters' | 'consumers'> & {
  learning: { aspects: number; ready: number; days: number }
}): string {
  const differing = meters.filter(({ state }) => state === 'differs').length
  const parts = [
    learning.ready < learning.aspects
      ? `${learning.ready} of ${learning.aspects} ways of drawing power are known well enough to judge; learning since ${count(learning.days, 'day')}`
      : '',
    excess.length > 0
      ? `${count(excess.length, 'asset')} ${excess.length === 1 ? 'draws' : 'draw'} more than expected`
      : '',
    excess.length === 0 && learning.ready > 0 ? 'nothing draws more than expected' : '',
    differing > 0 ? `${count(differing, 'meter')} ${differing === 1 ? 'differs' : 'differ'}` : '',
    consumers.length > 0 ? `${count(consumers.length, 'recurring consumer')} found in the background load` : '',
  ].filter(Boolean)
  const sentence = parts.join('; ')
  return sentence === '' ? 'Nothing is known yet.' : `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`
}

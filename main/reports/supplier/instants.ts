import type { EpochMs } from '../../../domain/units.ts'
import { instantOf, localMinute } from '../calendar.ts'

const isoWithOffset = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?\s?(Z|[+-]\d\d:?\d\d)$/
const local = /^(?:(\d{4})-(\d\d)-(\d\d)|(\d\d)\.(\d\d)\.(\d{4}))[T ](\d\d:\d\d)(:\d\d(\.\d+)?)?$/
const offset = /^(Z|[+-]\d\d:?\d\d)$/
const hourMs = 3_600_000
const expected =
  'an instant such as 2024-06-12T14:15+02:00, or 2024-06-12 14:15 or 12.06.2024 14:15 on the clock of the site'

/**
 * Reads instants row by row: with an offset as they are, without one on the clock of the site. An hour that the clock
 * shows twice is told apart by the order of the rows. Gives what was expected when it can't.
 */
export function createInstantReader({ timeZone, isWorkbook }: { timeZone: string; isWorkbook: boolean }) {
  let before = -Infinity
  return (cell: string, offsetCell: string | undefined): EpochMs | string => {
    const at = read(cell.trim(), offsetCell?.trim() ?? '')
    if (typeof at === 'number') before = at
    return at
  }

  function read(cell: string, offsetWords: string): EpochMs | string {
    // A cell of a workbook that is a time comes as if it were UTC: it knows no offset.
    const text = isWorkbook ? cell.replace(/\.\d{3}Z$/, '') : cell
    if (isoWithOffset.test(text)) return parsed(text.replace(' ', 'T'))
    const found = local.exec(text)
    if (!found) return expected
    const [, y1, m1, d1, d2, m2, y2, time = ''] = found
    const day = `${y1 ?? y2}-${m1 ?? m2}-${d1 ?? d2}`
    if (offset.test(offsetWords)) return parsed(`${day}T${time}${offsetWords}`)
    return onTheClock(`${day} ${time}`)
  }

  function onTheClock(words: string): EpochMs | string {
    if (Number.isNaN(Date.parse(`${words.replace(' ', 'T')}Z`))) return expected
    const first = instantOf(words, timeZone)
    if (localMinute(first, timeZone) !== words) return 'a time that the clock of the site shows on that day'
    const second = first + hourMs
    const isTwice = localMinute(second, timeZone) === words
    return isTwice && first <= before ? second : first
  }
}

function parsed(text: string): EpochMs | string {
  const at = Date.parse(text.replaceAll(' ', ''))
  return Number.isNaN(at) ? expected : at
}

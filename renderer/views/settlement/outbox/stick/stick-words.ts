import { quarterStart } from '../../../../../domain/metering/quarter.ts'
import type { BundlesNow } from '../../../../../domain/rpc/settlement/bundles.ts'
import type { BundleReport } from '../../../../../domain/settlement/bundle.ts'
import { formatRoughDuration } from '../../../../format/duration.ts'
import { formatNumber } from '../../../../format/number.ts'
import { formatDay } from '../../../../format/time.ts'

/** What waits for a stick, as label and words, with more to them where there is any. */
export function stickFacts(
  { stick, taken }: BundlesNow,
  { now, timeZone }: { now: number; timeZone: string },
): { label: string; words: string; more?: string }[] {
  const { waiting, notExportedSince, lastExportAt } = stick
  const ago = (at: number | null | undefined) => (at ? `${formatRoughDuration(now - at)} ago` : 'never')
  return [
    waiting
      ? { label: 'Not final', words: batchesText(waiting.batches), more: spanText(waiting, timeZone) }
      : { label: 'Not final', words: 'nothing' },
    {
      label: 'On no stick',
      words: notExportedSince === null ? 'nothing' : `for ${formatRoughDuration(now - notExportedSince)}`,
    },
    { label: 'Last export', words: ago(lastExportAt) },
    { label: 'Last import', words: ago(taken[0]?.at) },
  ]
}

/** A number of batches in words. */
export function batchesText(count: number): string {
  return `${formatNumber(count)} ${count === 1 ? 'batch' : 'batches'}`
}

/** Days of the quarters [from, to), the last one included. */
export function spanText(
  { fromQuarter, toQuarter }: { fromQuarter: number; toQuarter: number },
  timeZone: string,
): string {
  const [first, last] = [quarterStart(fromQuarter), quarterStart(toQuarter) - 1].map((at) => formatDay(at, timeZone))
  return first === last ? String(first) : `${first} to ${last}`
}

const outcomeOrder = ['refused', 'new', 'taken', 'known'] as const

/** How many entries of a bundle have each outcome, refused ones first; outcomes that no entry has are left out. */
export function countsOf({
  items,
}: Pick<BundleReport, 'items'>): { outcome: (typeof outcomeOrder)[number]; count: number }[] {
  return outcomeOrder.flatMap((outcome) => {
    const count = items.filter((item) => item.outcome === outcome).length
    return count > 0 ? [{ outcome, count }] : []
  })
}

/** Entries with those that need a person's eye first, in the order of the file otherwise. */
export function shownItems({ items }: Pick<BundleReport, 'items'>): BundleReport['items'] {
  return items.toSorted((a, b) => outcomeOrder.indexOf(a.outcome) - outcomeOrder.indexOf(b.outcome))
}

/** What a bundle is, and who signed it. */
export function reportLines(
  { profile, place, bundle, fromQuarter, toQuarter, isSignerKnown }: BundleReport,
  timeZone: string,
): string[] {
  const what = {
    relay: 'batches for another station to post',
    full: 'batches with their statements',
    receipt: 'a receipt of the chain',
  }
  const known = {
    true: 'by the key that the chain knows for that site',
    false: 'by a key that the chain does not know for that site',
    null: 'by a key that can’t be compared now, as the chain is silent',
  }
  const span = profile === 'receipt' ? '' : `, ${spanText({ fromQuarter, toQuarter }, timeZone)}`
  return [
    `Bundle ${formatNumber(bundle)} of site ${formatNumber(place.site)}: ${what[profile]}${span}`,
    `Signed ${known[String(isSignerKnown) as keyof typeof known]}`,
  ]
}

const dayPattern = /^\d{4}-\d\d-\d\d$/

/** Quarters of local days, both included; `undefined` while one of them is no day or they are in the wrong order. */
export function daysSpan(
  first: string,
  last: string,
  quartersOf: (day: string) => number[],
): { from: number; to: number } | undefined {
  if (![first, last].every((day) => dayPattern.test(day)) || first > last) return undefined
  const [from, to] = [quartersOf(first)[0], quartersOf(last).at(-1)]
  return from === undefined || to === undefined ? undefined : { from, to: to + 1 }
}

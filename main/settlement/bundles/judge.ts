import type { BundleContent, BundleHead } from '../../../domain/settlement/bundle.ts'
import { quarterStart } from '../../../domain/metering/quarter.ts'
import type { Batch } from '../../../domain/settlement/batch.ts'
import type { FoundItem } from './contents.ts'
import type { Lane } from './lane.ts'

/** What an item is judged by. */
export interface Judging {
  head: BundleHead
  signer: string
  /** This station. */
  place: BundleHead['place']
  /** The lane of the bundle's site; `undefined` = the chain can't be asked. */
  lane: Lane | undefined
  /** Numbers of batches of that site that were handed to the outbox before. */
  waiting: readonly number[]
  isKept(content: BundleContent): boolean
  /** A batch of this station. */
  ownBatch(sequence: number): Pick<Batch, 'digest'> | undefined
}

/** An item with what becomes of it. */
export interface JudgedItem {
  kind: FoundItem['kind']
  id: string
  outcome: 'new' | 'known' | 'refused'
  words: string
  content?: BundleContent
}

/** Says of every item whether it would be taken, in order: a batch counts only behind the one before it. */
export function judge(items: readonly FoundItem[], judging: Judging): JudgedItem[] {
  const { lane, waiting, place, head } = judging
  const isSameChain = place.chainId === head.place.chainId && sameAddress(place.contract, head.place.contract)
  let next = lane && lane.sequence + 1
  while (next !== undefined && waiting.includes(next)) next += 1
  return items.map(({ kind, id, content, fault }): JudgedItem => {
    if (!content) return { kind, id, outcome: 'refused', words: fault }
    if (!isSameChain)
      return { kind, id, outcome: 'refused', words: 'It is for another chain or another settlement contract.' }
    const verdict = content.kind === 'header' ? judgeHeader(content, judging, next) : judgeOther(content, judging)
    if (content.kind === 'header' && verdict.outcome === 'new') next = content.body.header.sequence + 1
    return { kind, id, ...verdict, ...(verdict.outcome === 'new' ? { content } : {}) }
  })
}

type Verdict = Pick<JudgedItem, 'outcome' | 'words'>

/** A batch that another station asks us to post: only what the contract will take, so that the outbox is not held up. */
function judgeHeader(content: BundleContent & { kind: 'header' }, judging: Judging, next: number | undefined): Verdict {
  const { head, signer, place, lane } = judging
  const { sequence, fromQuarter, toQuarter } = content.body.header
  const words = `Batch ${sequence} of site ${head.place.site}, ${spanWords(fromQuarter, toQuarter)}`
  const refused = (why: string): Verdict => ({ outcome: 'refused', words: `${words}: ${why}` })
  if (head.place.site === place.site) {
    if (judging.ownBatch(sequence)?.digest === content.id) return { outcome: 'known', words: `${words}: our own.` }
    return refused('this station made another one.')
  }
  if (judging.isKept(content)) return { outcome: 'known', words: `${words}: taken before.` }
  if (head.profile === 'full') return { outcome: 'new', words }
  if (!lane || next === undefined) return refused('the chain can’t be asked now whether it would take it.')
  if (lane.key.toLowerCase() !== signer) return refused('the chain knows another key for that site.')
  if (sequence <= lane.sequence) return { outcome: 'known', words: `${words}: the chain has that number already.` }
  if (sequence !== next) return refused(`batch ${next} is missing before it.`)
  return { outcome: 'new', words }
}

function judgeOther(content: BundleContent, judging: Judging): Verdict {
  const { place } = judging
  const words = wordsOf(content)
  if (judging.isKept(content)) return { outcome: 'known', words: `${words}: taken before.` }
  if (content.kind !== 'final') return { outcome: 'new', words }
  if (content.body.site !== place.site) return { outcome: 'refused', words: `${words}: it is of another site.` }
  if (judging.ownBatch(content.body.sequence)?.digest !== content.id)
    return { outcome: 'refused', words: `${words}: this station made no such batch.` }
  return { outcome: 'new', words }
}

function wordsOf(content: BundleContent): string {
  if (content.kind === 'statement')
    return `Statement of ${instant(content.body.quarter)}, revision ${content.body.revision}`
  if (content.kind === 'agreementLines') return `Quantities of ${content.body.lines.length} agreements`
  if (content.kind === 'final') return `Batch ${content.body.sequence} is final in block ${content.body.block}`
  if (content.kind === 'head') return `The chain had come to block ${content.body.block}`
  return content.id
}

function spanWords(from: number, to: number): string {
  return `${instant(from)} to ${instant(to)}`
}

function instant(quarter: number): string {
  return `${new Date(quarterStart(quarter)).toISOString().slice(0, 16)}Z`
}

function sameAddress(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}

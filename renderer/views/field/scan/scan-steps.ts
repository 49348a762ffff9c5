import type { Model, ScanStep } from '../../../../domain/rpc/field/field.ts'

/** A place that answered. */
export type Found = Extract<ScanStep, { type: 'found' }>

/** What a scan has come to. */
export interface ScanView {
  asked: number
  /** Places in all; 0 before the first step. */
  total: number
  /** Place asked now. */
  now: string
  found: readonly Found[]
  /** Places that did not answer; `undefined` until it ended. */
  silent: number | undefined
  /** Why it ended before all were asked; empty when all were or it goes on. */
  ended: string
}

/** A scan before its first step. */
export const emptyScan: ScanView = { asked: 0, total: 0, now: '', found: [], silent: undefined, ended: '' }

/** What a scan has come to after one more step. */
export function takeStep(before: ScanView, step: ScanStep): ScanView {
  switch (step.type) {
    case 'progress':
      return { ...before, asked: step.asked, total: step.total, now: step.now }
    case 'found':
      return { ...before, found: [...before.found, step] }
    case 'end':
      return { ...before, asked: step.found + step.silent, silent: step.silent, ended: step.ended, now: '' }
  }
}

/** Names a place that answered. */
export function placeOf({ endpoint, unit }: Pick<Found, 'endpoint' | 'unit'>): string {
  return unit === undefined ? endpoint : `${endpoint}/${unit}`
}

/** From this fit on a model is named as what the place looks like. */
const likelyFit = 0.5

/** What is known of who answered, in one line; `models` are those that can be named. */
export function whoWords({ maker, model, detail, proposals }: Found, models: readonly Model[]): string {
  const name = [maker, model].filter(Boolean).join(' ')
  const [best] = proposals
  if (name !== '') return name
  if (!best || best.fit < likelyFit) return detail
  const known = models.find(({ id }) => id === best.definition)
  return `looks like ${known ? `${known.maker} ${known.model}` : best.definition}`
}

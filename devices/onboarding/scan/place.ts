import type { ScanStep } from '../../../domain/rpc/field/field.ts'

/** Somebody who answers. */
export type Found = Extract<ScanStep, { type: 'found' }>

/** A place where nobody answers, and why. */
export interface Silent {
  type: 'silent'
  endpoint: string
  unit?: number
  /** Code and words. */
  reason: string
}

/** What came of asking one place. */
export type PlaceAnswer = Found | Silent

/** A place for people. */
export function placeName({ endpoint, unit }: { endpoint: string; unit?: number | undefined }): string {
  if (unit === undefined) return endpoint
  const [address = '', query] = endpoint.split('?')
  return `${address}/${unit}${query === undefined ? '' : `?${query}`}`
}

/** One thing that was looked at in a document. */
export interface Finding {
  what: string
  /** `note` says something that is neither right nor wrong by itself. */
  result: 'right' | 'wrong' | 'note'
  /** In words. */
  detail: string
}

/** Verifies documents of one kind; what it is given was read from a file and is not trusted. */
export type Verifier = (document: unknown) => Finding[]

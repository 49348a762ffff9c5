/** A limit's cause as part of a sentence that says `now` itself. */
export function causeText(limitedBy: string): string {
  return limitedBy.replace(/ now$/, '')
}

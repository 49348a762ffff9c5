/** A hash or an address cut to what a person compares: `0x7be1…c40a`. The full one belongs into `title`. */
export function shortHash(hash: string): string {
  return hash.length <= 13 ? hash : `${hash.slice(0, 6)}…${hash.slice(-4)}`
}

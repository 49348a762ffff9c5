/** Registers (16 bit each), or bits, that a value of a type occupies. */
export function wordsIn({ type, length }: { type: string; length?: number | undefined }): number {
  return type === 'string' ? (length ?? 1) : (words[type] ?? 1)
}

const words: Record<string, number> = {
  int32: 2,
  uint32: 2,
  float32: 2,
  bcd32: 2,
  int64: 4,
  uint64: 4,
  float64: 4,
}

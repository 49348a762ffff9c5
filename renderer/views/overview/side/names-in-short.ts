/** Names one after the other; what differs from the one before by its number alone is that number: `Container 1`, `2`. */
export function namesInShort(names: readonly string[]): string[] {
  return names.map((name, i) => {
    const [, stem, number] = numbered.exec(name) ?? []
    const [, before] = numbered.exec(names[i - 1] ?? '') ?? []
    return stem !== undefined && stem === before ? (number ?? name) : name
  })
}

const numbered = /^(.*\D)(\d+)$/

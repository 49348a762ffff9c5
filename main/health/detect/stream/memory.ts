/** Everything a detector remembers, as numbers in pieces that its parts took; so that it can be saved and given back. */
export interface Memory {
  /** A piece of `length` numbers, at first all `fill`. Taken once, when the detector is made, always in the same order. */
  take(length: number, fill?: number): Float64Array
  /** A copy of all pieces, in order. */
  save(): Float64Array
  /** Gives back what {@link Memory.save} gave. False, and nothing changes, when it is of a detector made otherwise. */
  restore(saved: Float64Array): boolean
}

/** An empty memory. */
export function createMemory(): Memory {
  const pieces: Float64Array[] = []
  let size = 0
  return {
    take(length, fill = 0) {
      const piece = new Float64Array(length).fill(fill)
      pieces.push(piece)
      size += length
      return piece
    },
    save() {
      const all = new Float64Array(size)
      let place = 0
      for (const piece of pieces) {
        all.set(piece, place)
        place += piece.length
      }
      return all
    },
    restore(saved) {
      if (saved.length !== size) return false
      let place = 0
      for (const piece of pieces) {
        piece.set(saved.subarray(place, place + piece.length))
        place += piece.length
      }
      return true
    },
  }
}

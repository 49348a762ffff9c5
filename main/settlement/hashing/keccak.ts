import { createKeccak } from 'hash-wasm'

const hasher = await createKeccak(256)

/** Keccak-256, 32 bytes. WebAssembly: some 4 us, where plain JavaScript takes ten times as long. */
export function keccak(bytes: Uint8Array): Uint8Array {
  return hasher.init().update(bytes).digest('binary')
}

const encoder = new TextEncoder()

/** Keccak-256 of a text in UTF-8. */
export function keccakText(text: string): Uint8Array {
  return keccak(encoder.encode(text))
}

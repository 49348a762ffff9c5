import type { MadeFile } from '../../../domain/rpc/files.ts'

/** Hands a file made by the engine to the person, under its own name. */
export function saveFile({ name, mediaType, base64 }: MadeFile): void {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
  const url = URL.createObjectURL(new Blob([bytes], { type: mediaType }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The download has its own hold on the data by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

import type { MadeFile } from '../../../domain/rpc/files.ts'
import { saveBlob } from '../trends/export/save-blob.ts'

/** Hands a file made by the engine to the person, under its own name. */
export function saveFile({ name, mediaType, base64 }: MadeFile): void {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
  saveBlob(new Blob([bytes], { type: mediaType }), name)
}

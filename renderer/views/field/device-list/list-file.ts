import type { GivenFile, MadeFile } from '../../../../domain/rpc/files.ts'
import { guardFormula } from '../../assets/csv.ts'

const byteOrderMark = '\uFEFF'

function textOf(base64: string): string {
  return new TextDecoder().decode(Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)))
}

/** Bytes as base64, in pieces: a call takes only so many arguments. */
function base64Of(bytes: Uint8Array): string {
  let letters = ''
  for (let at = 0; at < bytes.length; at += 8_192) letters += String.fromCharCode(...bytes.subarray(at, at + 8_192))
  return btoa(letters)
}

function cell(text: string): string {
  const guarded = guardFormula(text)
  return /[",;\t\r\n]|^\s|\s$/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded
}

/**
 * The device list as exported in CSV, with one more row at its end; `row` is by head of the column.
 * @throws RangeError when the list has no column for a value
 */
export function withRow(list: MadeFile, row: Readonly<Record<string, string>>): GivenFile {
  const text = textOf(list.base64)
  const heads = (text.replace(byteOrderMark, '').split(/\r?\n/, 1)[0] ?? '').split(',').map((head) => head.trim())
  const homeless = Object.keys(row).find((name) => row[name] !== '' && !heads.includes(name))
  if (homeless !== undefined) throw new RangeError(`the device list has no column "${homeless}"`)
  const line = heads.map((head) => cell(row[head] ?? '')).join(',')
  const contents = `${text.replace(/(\r?\n)*$/, '')}\r\n${line}\r\n`
  return { name: 'devices.csv', base64: base64Of(new TextEncoder().encode(contents)) }
}

/** A file from the person's machine, as the engine takes it. */
export async function fileOf(file: File): Promise<GivenFile> {
  return { name: file.name.slice(-200), base64: base64Of(new Uint8Array(await file.arrayBuffer())) }
}

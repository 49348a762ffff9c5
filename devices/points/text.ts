/** Text as devices keep it: up to the first NUL, without the spaces around it. */
export function textOf(bytes: Buffer): string {
  return bytes.toString('latin1').split('\0', 1)[0]?.trim() ?? ''
}

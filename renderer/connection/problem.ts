/** Why a call did not succeed: the engine's code, and its sentence for people. */
export interface Problem {
  code: string
  message: string
}

/** Code of a call that could not be sent or whose answer was lost. */
export const connectionLost = 'Connection.Lost'

const wordsFor: Record<string, string> = {
  [connectionLost]: 'No connection to the engine. Whether the command arrived is unknown; look at the value.',
  UNAUTHORIZED: 'The engine no longer knows this session. Reload the page.',
  FORBIDDEN: 'Your role does not allow this.',
}

function textOf(error: unknown, name: 'code' | 'message'): string {
  if (typeof error !== 'object' || error === null) return ''
  const text = (error as Record<string, unknown>)[name]
  return typeof text === 'string' ? text : ''
}

/** Turns whatever a call threw into code and words; an error without a code never reached the engine. */
export function problemOf(error: unknown): Problem {
  const code = textOf(error, 'code') || connectionLost
  return { code, message: wordsFor[code] ?? (textOf(error, 'message') || code) }
}

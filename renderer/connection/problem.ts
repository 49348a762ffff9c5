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
  NOT_FOUND: 'This engine does not know the call; page and engine differ in version.',
  BAD_REQUEST: 'The engine did not accept the input.',
  INTERNAL_SERVER_ERROR: 'The engine failed at this; its log says more.',
}

function hasText(error: object, name: 'code' | 'message'): error is Record<typeof name, string> {
  const text = (error as Record<string, unknown>)[name]
  return typeof text === 'string' && text !== ''
}

/** Turns whatever a call threw into code and words. Our own codes hold a dot and bring their own sentence. */
export function problemOf(error: unknown): Problem {
  if (typeof error !== 'object' || error === null || !hasText(error, 'code'))
    return { code: connectionLost, message: wordsFor[connectionLost] ?? '' }
  const { code } = error
  const own = hasText(error, 'message') ? error.message : ''
  const isOurs = code.includes('.') && code !== connectionLost
  return { code, message: isOurs && own ? own : (wordsFor[code] ?? (own || code)) }
}

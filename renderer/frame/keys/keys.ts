import { type ScreenPath, screens } from '../screens.ts'

/** What a key, or two after each other, ask for. No key changes power and none acknowledges. */
export type KeyAct = { open: 'palette' | 'keys' } | { turn: 'scheme' } | { go: ScreenPath } | { newest: 'alarm' }

/** The part of a keyboard event that decides. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>

/** What a key press means; `wait` = the next key decides. */
export interface KeyMeaning {
  act?: KeyAct
  wait?: 'g'
}

/** Reads one key press. Single keys mean nothing while the person types into a field. */
export function readKey(press: KeyPress, waiting: 'g' | undefined, isTyping: boolean): KeyMeaning {
  const key = press.key.toLowerCase()
  if (press.ctrlKey || press.metaKey) {
    if (press.altKey) return {}
    if (press.shiftKey) return key === 'l' ? { act: { turn: 'scheme' } } : {}
    return key === 'k' || key === 'p' ? { act: { open: 'palette' } } : {}
  }
  if (isTyping || press.altKey) return {}
  if (waiting === 'g') {
    const screen = screens.find((s) => s.key === key)
    return screen ? { act: { go: screen.path } } : {}
  }
  if (key === 'g') return { wait: 'g' }
  if (key === 'a') return { act: { newest: 'alarm' } }
  if (key === '?') return { act: { open: 'keys' } }
  return {}
}

/** Every key that works, in the words of the list. */
export const keyList: readonly { keys: string; does: string }[] = [
  { keys: 'Ctrl K', does: 'search and commands' },
  { keys: 'Ctrl P', does: 'the same' },
  ...screens.map((s) => ({ keys: `G then ${s.key.toUpperCase()}`, does: s.title })),
  { keys: 'A', does: 'newest top alarm' },
  { keys: 'Enter', does: 'open' },
  { keys: 'Esc', does: 'close or cancel' },
  { keys: 'Ctrl Enter', does: 'acknowledge, in its note' },
  { keys: '\u2191 \u2193', does: 'move, in the list of alarms' },
  { keys: 'Shift \u2191 \u2193', does: 'choose a range, in the list of alarms' },
  { keys: 'Space', does: 'choose one more, in the list of alarms' },
  { keys: '\u2192 \u2190', does: 'show and hide what an alarm explains' },
  { keys: 'A, in the list', does: 'ask to acknowledge what is chosen' },
  { keys: '/', does: 'filter this list' },
  { keys: 'Alt \u2190', does: 'back' },
  { keys: 'Alt \u2192', does: 'forward' },
  { keys: 'Ctrl Shift L', does: 'light, dark' },
  { keys: '?', does: 'this list' },
]

import css from './key-hint.module.css'

/** A key as it stands on the keyboard; several are pressed together, or after each other where `then` stands between. */
export function KeyHint({ keys }: { keys: string }) {
  return <kbd className={css.key}>{keys}</kbd>
}

import css from './set-aside-mark.module.css'

/** The mark of what a person set aside: a square with two bars. */
export function SetAsideMark({ size = 18 }: { size?: number }) {
  return (
    <svg
      className={css.mark}
      width={size}
      height={size}
      viewBox="0 0 20 20"
      role="img"
      aria-label="shelved or out of service"
    >
      <rect className={css.square} x="2" y="2" width="16" height="16" rx="2" />
      <path className={css.bars} d="M8 6.5v7M12 6.5v7" />
    </svg>
  )
}

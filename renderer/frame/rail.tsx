import { Link } from '@tanstack/react-router'
import { screens } from './screens.ts'
import css from './rail.module.css'

/** The screens, icon over word. */
export function Rail() {
  return (
    <nav className={css.rail} aria-label="Screens">
      <Sign />
      {screens.map(({ title, path, icon: Icon }) => (
        <Link
          key={path}
          to={path}
          className={css.entry}
          activeOptions={{ exact: path === '/' }}
          activeProps={{ 'data-on': true, 'aria-current': 'page' }}
        >
          <Icon size={18} strokeWidth={1.5} aria-hidden />
          {title}
        </Link>
      ))}
    </nav>
  )
}

function Sign() {
  return (
    <svg className={css.sign} width="26" height="26" viewBox="0 0 26 26" aria-hidden="true">
      <path d="M13 2.5 22 7.7v10.6L13 23.5 4 18.3V7.7Z" />
      <path d="M13 9v8M9 13h8" />
    </svg>
  )
}

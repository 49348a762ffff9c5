import type { LucideIcon } from 'lucide-react'
import { Inbox } from 'lucide-react'
import type { ReactNode } from 'react'
import css from './empty-state.module.css'

/** Nothing to show, loading, failed or done: what happened, why, and the next step as a button. */
export function EmptyState(props: { title: string; children?: ReactNode; action?: ReactNode; icon?: LucideIcon }) {
  const { title, children, action, icon: Icon = Inbox } = props
  return (
    <div className={css.state}>
      <Icon size={16} strokeWidth={1.5} aria-hidden />
      <strong className={css.title}>{title}</strong>
      {children !== undefined && <div className={css.why}>{children}</div>}
      {action !== undefined && <div className={css.action}>{action}</div>}
    </div>
  )
}

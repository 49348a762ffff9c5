import { Button } from '@mantine/core'
import type { ReactNode } from 'react'

/** A button that, while something stands in the way, stays reachable by focus and says what it is. */
export function ActButton(props: {
  obstacle: string | undefined
  children: ReactNode
  onClick?: () => void
  isPrimary?: boolean
  isBusy?: boolean
  type?: 'submit' | 'button'
}) {
  const { obstacle, children, onClick, isPrimary = false, isBusy = false, type = 'button' } = props
  const isBlocked = obstacle !== undefined
  return (
    <Button
      type={type}
      variant={isPrimary ? 'filled' : 'default'}
      loading={isBusy}
      {...(isBlocked ? { 'data-disabled': true, title: obstacle } : {})}
      aria-disabled={isBlocked}
      onClick={(event) => {
        if (isBlocked) event.preventDefault()
        else onClick?.()
      }}
    >
      {children}
    </Button>
  )
}

import { Button, Modal } from '@mantine/core'
import type { FormEvent, KeyboardEvent, ReactNode } from 'react'
import { ActButton } from '../../operate/act-button.tsx'
import css from './acts.module.css'

/** A dialog for one act: what it is about, what it needs, and its last button. Ctrl Enter gives it. */
export function ActDialog(props: {
  title: string
  act: string
  /** Width, px. */
  size?: number
  /** Why it may not be given yet. */
  obstacle: string | undefined
  isBusy: boolean
  onAct: () => void
  onClose: () => void
  children: ReactNode
}) {
  const { title, act, size = 520, obstacle, isBusy, onAct, onClose, children } = props
  const submit = (event: FormEvent | KeyboardEvent) => {
    event.preventDefault()
    if (obstacle === undefined && !isBusy) onAct()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={size}
      centered
      withinPortal={false}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {/* Ctrl Enter gives it from wherever the person is in the form. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <form
        className={css.form}
        onSubmit={submit}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event)
        }}
      >
        {children}
        <div className={css.foot}>
          <Button onClick={onClose}>Cancel</Button>
          <ActButton type="submit" isPrimary isBusy={isBusy} obstacle={obstacle}>
            {act}
          </ActButton>
        </div>
      </form>
    </Modal>
  )
}

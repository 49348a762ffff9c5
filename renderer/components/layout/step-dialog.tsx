import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import css from './step-dialog.module.css'

/** A dialog in steps: what is asked first, then what it does in words, and nothing happens before the last button. */
export function StepDialog(props: {
  title: string
  steps: readonly string[]
  /** Place of the present step, from 0. */
  at: number
  onClose: () => void
  children: ReactNode
  /** Buttons, the act last. */
  foot: ReactNode
  /** Width, px; absent = 520. */
  size?: number
}) {
  const { title, steps, at, onClose, children, foot, size = 520 } = props
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
      <ol className={css.steps}>
        {steps.map((step, i) => (
          <li
            key={step}
            data-place={i < at ? 'past' : i === at ? 'now' : 'ahead'}
            aria-current={i === at ? 'step' : undefined}
          >
            {i + 1} {step}
          </li>
        ))}
      </ol>
      <div className={css.body}>{children}</div>
      <footer className={css.foot}>{foot}</footer>
    </Modal>
  )
}

/** Lines of a last step: what, in words, and what stays the same. */
export function EffectLines({ lines }: { lines: readonly { label: string; words: ReactNode }[] }) {
  return (
    <dl className={css.effects}>
      {lines.map(({ label, words }, i) => (
        // Lines keep their places; labels may repeat.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={`${label} ${i}`}>
          <dt>{label}</dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  )
}

import { Button } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { Check, Copy } from 'lucide-react'
import css from './copy-button.module.css'

/** Puts a text into the clipboard and says so; `what` names it for those who do not see where the button stands. */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const { copy, copied, error } = useClipboard({ timeout: 2_000 })
  const Icon = copied ? Check : Copy
  return (
    <Button
      className={css.copy}
      leftSection={<Icon size={12} aria-hidden />}
      aria-label={`Copy ${what}`}
      {...(error ? { title: 'The clipboard is not available here; select the text instead.' } : {})}
      onClick={() => copy(text)}
    >
      <span aria-live="polite">{error ? 'Not copied' : copied ? 'Copied' : 'Copy'}</span>
    </Button>
  )
}

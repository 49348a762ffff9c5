import { Button, Popover } from '@mantine/core'
import { Check, Info, X } from 'lucide-react'
import { useState } from 'react'
import type { Verified } from '../../../../../domain/rpc/settlement/verify.ts'
import { useCommand } from '../../../../connection/use-command.ts'
import css from './statement.module.css'

const icons = { right: Check, wrong: X, note: Info }

/** Has the statement verified as anybody would verify the exported file, and shows what was looked at. */
export function VerifyButton({ quarter }: { quarter: number }) {
  const [found, setFound] = useState<Verified>()
  const [isOpen, setOpen] = useState(false)
  const { run, isBusy, problem } = useCommand<number, Verified>((client, from) =>
    client.settlement.verify({ from, to: from + 1 }),
  )
  const verify = async () => {
    setFound(await run(quarter))
    setOpen(true)
  }
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={340} withinPortal={false} trapFocus>
      <Popover.Target>
        <Button className={css.small} loading={isBusy} onClick={() => (isOpen ? setOpen(false) : void verify())}>
          {found ? (found.isRight ? 'Verified' : 'Not right') : 'Verify'}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={css.verdict}>
        {problem && <p role="alert">{problem.message}</p>}
        {found && (
          <>
            <p>
              <strong>{found.isRight ? 'The statement is as it was signed.' : 'The statement does not verify.'}</strong>
            </p>
            <ul>
              {found.findings.map(({ what, result, detail }) => {
                const Icon = icons[result]
                return (
                  <li key={`${what} ${detail}`}>
                    <Icon size={14} aria-label={result} />
                    <span>
                      {what}: {detail}
                    </span>
                  </li>
                )
              })}
            </ul>
          </>
        )}
      </Popover.Dropdown>
    </Popover>
  )
}

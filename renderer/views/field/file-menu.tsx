import { Button, Menu } from '@mantine/core'
import { ChevronDown } from 'lucide-react'
import type { MadeFile } from '../../../domain/rpc/files.ts'
import type { EngineClient } from '../../connection/connection.ts'
import { useCommand } from '../../connection/use-command.ts'
import css from './file-menu.module.css'
import { saveFile } from './save-file.ts'

/** A button that asks in which format, has the engine make the file, and hands it to the person. */
export function FileMenu<F extends string>(props: {
  label: string
  /** Formats with their words. */
  formats: Record<F, string>
  make: (client: EngineClient, format: F) => Promise<MadeFile>
}) {
  const { label, formats, make } = props
  const { run, isBusy, problem } = useCommand<F, void>(async (client, format) => saveFile(await make(client, format)))
  return (
    <span className={css.menu}>
      {problem && (
        <span className={css.problem} role="alert" title={problem.message}>
          {problem.message}
        </span>
      )}
      <Menu position="bottom-end" withinPortal={false} transitionProps={{ duration: 120 }}>
        <Menu.Target>
          <Button className={css.button} loading={isBusy} rightSection={<ChevronDown size={14} aria-hidden />}>
            {label}
          </Button>
        </Menu.Target>
        <Menu.Dropdown className={css.formats}>
          {(Object.keys(formats) as F[]).map((format) => (
            <Menu.Item key={format} onClick={() => void run(format)}>
              {formats[format]}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </span>
  )
}

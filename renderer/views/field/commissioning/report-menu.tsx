import { Button, Menu } from '@mantine/core'
import { ChevronDown } from 'lucide-react'
import { useCommand } from '../../../connection/use-command.ts'
import { saveFile } from '../save-file.ts'
import css from './commissioning.module.css'

const formats = { pdf: 'PDF, to sign', csv: 'CSV', xlsx: 'Excel (XLSX)' } as const

/** The commissioning report for the customer's files. */
export function ReportMenu() {
  const { run, isBusy, problem } = useCommand<keyof typeof formats, void>(async (client, format) =>
    saveFile(await client.commissioning.report({ format })),
  )
  return (
    <>
      {problem && (
        <span className={css.problem} role="alert" title={problem.message}>
          No report
        </span>
      )}
      <Menu position="bottom-end" withinPortal={false} transitionProps={{ duration: 120 }}>
        <Menu.Target>
          <Button className={css.small} loading={isBusy} rightSection={<ChevronDown size={14} aria-hidden />}>
            Report
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {(Object.keys(formats) as (keyof typeof formats)[]).map((format) => (
            <Menu.Item key={format} onClick={() => void run(format)}>
              {formats[format]}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </>
  )
}

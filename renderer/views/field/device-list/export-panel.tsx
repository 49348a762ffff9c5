import { Button } from '@mantine/core'
import { Panel } from '../../../components/panel.tsx'
import { useCommand } from '../../../connection/use-command.ts'
import { saveFile } from '../save-file.ts'
import list from './list.module.css'

/** The device list as a file to keep or to change. */
export function ExportPanel() {
  const { run, isBusy, problem } = useCommand<'csv' | 'xlsx', void>(async (client, format) =>
    saveFile(await client.field.exportDevices({ format })),
  )
  return (
    <Panel title="Out" note="every device with its asset and ratings">
      <div className={list.acts}>
        <Button disabled={isBusy} onClick={() => void run('xlsx')}>
          Save as XLSX
        </Button>
        <Button disabled={isBusy} onClick={() => void run('csv')}>
          Save as CSV
        </Button>
      </div>
      {problem && <p className={list.problem}>{problem.message}</p>}
    </Panel>
  )
}

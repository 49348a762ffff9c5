import { Button, Menu } from '@mantine/core'
import { ChevronDown } from 'lucide-react'
import type { RefObject } from 'react'
import { useCommand } from '../../../connection/use-command.ts'
import { formatClock, formatDay, formatOffset } from '../../../format/time.ts'
import type { Stretch } from '../../../history/tiles/column.ts'
import { useSite } from '../../../state/live.ts'
import { useScheme } from '../../../theme/scheme.ts'
import { colour } from '../../../theme/tokens.ts'
import { chartPicture } from '../../trends/export/picture.ts'
import { saveBlob } from '../../trends/export/save-blob.ts'
import { csvOf } from '../../trends/export/table.ts'
import type { LanePane } from './model/plan-panes.ts'
import css from './plan.module.css'
import { planTable } from './plan-table.ts'

const formats = { png: 'Picture (PNG)', csv: 'Quarters (CSV)', xlsx: 'Quarters (XLSX)' } as const
type Format = keyof typeof formats

interface ExportProps {
  chart: RefObject<HTMLElement | null>
  lanes: readonly LanePane[]
  stretch: Stretch
}

/** Hands plan and actual as they are seen to the person: as a picture or as a table. */
export function PlanExport(props: ExportProps) {
  const make = useMake(props)
  const { run, isBusy, problem } = useCommand<Format, void>(async (_, format) => {
    const day = new Date(props.stretch.from).toISOString().slice(0, 10)
    saveBlob(await make(format), `plan ${day}.${format}`)
  })
  return (
    <>
      {problem && (
        <span role="alert" title={problem.message}>
          {problem.message}
        </span>
      )}
      <Menu position="bottom-end" withinPortal={false} transitionProps={{ duration: 120 }}>
        <Menu.Target>
          <Button className={css.small} loading={isBusy} rightSection={<ChevronDown size={14} aria-hidden />}>
            Export
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {(Object.keys(formats) as Format[]).map((format) => (
            <Menu.Item key={format} onClick={() => void run(format)}>
              {formats[format]}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </>
  )
}

function useMake({ chart, lanes, stretch }: ExportProps): (format: Format) => Promise<Blob> {
  const { name, timeZone } = useSite()
  const { scheme } = useScheme()
  return async (format) => {
    if (format === 'png') {
      const element = chart.current?.querySelector<HTMLElement>('[role="application"]')
      if (!element) throw new Error('there is no chart')
      const when = (at: number) =>
        `${formatDay(at, timeZone)} ${formatClock(at, timeZone)} ${formatOffset(at, timeZone)}`
      const legend = lanes.map(({ lane, unit }, i) => ({
        colour: colour(scheme, lane.colour),
        words: `${i + 1}: ${lane.title} (${unit})`,
      }))
      const times = `${when(stretch.from)} to ${when(stretch.to)}`
      return chartPicture({ chart: element, scheme, title: `${name}, plan against actual`, times, legend })
    }
    const table = planTable(lanes, stretch, timeZone)
    if (format === 'csv') return new Blob([csvOf(table)], { type: 'text/csv;charset=utf-8' })
    const { workbookOf } = await import('../../trends/export/workbook.ts')
    return workbookOf('Plan', table)
  }
}

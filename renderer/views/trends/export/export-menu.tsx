import { Button, Menu } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { ChevronDown } from 'lucide-react'
import { type RefObject, useState } from 'react'
import { isAllowed } from '../../../../domain/access.ts'
import { formatClock, formatDay, formatOffset } from '../../../format/time.ts'
import type { Stretch } from '../../../history/tiles/column.ts'
import { useSite } from '../../../state/live.ts'
import { useScheme } from '../../../theme/scheme.ts'
import { colour } from '../../../theme/tokens.ts'
import { problemOf } from '../../../connection/problem.ts'
import type { ShownLine } from '../use-chart-panes.ts'
import { ImportDialog } from './import-dialog.tsx'
import { chartPicture } from './picture.ts'
import { saveBlob } from './save-blob.ts'
import { csvOf, trendTable } from './table.ts'
import css from './export-menu.module.css'

const formats = { png: 'Picture (PNG)', csv: 'Readings (CSV)', xlsx: 'Readings (XLSX)' } as const
type Format = keyof typeof formats

interface ExportProps {
  /** After readings were taken into history. */
  onImported: () => void
  chart: RefObject<HTMLElement | null>
  lines: readonly ShownLine[]
  stretch: Stretch
}

/** Hands what is seen to the person: the chart as a picture, its values as a table. Engineers may bring readings in. */
export function ExportMenu(props: ExportProps) {
  const { person } = useSite()
  const { hand, problem } = useExport(props)
  const [isImporting, setImporting] = useState(false)
  useHotkeys([['mod+E', () => hand('xlsx')]])
  return (
    <>
      {problem !== undefined && (
        <span role="alert" className={css.problem} title={problem}>
          {problem}
        </span>
      )}
      <Menu position="bottom-end" transitionProps={{ duration: 120 }}>
        <Menu.Target>
          <Button rightSection={<ChevronDown size={14} aria-hidden />} aria-keyshortcuts="Control+E Meta+E">
            Export
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {(Object.keys(formats) as Format[]).map((format) => (
            <Menu.Item key={format} onClick={() => hand(format)}>
              {formats[format]}
            </Menu.Item>
          ))}
          {isAllowed(person.role, 'engineer') && <Menu.Divider />}
          {isAllowed(person.role, 'engineer') && <Menu.Item onClick={() => setImporting(true)}>Import CSV…</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
      {isImporting && (
        <ImportDialog
          looks={props.lines.map(({ look }) => look)}
          onImported={props.onImported}
          onClose={() => setImporting(false)}
        />
      )}
    </>
  )
}

function useExport({ chart, lines, stretch }: Omit<ExportProps, 'onImported'>) {
  const site = useSite()
  const { scheme } = useScheme()
  const [problem, setProblem] = useState<string>()
  const when = (at: number) =>
    `${formatDay(at, site.timeZone)} ${formatClock(at, site.timeZone)} ${formatOffset(at, site.timeZone)}`
  const times = `${when(stretch.from)} to ${when(stretch.to)}`
  const make = async (format: Format): Promise<Blob> => {
    if (format === 'png') {
      const element = chart.current?.querySelector<HTMLElement>('[role="application"]')
      if (!element) throw new Error('there is no chart')
      const legend = lines.map(({ look }) => ({
        colour: colour(scheme, look.colour),
        words: `${look.name} (${look.id})`,
      }))
      return chartPicture({ chart: element, scheme, title: `${site.name}, trends`, times, legend })
    }
    const table = trendTable(lines, stretch, site.timeZone)
    if (format === 'csv') return new Blob([csvOf(table)], { type: 'text/csv;charset=utf-8' })
    const { workbookOf } = await import('./workbook.ts')
    return workbookOf('Trends', table)
  }
  const hand = (format: Format) => {
    setProblem(undefined)
    const name = `trends ${new Date(stretch.to).toISOString().slice(0, 16).replace(':', '-')}Z.${format}`
    make(format).then(
      (blob) => saveBlob(blob, name),
      (error: unknown) => setProblem(error instanceof Error ? error.message : problemOf(error).message),
    )
  }
  return { hand, problem }
}

import { Button, Menu } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { ChevronDown, MessageSquarePlus } from 'lucide-react'
import { useState } from 'react'
import type { EpochMs } from '../../../../domain/units.ts'
import type { Measure } from '../../../charts/panes/marks.ts'
import { formatClock } from '../../../format/time.ts'
import type { Stretch } from '../../../history/tiles/column.ts'
import { useSite } from '../../../state/live.ts'
import { useObstacle } from '../../../state/use-obstacle.ts'
import { NoteDialog } from './note-dialog.tsx'

/** Adds a note on the measured range, where the cursor was last, or on all that is in view. */
export function NoteMenu(props: {
  measure: Measure | undefined
  cursorAt: EpochMs | undefined
  stretch: Stretch
  assetIds: readonly string[]
  onAdded: () => void
}) {
  const { measure, cursorAt, stretch, assetIds, onAdded } = props
  const { timeZone } = useSite()
  const obstacle = useObstacle('operator')
  const [time, setTime] = useState<Stretch>()
  const lastAt = useLast(cursorAt)
  const measured = measure && { from: Math.min(measure.a, measure.b), to: Math.max(measure.a, measure.b) }
  const pointed = lastAt === undefined ? undefined : { from: lastAt, to: lastAt }
  useHotkeys([['N', () => obstacle === undefined && setTime(measured ?? pointed ?? stretch)]])
  return (
    <>
      <Menu position="top-start" transitionProps={{ duration: 120 }}>
        <Menu.Target>
          <Button
            leftSection={<MessageSquarePlus size={14} aria-hidden />}
            rightSection={<ChevronDown size={14} aria-hidden />}
            disabled={obstacle !== undefined}
            title={obstacle}
            aria-keyshortcuts="N"
          >
            Add note
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {measured && (
            <Menu.Item onClick={() => setTime(measured)}>
              On A to B, {formatClock(measured.from, timeZone)} to {formatClock(measured.to, timeZone)}
            </Menu.Item>
          )}
          {pointed && (
            <Menu.Item onClick={() => setTime(pointed)}>At the cursor, {formatClock(pointed.from, timeZone)}</Menu.Item>
          )}
          <Menu.Item onClick={() => setTime(stretch)}>On the time in view</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {time && <NoteDialog {...{ time, assetIds, onAdded }} onClose={() => setTime(undefined)} />}
    </>
  )
}

/** The last place of a cursor that has left the chart, on its way to this menu. */
function useLast(at: EpochMs | undefined): EpochMs | undefined {
  const [last, setLast] = useState(at)
  if (at !== undefined && at !== last) setLast(at)
  return at ?? last
}

import { useSite } from '../../../state/live.ts'
import { ReasonDialog } from '../../operate/reason-dialog.tsx'

/** Starts the engine with the site file as it is now. */
export function RestartDialog({ onClose }: { onClose: () => void }) {
  const { devices } = useSite()
  const steered = devices.filter((device) => device.isControlled).length
  return (
    <ReasonDialog
      title="Restart the engine now"
      act="Restart the engine"
      explanation={
        `The engine reads the site file again and connects to every device. For a few seconds nobody steers: ` +
        `${steered} steered devices fall to their safe state, and the history has a gap.`
      }
      call={(client, given) => client.site.restart({ reason: given })}
      onClose={onClose}
    />
  )
}

import { ReasonDialog } from '../../views/operate/reason-dialog.tsx'

/** Asks why the clock of the engine's machine is right although it does not fit what is stored. */
export function ClockDialog({ onClose }: { onClose: () => void }) {
  return (
    <ReasonDialog
      title="Confirm the clock"
      act="The clock is right"
      explanation="From now on readings are stored under the time of the machine. Look at it first: what is stored under a wrong time stays there."
      call={(client, reason) => client.history.confirmClock({ reason })}
      onClose={onClose}
    />
  )
}

import type { RangeNote } from '../../../charts/panes/marks.ts'
import { ReasonDialog } from '../../operate/reason-dialog.tsx'

/** Asks why a note goes, and deletes it. */
export function NoteRemoval(props: { note: RangeNote; onRemoved: () => void; onClose: () => void }) {
  const { note, onRemoved, onClose } = props
  return (
    <ReasonDialog
      title="Remove a note"
      act="Remove"
      explanation={`“${note.text}”, written by ${note.by}. The audit trail keeps its words.`}
      call={async (client, reason) => {
        await client.history.removeAnnotation({ id: note.id, reason })
        onRemoved()
      }}
      onClose={onClose}
    />
  )
}

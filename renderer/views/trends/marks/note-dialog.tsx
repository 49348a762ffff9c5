import { Button, Checkbox, Modal, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { AnnotateInput } from '../../../../domain/rpc/history.ts'
import { useCommand } from '../../../connection/use-command.ts'
import { formatClock, formatDay } from '../../../format/time.ts'
import type { Stretch } from '../../../history/tiles/column.ts'
import { useSite } from '../../../state/live.ts'
import { ActButton } from '../../operate/act-button.tsx'
import css from './marks.module.css'

interface NoteProps {
  time: Stretch
  /** Assets whose lines are in view. */
  assetIds: readonly string[]
  onAdded: () => void
  onClose: () => void
}

/** Asks for the words of a note on a time. */
export function NoteDialog(props: NoteProps) {
  return (
    <Modal
      opened
      onClose={props.onClose}
      title="Add a note"
      size={440}
      centered
      withinPortal={false}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <NoteForm {...props} />
    </Modal>
  )
}

function NoteForm({ time, assetIds, onAdded, onClose }: NoteProps) {
  const { assets, timeZone } = useSite()
  const [text, setText] = useState('')
  const [isAboutAssets, setAboutAssets] = useState(false)
  const { run, isBusy, problem } = useCommand<AnnotateInput, unknown>((client, note) => client.history.annotate(note))
  const isReady = text.trim() !== ''
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const [from, to] = [Math.round(time.from), Math.round(time.to)]
    const note = { from, to, text: text.trim(), assetIds: isAboutAssets ? [...assetIds] : [] }
    if (!isReady || (await run(note)) === undefined) return
    onAdded()
    onClose()
  }
  const names = assets.filter(({ id }) => assetIds.includes(id)).map(({ name }) => name)
  return (
    <form className={css.form} onSubmit={(event) => void submit(event)}>
      <p className={css.explanation}>{timeWords(time, timeZone)}. Everybody at the site sees it, with your name.</p>
      <TextInput
        label="Note"
        placeholder="What happened, or what was done?"
        data-autofocus
        required
        withAsterisk={false}
        maxLength={300}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        error={problem?.message}
      />
      {names.length > 0 && (
        <Checkbox
          label={`About the assets in view, not the whole site: ${names.join(', ')}`}
          checked={isAboutAssets}
          onChange={(event) => setAboutAssets(event.currentTarget.checked)}
        />
      )}
      <div className={css.buttons}>
        <Button onClick={onClose}>Cancel</Button>
        <ActButton type="submit" isPrimary isBusy={isBusy} obstacle={isReady ? undefined : 'A note has words.'}>
          Add note
        </ActButton>
      </div>
    </form>
  )
}

function timeWords({ from, to }: Stretch, timeZone: string): string {
  const first = `${formatDay(from, timeZone)} ${formatClock(from, timeZone)}`
  if (from === to) return first
  const day = formatDay(to, timeZone)
  return `${first} to ${day === formatDay(from, timeZone) ? '' : `${day} `}${formatClock(to, timeZone)}`
}

import { Radio, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Alarm } from '../../../../domain/alarm.ts'
import { useCommand } from '../../../connection/use-command.ts'
import { useSite } from '../../../state/live.ts'
import { ActDialog } from './act-dialog.tsx'
import css from './acts.module.css'

/** Takes an alarm, or every alarm of its asset, out of service until an engineer gives it back. */
export function ServiceDialog({ alarm, onClose }: { alarm: Alarm; onClose: () => void }) {
  const { assets } = useSite()
  const asset = assets.find((a) => a.id === alarm.assetId)
  const [isWhole, setWhole] = useState(false)
  const [reason, setReason] = useState('')
  const { run, isBusy, problem } = useCommand(async (client, why: string) => {
    const ofAsset = asset ? { assetId: asset.id } : {}
    await client.alarms.outOfService(
      isWhole ? { ...ofAsset, reason: why } : { code: alarm.code, ...ofAsset, reason: why },
    )
    return true
  })
  return (
    <ActDialog
      title="Take out of service"
      act="Take out of service"
      obstacle={reason.trim().length < 3 ? 'A reason of at least 3 letters is needed.' : undefined}
      isBusy={isBusy}
      onAct={() => void run(reason.trim()).then((done) => done && onClose())}
      onClose={onClose}
    >
      <p className={css.explanation}>
        It is no longer shown or sounded until it is given back. It goes on being judged and kept in the journal.
      </p>
      {asset && (
        <Radio.Group label="What" value={isWhole ? 'asset' : 'alarm'} onChange={(value) => setWhole(value === 'asset')}>
          <div className={css.radios}>
            <Radio size="xs" value="alarm" label={`Only: ${alarm.text}`} />
            <Radio size="xs" value="asset" label={`Every alarm of ${asset.name}`} />
          </div>
        </Radio.Group>
      )}
      <TextInput
        label="Reason, kept in the journal"
        placeholder="For example: work order 2291, contactor is replaced"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        maxLength={300}
        data-autofocus
      />
      {problem && <p role="alert">Not done: {problem.message}</p>}
    </ActDialog>
  )
}

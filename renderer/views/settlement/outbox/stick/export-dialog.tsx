import { SegmentedControl, TextInput } from '@mantine/core'
import { useState } from 'react'
import { dayOf, quartersOfDay } from '../../../../../domain/metering/quarter.ts'
import type { BundlesNow } from '../../../../../domain/rpc/settlement/bundles.ts'
import type { EngineClient } from '../../../../connection/connection.ts'
import { useNow, useSite } from '../../../../state/live.ts'
import { saveFile } from '../../../field/save-file.ts'
import { TwoStepDialog } from '../../acts/two-step-dialog.tsx'
import css from './stick.module.css'
import { batchesText, daysSpan, spanText } from './stick-words.ts'

interface Asked {
  what: 'waiting' | 'days'
  first: string
  last: string
  profile: 'relay' | 'full'
  receiver: string
}

/** Batches as files: for another station to post, or with all statements for one receiver. */
export function ExportDialog({ bundles, onClose }: { bundles: BundlesNow; onClose: () => void }) {
  const { timeZone } = useSite()
  const today = dayOf(useNow(60_000), timeZone)
  const { waiting } = bundles.stick
  const [asked, setAsked] = useState<Asked>({
    what: waiting ? 'waiting' : 'days',
    first: today,
    last: today,
    profile: 'relay',
    receiver: '',
  })
  const { profile, receiver } = asked
  const span =
    asked.what === 'waiting'
      ? waiting && { from: waiting.fromQuarter, to: waiting.toQuarter }
      : daysSpan(asked.first, asked.last, (day) => quartersOfDay(day, timeZone))
  const words =
    asked.what === 'waiting' && waiting
      ? `${batchesText(waiting.batches)}, ${spanText(waiting, timeZone)}`
      : span && `all batches of ${spanText({ fromQuarter: span.from, toQuarter: span.to }, timeZone)}`
  return (
    <TwoStepDialog
      title="Export to stick"
      act="Save the files"
      isReasonless
      obstacle={obstacleOf(asked, span ?? undefined)}
      effects={[
        { label: 'What', words: words ?? '' },
        {
          label: 'For',
          words:
            profile === 'relay'
              ? 'another station, which posts them with its own gas; nothing private is in them'
              : `the station of the key ${receiver.slice(0, 10)}… alone, with every statement, sealed`,
        },
        { label: 'Then', words: 'files of at most 5 MB, one after the other; copy all of them to the stick' },
      ]}
      call={async (client) => saved(await exportAll(client, { span, profile, receiver }))}
      onClose={onClose}
    >
      <Fields asked={asked} onAsked={setAsked} hasWaiting={waiting !== null} />
    </TwoStepDialog>
  )
}

function obstacleOf({ profile, receiver }: Asked, span: { from: number; to: number } | undefined): string | undefined {
  if (!span) return 'Name the first and the last day.'
  if (profile === 'full' && !/^0x[0-9a-f]{64}$/.test(receiver))
    return 'The receiver’s key: 0x and 64 hexadecimal digits.'
  return undefined
}

/** Saves file after file until there is none left; gives their names. */
async function exportAll(
  client: EngineClient,
  given: { span: { from: number; to: number } | null | undefined; profile: 'relay' | 'full'; receiver: string },
): Promise<string[]> {
  const { span, profile, receiver } = given
  const names: string[] = []
  if (!span) return names
  for (let after: number | undefined; ;) {
    const { file, next } = await client.bundles.export({
      profile,
      ...span,
      ...(profile === 'full' && { receiver }),
      ...(after !== undefined && { after }),
    })
    saveFile(file)
    names.push(file.name)
    if (next === null) return names
    after = next
  }
}

function saved(names: readonly string[]): string {
  return `Saved as ${names.join(', ')}. The other station takes them in this order.`
}

function Fields(props: { asked: Asked; onAsked: (asked: Asked) => void; hasWaiting: boolean }) {
  const { asked, onAsked, hasWaiting } = props
  const set = (part: Partial<Asked>) => onAsked({ ...asked, ...part })
  return (
    <div className={css.fields}>
      <SegmentedControl
        aria-label="Batches"
        data={[
          { value: 'waiting', label: 'What is not final', disabled: !hasWaiting },
          { value: 'days', label: 'Days' },
        ]}
        value={asked.what}
        onChange={(value) => set({ what: value === 'days' ? 'days' : 'waiting' })}
      />
      {asked.what === 'days' && (
        <div className={css.pair}>
          <TextInput
            type="date"
            label="First day"
            value={asked.first}
            onChange={({ currentTarget }) => set({ first: currentTarget.value })}
          />
          <TextInput
            type="date"
            label="Last day"
            value={asked.last}
            onChange={({ currentTarget }) => set({ last: currentTarget.value })}
          />
        </div>
      )}
      <SegmentedControl
        aria-label="For"
        data={[
          { value: 'relay', label: 'To be posted' },
          { value: 'full', label: 'With all statements' },
        ]}
        value={asked.profile}
        onChange={(value) => set({ profile: value === 'full' ? 'full' : 'relay' })}
      />
      {asked.profile === 'full' && (
        <TextInput
          label="Key of the receiver"
          description="Its Outbox, Stick, shows it"
          value={asked.receiver}
          onChange={({ currentTarget }) => set({ receiver: currentTarget.value.trim() })}
        />
      )}
    </div>
  )
}

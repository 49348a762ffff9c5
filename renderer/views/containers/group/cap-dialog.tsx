import { NumberInput } from '@mantine/core'
import { useRef, useState } from 'react'
import type { EngineClient } from '../../../connection/connection.ts'
import { formatNumber } from '../../../format/number.ts'
import { powerPhrase, powerText } from '../../../format/power.ts'
import { formatWhen } from '../../../format/time.ts'
import { useLiveStore, useNow, useSite } from '../../../state/live.ts'
import { EndField, type EndDraft } from '../../operate/end-field.tsx'
import { endOf } from '../../operate/end-times.ts'
import type { Container } from '../data/use-containers.ts'
import { newPressKey } from '../../../connection/press-key.ts'
import { capEffect, capsOutcome, type Chosen } from './group-effect.ts'
import { GroupDialog } from './group-dialog.tsx'
import css from './group.module.css'

/** What the cap does to the connection, if nothing else changes. */
function useGridWords(reliefKW: number): string {
  const { assets } = useSite()
  const store = useLiveStore()
  const grid = assets.find((asset) => asset.kind === 'grid')
  const power = grid && store.reading(grid.id, 'activePowerKW').value
  if (power === undefined || power === null) return 'no value of the connection'
  return `${powerPhrase('grid', power)}, then ${powerPhrase('grid', power - reliefKW)} if nothing else changes`
}

/** Gives several containers a cap, with its effect, reason and end. */
export function CapDialog(props: { containers: readonly Container[]; chosen: readonly Chosen[]; onClose: () => void }) {
  const { containers, chosen, onClose } = props
  const highestKW = Math.max(...containers.map((container) => container.ratedPowerKW))
  const [draw, setDraw] = useState<number | undefined>(highestKW)
  const [end, setEnd] = useState<EndDraft>({ end: '1h', custom: '' })
  const { timeZone } = useSite()
  const now = useNow()
  const key = useRef(newPressKey())
  const until = endOf(end.end, { now, timeZone, custom: end.custom })
  const effect = capEffect(chosen, draw ?? highestKW)
  const grid = useGridWords(effect.nowKW - effect.thenKW)
  const missing = effect.unknown > 0 ? `, ${formatNumber(effect.unknown)} not counted` : ''
  const obstacle =
    draw === undefined
      ? 'A cap in kW is needed; 0 switches off.'
      : until === undefined
        ? 'An end in the future is needed.'
        : undefined
  const group = {
    act: draw === 0 ? 'Switch off' : `Cap at ${powerText(draw ?? 0)}`,
    obstacle,
    lines: [
      { label: 'Cap of each', words: draw === 0 ? 'off' : powerText(draw ?? 0) },
      {
        label: 'Together',
        words: `drawing ${powerText(effect.nowKW)}, then at most ${powerText(effect.thenKW)}${missing}`,
      },
      { label: 'Site', words: grid },
      { label: 'Ends', words: until === undefined ? 'not known' : formatWhen(until, now, timeZone) },
    ],
    call: async (client: EngineClient, reason: string) => {
      const request = { assetIds: chosen.map(({ id }) => id), drawKW: draw ?? 0, until: until ?? 0, reason }
      return capsOutcome(chosen, await client.mining.setCaps({ ...request, idempotencyKey: key.current }))
    },
  }
  return (
    <GroupDialog title="Cap the draw of containers" chosen={chosen} group={group} onClose={onClose}>
      <NumberInput
        label="Highest draw of each"
        description={`0 switches off; the highest rating is ${powerText(highestKW)}`}
        data-autofocus
        value={draw ?? ''}
        onChange={(value) => setDraw(value === '' ? undefined : Number(value))}
        min={0}
        max={highestKW}
        clampBehavior="strict"
        allowDecimal={false}
        rightSection={<span className={css.unit}>kW</span>}
        rightSectionWidth={34}
        rightSectionPointerEvents="none"
      />
      <EndField draft={end} onDraft={(change) => setEnd((before) => ({ ...before, ...change }))} />
    </GroupDialog>
  )
}

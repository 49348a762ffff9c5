import { Radio, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Asset } from '../../../domain/asset.ts'
import type { Authority } from '../../../domain/setpoint.ts'
import { EffectLines } from '../../components/layout/step-dialog.tsx'
import { useCommand } from '../../connection/use-command.ts'
import { powerPhrase } from '../../format/power.ts'
import { useInstructions, useReading } from '../../state/live.ts'
import { useObstacle } from '../../state/use-obstacle.ts'
import { authorityWords } from '../assets/asset-words.ts'
import { TwoStepDialog } from '../operate/two-step-dialog.tsx'
import { chosenObstacle, effectOfAuthority, type GivenAuthority, givenAuthorities } from './authority-effect.ts'
import css from './faceplate.module.css'

interface Wish {
  authority: GivenAuthority | undefined
  reason: string
}

/** Changes who steers an asset: choose and say why, then read what it does, then do it. */
export function AuthorityDialog(props: { asset: Asset; present: Authority; onClose: () => void }) {
  const { asset, present, onClose } = props
  const [wish, setWish] = useState<Wish>({ authority: undefined, reason: '' })
  const role = useObstacle('operator')
  const command = useCommand<GivenAuthority, true>(async (client, authority) => {
    await client.commissioning.setAuthority({ assetId: asset.id, authority, reason: wish.reason.trim() })
    return true
  })
  const { authority, reason } = wish
  const give = async () => {
    if (authority && (await command.run(authority))) onClose()
  }
  return (
    <TwoStepDialog
      title={`Who steers ${asset.name}`}
      step="Choose"
      act={authority ? givenAuthorities[authority].act : ''}
      obstacle={role ?? chosenObstacle(present, authority, reason)}
      command={command}
      onAct={() => void give()}
      onClose={onClose}
      first={<Choice present={present} wish={wish} onWish={(change) => setWish({ ...wish, ...change })} />}
      last={authority && <Effect asset={asset} authority={authority} reason={reason.trim()} />}
    />
  )
}

function Choice(props: { present: Authority; wish: Wish; onWish: (change: Partial<Wish>) => void }) {
  const { present, wish, onWish } = props
  return (
    <>
      <Radio.Group
        aria-label="Who steers it from now on"
        className={css.choice}
        value={wish.authority ?? present}
        onChange={(value) => onWish({ authority: value as GivenAuthority })}
      >
        {(Object.keys(givenAuthorities) as GivenAuthority[]).map((one) => (
          <Radio
            key={one}
            value={one}
            size="xs"
            label={`${givenAuthorities[one].title}${one === present ? ', as now' : ''}`}
            description={authorityWords[one].says}
          />
        ))}
      </Radio.Group>
      <TextInput
        label="Reason (kept in the audit trail)"
        placeholder="Why is this needed?"
        required
        withAsterisk={false}
        maxLength={300}
        value={wish.reason}
        onChange={(event) => onWish({ reason: event.currentTarget.value })}
      />
    </>
  )
}

function Effect({ asset, authority, reason }: { asset: Asset; authority: GivenAuthority; reason: string }) {
  const { value } = useReading(asset.id, 'activePowerKW')
  const command = useInstructions().find(
    (i) => i.assetId === asset.id && i.state === 'active' && i.source === 'operator',
  )
  return (
    <EffectLines
      lines={[
        { label: 'From now on', words: givenAuthorities[authority].title },
        { label: 'Now it is', words: value === null ? 'no value' : powerPhrase(asset.kind, value) },
        { label: 'What happens', words: effectOfAuthority(authority) },
        ...(command && authority !== 'control'
          ? [{ label: 'Command', words: `That of ${command.owner} is no longer written` }]
          : []),
        { label: 'Reason', words: reason },
      ]}
    />
  )
}

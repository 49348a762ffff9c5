import { Radio } from '@mantine/core'
import { useState } from 'react'
import type { Protection } from '../../../../domain/assets/throttling.ts'
import type { Chosen } from './group-effect.ts'
import { GroupDialog } from './group-dialog.tsx'
import css from './group.module.css'

type Choice = Protection | 'site'

const choices: Record<Choice, { title: string; says: string }> = {
  never: { title: 'Never shed', says: 'No rule of ours takes power from it.' },
  safety: { title: 'For safety only', says: 'Shed only when storage cannot keep a limit.' },
  none: { title: 'Not protected', says: 'Shed in its turn, the least efficient first.' },
  site: { title: 'As the site file says', says: 'Takes back what a person said.' },
}

/** Protects several containers from shedding, or takes that back. */
export function ProtectDialog({ chosen, onClose }: { chosen: readonly Chosen[]; onClose: () => void }) {
  const [choice, setChoice] = useState<Choice>()
  const assetIds = chosen.map(({ id }) => id)
  const asked = choice === undefined ? undefined : choices[choice]
  return (
    <GroupDialog
      title="Protect containers from shedding"
      chosen={chosen}
      onClose={onClose}
      group={{
        act: 'Protect as chosen',
        obstacle: choice === undefined ? 'Choose how they are protected.' : undefined,
        lines: [
          { label: 'Protection', words: asked?.title ?? '' },
          { label: 'Means', words: asked?.says ?? '' },
          { label: 'Holds', words: 'until somebody changes it; limits of the connection hold whatever it says' },
        ],
        call: async (client, reason) => {
          const protection = choice === 'site' || choice === undefined ? null : choice
          await client.mining.protect({ assetIds, protection, reason })
          return { done: chosen.length, left: [] }
        },
      }}
    >
      <Radio.Group
        label="Protection"
        className={css.choices ?? ''}
        value={choice ?? null}
        onChange={(value) => setChoice(value as Choice)}
      >
        {(Object.keys(choices) as Choice[]).map((value) => (
          <Radio key={value} value={value} label={choices[value].title} description={choices[value].says} />
        ))}
      </Radio.Group>
    </GroupDialog>
  )
}

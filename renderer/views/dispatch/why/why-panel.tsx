import { Select } from '@mantine/core'
import { useState } from 'react'
import type { Asset } from '../../../../domain/asset.ts'
import { Chip } from '../../../components/chip.tsx'
import { Panel } from '../../../components/panel.tsx'
import { useDecision, useSite } from '../../../state/live.ts'
import { WhyChain } from './why-chain.tsx'
import css from '../dispatch.module.css'

const outcomeWords = {
  pending: 'Verifying',
  confirmed: 'Confirmed',
  acceptedNotFollowed: 'Not followed',
  refused: 'Refused',
  unknown: 'Unknown',
} as const

function useControlled(): Asset[] {
  const site = useSite()
  const controlled = new Set(site.devices.filter((device) => device.isControlled).map((device) => device.id))
  return site.assets.filter((asset) => controlled.has(asset.device))
}

/** Asks of any asset that dispatch steers why it has its setpoint. */
export function WhyPanel() {
  const assets = useControlled()
  const [chosen, setChosen] = useState<string>()
  const asset = assets.find((a) => a.id === chosen) ?? assets.find((a) => a.kind === 'container') ?? assets[0]
  if (!asset)
    return (
      <Panel title="Why this setpoint?" className={css.whyPanel}>
        <p className={css.quiet}>Dispatch steers no asset of this site.</p>
      </Panel>
    )
  return <WhyOf asset={asset} assets={assets} onChoose={setChosen} />
}

function WhyOf(props: { asset: Asset; assets: Asset[]; onChoose: (id: string) => void }) {
  const { asset, assets, onChoose } = props
  const verification = useDecision(asset.id)?.verification
  return (
    <Panel
      title="Why this setpoint?"
      link={
        <>
          {verification && <Chip kind="outline">{outcomeWords[verification.outcome]}</Chip>}
          <Select
            className={css.picker}
            aria-label="Asset"
            searchable
            allowDeselect={false}
            value={asset.id}
            onChange={(id) => id && onChoose(id)}
            data={assets.map((a) => ({ value: a.id, label: a.name }))}
          />
        </>
      }
      isFilling
      className={css.whyPanel}
    >
      <WhyChain asset={asset} />
    </Panel>
  )
}

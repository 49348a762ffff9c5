import { useMemo } from 'react'
import { Panel } from '../../../components/panel.tsx'
import { useSite } from '../../../state/live.ts'
import { useBusFlows } from '../use-sums.ts'
import { powerText } from '../../../format/power.ts'
import { AssetCard } from './asset-card.tsx'
import { ContainersCard } from './containers-card.tsx'
import { layOut } from './one-line-layout.ts'
import css from './one-line.module.css'
import { AssetRibbon, BlockRibbon } from './ribbon.tsx'

/** The site now: every asset on its bus, with the flows between them. */
export function OneLine() {
  const site = useSite()
  const { above, below, shares } = useMemo(() => layOut(site), [site])
  const columnsAbove = { gridTemplateColumns: `repeat(${above.length}, minmax(0, 1fr))` }
  const columnsBelow = { gridTemplateColumns: shares.map((share) => `minmax(0, ${share}fr)`).join(' ') }
  return (
    <Panel title="Site now" note={<Flows busName={site.connection.busName} />} link={<Legend />} className={css.panel}>
      <div className={css.diagram}>
        <div className={css.cards} style={columnsAbove}>
          {above.map((asset) => (
            <AssetCard key={asset.id} asset={asset} />
          ))}
        </div>
        <div className={css.ribbons} style={columnsAbove}>
          {above.map((asset) => (
            <AssetRibbon key={asset.id} asset={asset} side="above" />
          ))}
        </div>
        <div className={css.bus} />
        <div className={css.ribbons} style={columnsBelow}>
          <span className={css.busName}>{site.connection.busName}</span>
          {below.map((block) =>
            block.kind === 'asset' ? (
              <AssetRibbon key={block.id} asset={block.asset} side="below" />
            ) : (
              <BlockRibbon key={block.id} block={block} />
            ),
          )}
        </div>
        <div className={css.cards} style={columnsBelow}>
          {below.map((block) =>
            block.kind === 'asset' ? (
              <AssetCard key={block.id} asset={block.asset} isTall />
            ) : (
              <ContainersCard key={block.id} block={block} />
            ),
          )}
        </div>
      </div>
    </Panel>
  )
}

function Flows({ busName }: { busName: string }) {
  const { assets } = useSite()
  const { inKW, outKW } = useBusFlows(assets)
  return (
    <>
      {busName}, {powerText(inKW)} in and {powerText(outKW)} out. Line width shows power
    </>
  )
}

function Legend() {
  return (
    <span className={css.legend} aria-hidden="true">
      <span>
        <i className={css.running} /> running
      </span>
      <span>
        <i className={css.room} /> room left
      </span>
      <span>
        <i className={css.limit} /> limit now
      </span>
      <span>
        <i className={css.silent} /> no contact
      </span>
    </span>
  )
}

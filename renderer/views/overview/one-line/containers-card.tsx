import { useMemo } from 'react'
import { Container } from 'lucide-react'
import { AnalogBar } from '../../../components/analog-bar.tsx'
import { Value } from '../../../components/value.tsx'
import { formatPower, powerText, powerWord } from '../../../format/power.ts'
import { drawKW } from '../../../../domain/units.ts'
import { usePowerSum } from '../use-sums.ts'
import css from './card.module.css'
import { Cell } from './cell.tsx'
import cellCss from './cell.module.css'
import { RatesWords, StatesWords } from './containers-words.tsx'
import { cellColumns, type ContainerBlock } from './one-line-layout.ts'

/** A feeder with its containers as cells; each cell opens its faceplate. */
export function ContainersCard({ block }: { block: ContainerBlock }) {
  const count = block.cells.length
  const columns = cellColumns(count)
  return (
    <article className={css.card} aria-label={block.name}>
      <div className={css.head}>
        <Container size={16} strokeWidth={1.5} aria-hidden />
        <strong className={css.name}>{block.name}</strong>
        <span className={css.note}>
          <StatesWords containers={block.cells} />
        </span>
      </div>
      <BlockPower block={block} />
      <div
        className={cellCss.cells}
        data-dense={columns > 6 || undefined}
        style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
      >
        {block.cells.map((asset) => (
          <Cell key={asset.id} asset={asset} />
        ))}
      </div>
      <RatesWords containers={block.cells} />
    </article>
  )
}

function BlockPower({ block }: { block: ContainerBlock }) {
  const { powerKW, quality, missing } = usePowerSum(block.members)
  const ratedKW = useMemo(() => block.cells.reduce((sum, c) => sum + c.ratedPowerKW, 0), [block])
  const power = powerKW === null ? undefined : formatPower(powerKW)
  const draw = powerKW === null ? undefined : drawKW(powerKW)
  const { limitKW } = block
  const does = powerWord('load', powerKW ?? 0)
  const word = missing > 0 ? `${does}, ${missing} missing` : does
  return (
    <>
      <div className={css.power}>
        <Value value={power?.number} unit={power?.unit ?? ''} quality={quality} word={word} />
        {limitKW !== undefined && (
          <span className={css.limitNow}>
            limit <b>{powerText(limitKW)}</b>
          </span>
        )}
      </div>
      <AnalogBar
        min={0}
        max={Math.max(ratedKW, limitKW ?? 0)}
        value={draw}
        limitHigh={limitKW}
        quality={quality}
        label={`${block.name}: ${draw === undefined ? 'no value' : `${does} ${powerText(draw)}`}${limitKW === undefined ? '' : ` of at most ${powerText(limitKW)}`}`}
      />
    </>
  )
}

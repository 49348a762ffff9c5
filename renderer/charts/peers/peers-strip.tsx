import { formatNumber } from '../../format/number.ts'
import type { ColourName } from '../../theme/tokens.ts'
import { valueAxis } from '../panes/value-axis.ts'
import css from './peers-strip.module.css'
import { type Peer, stripOf } from './peers.ts'

/** The same signal at several assets now, as dots over one axis: the band holds the others, one dot stands out. */
export function PeersStrip(props: { peers: readonly Peer[]; ownId: string; colour: ColourName; label: string }) {
  const { peers, ownId, colour, label } = props
  const values = peers.flatMap(({ value }) => (value === null ? [] : [value]))
  const axis = valueAxis(Math.min(...values), Math.max(...values), { most: 5 })
  const x = (value: number) => (100 * (value - axis.min)) / (axis.max - axis.min)
  const { dots, band } = stripOf(peers, { ownId, widthOf: axis.max - axis.min })
  return (
    <figure className={css.strip} aria-label={label}>
      <div className={css.plot} aria-hidden>
        {band && <i className={css.band} style={{ left: `${x(band[0])}%`, width: `${x(band[1]) - x(band[0])}%` }} />}
        {dots.map(({ id, name, value, level, isOwn }) => (
          <span
            key={id}
            className={css.dot}
            data-own={isOwn || undefined}
            style={{
              left: `${x(value)}%`,
              bottom: `calc(50% + ${level * 13 - 4}px)`,
              ...(isOwn ? { background: `var(--${colour})` } : {}),
            }}
            title={`${name} ${formatNumber(value, axis.decimals)}`}
          >
            {isOwn && <b data-side={x(value) > 80 ? 'left' : x(value) < 20 ? 'right' : 'middle'}>{name}</b>}
          </span>
        ))}
      </div>
      <div className={css.axis} aria-hidden>
        {axis.ticks.map((tick) => (
          <span key={tick} style={{ left: `${x(tick)}%` }}>
            {formatNumber(tick, axis.decimals)}
          </span>
        ))}
      </div>
    </figure>
  )
}

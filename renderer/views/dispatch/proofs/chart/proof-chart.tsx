import { useElementSize } from '@mantine/hooks'
import { type PointerEvent, useMemo, useState } from 'react'
import type { EpochMs } from '../../../../../domain/units.ts'
import { timeTicks } from '../../../../charts/panes/time-ticks.ts'
import { formatNumber } from '../../../../format/number.ts'
import { powerPhrase } from '../../../../format/power.ts'
import { formatClock } from '../../../../format/time.ts'
import { useSite } from '../../../../state/live.ts'
import { belowWord, kindOf, turnOf } from '../proof-words.ts'
import css from './proof-chart.module.css'
import {
  deliveredPath,
  type Drawn,
  missingSpans,
  orderedPath,
  proofScale,
  type ProofScale,
  room,
  toleranceBands,
  valuesAt,
} from './proof-geometry.ts'

/** Ordered dashed, delivered solid with tint, the tolerance as a band, gaps hatched; values under the cursor in words. */
export function ProofChart({ proof, label }: { proof: Drawn; label: string }) {
  const { assets, timeZone } = useSite()
  const { ref, width, height } = useElementSize<HTMLDivElement>()
  const [cursorAt, setCursor] = useState<EpochMs>()
  const turn = turnOf(proof.order, assets)
  const scale = useMemo(() => proofScale(proof, turn, { width, height }), [proof, turn, width, height])
  const onMove = (event: PointerEvent) => {
    const share =
      (event.clientX - event.currentTarget.getBoundingClientRect().left - room.left) / (width - room.left - room.right)
    const { from, to } = scale.stretch
    setCursor(share < 0 || share > 1 ? undefined : from + share * (to - from))
  }
  return (
    <div className={css.frame}>
      <p className={css.legend}>
        <span>
          {scale.unit}
          {scale.axis.min < 0 ? `, below 0 ${belowWord(proof.order, assets)}` : ''}
        </span>
        {cursorAt === undefined ? <Legend proof={proof} /> : <Readout proof={proof} at={cursorAt} />}
      </p>
      <div ref={ref} className={css.chart} onPointerMove={onMove} onPointerLeave={() => setCursor(undefined)}>
        {width > 0 && (
          <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
            <Ground scale={scale} width={width} height={height} timeZone={timeZone} />
            <Lines proof={proof} scale={scale} height={height} />
            {cursorAt !== undefined && (
              <line
                className={css.cursor}
                x1={scale.x(cursorAt)}
                x2={scale.x(cursorAt)}
                y1={room.top}
                y2={height - room.bottom}
              />
            )}
          </svg>
        )}
      </div>
    </div>
  )
}

function Legend({ proof }: { proof: Drawn }) {
  return (
    <>
      <span>
        <i data-line="delivered" aria-hidden /> delivered at the meter
      </span>
      <span>
        <i data-line="ordered" aria-hidden /> ordered
      </span>
      {proof.order.kind === 'setpoint' && (
        <span>
          <i data-line="tolerance" aria-hidden /> tolerance
        </span>
      )}
    </>
  )
}

function Readout({ proof, at }: { proof: Drawn; at: EpochMs }) {
  const { assets, timeZone } = useSite()
  const kind = kindOf(proof.order, assets)
  const { delivered, ordered } = valuesAt(proof, at)
  return (
    <span className={css.readout}>
      {formatClock(at, timeZone)} delivered {delivered === undefined ? 'no value' : powerPhrase(kind, delivered)},
      ordered {ordered === undefined ? 'nothing' : powerPhrase(kind, ordered)}
    </span>
  )
}

function Ground(props: { scale: ProofScale; width: number; height: number; timeZone: string }) {
  const { scale, width, height, timeZone } = props
  const { axis, stretch, factor } = scale
  const ticks = timeTicks(stretch.from, stretch.to, timeZone, Math.max(2, Math.floor(width / 130)))
  return (
    <>
      {axis.ticks.map((tick) => (
        <g key={tick}>
          <line
            className={tick === 0 ? css.zero : css.grid}
            x1={room.left}
            x2={width - room.right}
            y1={scale.y(tick / factor)}
            y2={scale.y(tick / factor)}
          />
          <text x={room.left - 6} y={scale.y(tick / factor) + 4} textAnchor="end">
            {formatNumber(Math.abs(tick), axis.decimals)}
          </text>
        </g>
      ))}
      {ticks.map(({ at, label }) => (
        <g key={at}>
          <line className={css.grid} x1={scale.x(at)} x2={scale.x(at)} y1={room.top} y2={height - room.bottom} />
          {scale.x(at) > room.left + 20 && scale.x(at) < width - 24 && (
            <text x={scale.x(at)} y={height - 5} textAnchor="middle">
              {label}
            </text>
          )}
        </g>
      ))}
    </>
  )
}

function Lines({ proof, scale, height }: { proof: Drawn; scale: ProofScale; height: number }) {
  const delivered = useMemo(() => deliveredPath(proof, scale), [proof, scale])
  const bottom = height - room.bottom
  return (
    <>
      {missingSpans(proof).map(({ from, to }) => (
        <rect
          key={from}
          fill="url(#hatch)"
          x={scale.x(from)}
          width={Math.max(1, scale.x(to) - scale.x(from))}
          y={room.top}
          height={Math.max(0, bottom - room.top)}
        />
      ))}
      {toleranceBands(proof, scale).map((band) => (
        <path key={band} className={css.tolerance} d={band} />
      ))}
      <path className={css.delivered} d={delivered} />
      <path className={css.ordered} d={orderedPath(proof, scale)} />
    </>
  )
}

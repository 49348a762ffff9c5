import { useMediaQuery } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { memo, useMemo } from 'react'
import { type PointName, pointSpec } from '../../../domain/points.ts'
import { TrendChart } from '../../charts/trend-chart.tsx'
import type { TrendView } from '../../charts/trend-option.ts'
import { Panel } from '../../components/panel.tsx'
import { useTrend } from '../../history/use-trend.ts'
import { useSite } from '../../state/live.ts'
import type { ColourName } from '../../theme/tokens.ts'
import { bankRating } from './bank/energy.ts'
import { type Bank, isBattery, type StorageKind } from './bank/kinds.ts'
import css from './storage.module.css'

function colourOf(kind: StorageKind): ColourName {
  if (!isBattery(kind)) return 's4'
  return kind === 'liIon' ? 's3' : 's6'
}

/** The power axis reaches as far either way, to a round number whose ticks fall on it. */
function niceKW(ratedKW: number): number {
  const decade = 10 ** Math.floor(Math.log10(Math.max(1, ratedKW)))
  return decade * ([1, 2, 4, 10].find((step) => step * decade >= ratedKW) ?? 10)
}

/** What a wide screen shows besides, of a bank that is one device: these points do not add up. */
function furtherPoints(kind: StorageKind): readonly [PointName, PointName] {
  if (kind === 'flywheel') return ['bearingDegC', 'vibrationMmPerS']
  return isBattery(kind) ? ['socPct', 'temperatureDegC'] : ['tankBar', 'stackDegC']
}

function Pane(props: { bank: Bank; point: PointName; note?: string; min?: number; max?: number }) {
  const { bank, point, note = '', min, max } = props
  const { timeZone } = useSite()
  const { label, unit } = pointSpec(point)
  const trend = useTrend(
    bank.assets.map((asset) => asset.id),
    point,
  )
  const view = useMemo((): TrendView => {
    const { from, stepMs, values, window } = trend
    const line = { name: label, colour: colourOf(bank.kind), from, stepMs, values }
    const ends = { ...(min !== undefined && { min }), ...(max !== undefined && { max }) }
    return { series: [line], ...window, timeZone, unit, ...ends }
  }, [bank.kind, trend, timeZone, label, unit, min, max])
  return (
    <div className={css.pane}>
      <span className={css.label}>
        {label}, {unit}, {trend.words}
        {note}
      </span>
      <TrendChart view={view} label={`${label} of ${bank.title} ${trend.words}`} />
    </div>
  )
}

/** What the bank did and how its store went, up to now. */
export const BankTrend = memo(function BankTrend({ bank }: { bank: Bank }) {
  const { points } = useSite()
  const hasRoom = useMediaQuery('(min-width: 2000px) and (min-height: 1200px)')
  const { chargeKW, dischargeKW } = bankRating(bank.assets)
  const endKW = niceKW(Math.max(chargeKW, dischargeKW))
  const ids = bank.assets.map((asset) => asset.id)
  const isTold = (point: PointName) => ids.every((id) => points.some((p) => p.assetId === id && p.point === point))
  const further = hasRoom && ids.length === 1 ? furtherPoints(bank.kind) : []
  const below = bank.kind === 'hydrogen' ? ', below 0 drawing' : ', below 0 charging'
  return (
    <Panel
      title="Trend"
      className={css.trend}
      link={
        <Link to="/trends" search={{ points: ids.map((id) => `${id}.activePowerKW`).join(',') }}>
          Open in Trends
        </Link>
      }
    >
      <div className={css.panes} data-many={further.length > 0 || undefined}>
        <Pane bank={bank} point="activePowerKW" note={below} min={-endKW} max={endKW} />
        {isTold('usableEnergyKWh') && <Pane bank={bank} point="usableEnergyKWh" min={0} />}
        {further.filter(isTold).map((point) => (
          <Pane key={point} bank={bank} point={point} />
        ))}
      </div>
    </Panel>
  )
})

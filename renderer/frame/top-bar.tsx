import { History, Search, Unplug } from 'lucide-react'
import { type ReactNode, useMemo } from 'react'
import { Chip } from '../components/chip.tsx'
import { KeyHint } from '../components/layout/key-hint.tsx'
import { formatDuration } from '../format/duration.ts'
import { quantityText } from '../format/number.ts'
import { pointText } from '../format/point.ts'
import { formatPower, powerWord } from '../format/power.ts'
import { formatPrice } from '../format/price.ts'
import { formatClock, formatDay, formatMoment, formatOffset } from '../format/time.ts'
import { useConnection, useNow, useReading, useSite, useStatus } from '../state/live.ts'
import { AsItIsNow, useReplayDesk } from '../replay/replay.tsx'
import css from './top-bar.module.css'

/** What holds for the whole site, on every screen: mode, grid power, frequency, price, person, time. */
export function TopBar({ onSearch }: { onSearch: () => void }) {
  const site = useSite()
  return (
    <header className={css.bar}>
      <strong className={css.site}>{site.name}</strong>
      <div className={css.facts}>
        <Mode />
        <GridNow />
        <Price />
      </div>
      <SimulatedSite />
      <AsItIsNow>
        <ConnectionLost />
      </AsItIsNow>
      <ShowPast />
      <button type="button" className={css.search} onClick={onSearch}>
        <Search size={14} aria-hidden />
        <span className={css.searchWord}>Search</span>
        <KeyHint keys="Ctrl K" />
      </button>
      <span className={css.person} title={`${site.person.name}, ${site.person.role}`}>
        <span className={css.initials} aria-hidden="true">
          {initialsOf(site.person.name)}
        </span>
        <span className={css.name}>{site.person.name}</span>
      </span>
      <SiteTime />
    </header>
  )
}

function Fact({ label, children, width }: { label: string; children: ReactNode; width?: number }) {
  return (
    <span className={css.fact}>
      <span className={css.label}>{label}</span>
      <strong className={css.value} style={width === undefined ? undefined : { minWidth: width }}>
        {children}
      </strong>
    </span>
  )
}

function Mode() {
  const { mode } = useStatus()
  return <Fact label="Mode">{mode === 'automatic' ? 'Automatic' : 'Manual'}</Fact>
}

function GridNow() {
  const { assets } = useSite()
  const gridId = useMemo(() => assets.find((a) => a.kind === 'grid')?.id ?? '', [assets])
  const power = useReading(gridId, 'activePowerKW')
  const frequency = useReading(gridId, 'frequencyHz')
  return (
    <>
      <Fact label="Grid" width={118}>
        {power.value === null ? (
          'no value'
        ) : (
          <span data-quality={power.quality} className={css.marked}>
            {powerWord('grid', power.value)} {quantityText(formatPower(power.value))}
          </span>
        )}
      </Fact>
      <Fact label="Frequency" width={66}>
        {frequency.value === null ? (
          'no value'
        ) : (
          <span data-quality={frequency.quality} className={css.marked}>
            {pointText('frequencyHz', frequency.value)}
          </span>
        )}
      </Fact>
    </>
  )
}

function Price() {
  const { priceEurPerMWh } = useStatus()
  const { state } = useConnection()
  if (priceEurPerMWh === null || state === 'lost') return null
  return (
    <span className={css.price}>
      <Fact label="Price">{quantityText(formatPrice(priceEurPerMWh))}</Fact>
    </span>
  )
}

function SimulatedSite() {
  const { isSimulated } = useSite()
  const { simulatedTime } = useStatus()
  if (!isSimulated) return null
  const moment = simulatedTime === undefined ? undefined : formatMoment(simulatedTime)
  return (
    <span className={css.simulated}>
      <Chip kind="outline">
        Simulated site{moment !== undefined && <span className={css.moment}> at {moment}</span>}
      </Chip>
    </span>
  )
}

function ConnectionLost() {
  const { state, since } = useConnection()
  const now = useNow()
  return (
    <output className={css.lost}>
      {state === 'lost' && (
        <Chip kind="priority1">
          <Unplug size={12} aria-hidden /> No connection to the engine for {formatDuration(now - since)}
        </Chip>
      )}
    </output>
  )
}

function ShowPast() {
  const { setChoosing } = useReplayDesk()
  const label = 'Show the site as it was'
  return (
    <button type="button" className={css.past} aria-label={label} title={label} onClick={() => setChoosing(true)}>
      <History size={14} aria-hidden />
    </button>
  )
}

function SiteTime() {
  const { timeZone } = useSite()
  const now = useNow()
  return (
    <span className={css.time}>
      <strong className={css.clock}>{formatClock(now, timeZone)}</strong>
      <span className={css.day}>
        {formatOffset(now, timeZone)}
        <span className={css.date}> · {formatDay(now, timeZone)}</span>
      </span>
    </span>
  )
}

function initialsOf(name: string): string {
  return name
    .split(/[\s.]+/)
    .filter((word) => word !== '')
    .map((word) => word.charAt(0).toUpperCase())
    .slice(0, 2)
    .join('')
}

import { ActionIcon, Menu } from '@mantine/core'
import { EllipsisVertical } from 'lucide-react'
import type { EpochMs } from '../../../domain/units.ts'
import { Chip } from '../../components/chip.tsx'
import type { Measure } from '../../charts/panes/marks.ts'
import type { Stretch } from '../../history/tiles/column.ts'
import { formatDuration } from '../../format/duration.ts'
import { energySumText } from '../../format/energy.ts'
import { quantityText } from '../../format/number.ts'
import { useReading } from '../../state/live.ts'
import { directionOf, type LineLook, valueQuantity } from './model/lines.ts'
import { figuresIn, shownAt } from './model/measure.ts'
import css from './points.module.css'
import type { ShownLine } from './use-chart-panes.ts'

/** One line of the list: its colour, its value at the cursor, and what it did in view. */
export function PointRow(props: {
  line: ShownLine
  at: EpochMs
  stretch: Stretch
  measure: Measure | undefined
  comparedWords: string | undefined
  /** Other panes that have room for it, from 0. */
  paneNumbers: readonly number[]
  paneCount: number
  onMove: (id: string, pane: number) => void
  onRemove: (id: string) => void
}) {
  const { line, at, stretch, measure, comparedWords, paneNumbers, paneCount, onMove, onRemove } = props
  const { look, column, compared } = line
  const value = shownAt(column, at)
  const past = compared && shownAt(compared, at)
  return (
    <li className={css.row}>
      <span className={css.swatch} style={{ background: `var(--${look.colour})` }} aria-hidden />
      <span className={css.name} title={look.name}>
        {look.name}
      </span>
      <Shown look={look} value={value} />
      <Menu position="bottom-end" transitionProps={{ duration: 120 }}>
        <Menu.Target>
          <ActionIcon className={css.menu} variant="subtle" color="gray" size={20} aria-label={`Line ${look.name}`}>
            <EllipsisVertical size={14} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {paneNumbers.map((n) => (
            <Menu.Item key={n} onClick={() => onMove(look.id, n)}>
              Move to pane {n + 1}
            </Menu.Item>
          ))}
          <Menu.Item onClick={() => onMove(look.id, paneCount)}>Move to a new pane</Menu.Item>
          <Menu.Item onClick={() => onRemove(look.id)}>Remove</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <code className={css.path} title={`${look.ref.assetId}/${look.ref.point}`}>
        {look.ref.assetId}/{look.ref.point}
      </code>
      <Standing look={look} value={value} />
      {comparedWords !== undefined && (
        <span className={css.facts}>
          {comparedWords} {past === undefined ? 'no value' : words(look, past)}
          {past !== undefined && value !== undefined && `, ${difference(look, value - past, 'now')}`}
        </span>
      )}
      {measure ? <Measured line={line} measure={measure} /> : <Facts line={line} stretch={stretch} />}
    </li>
  )
}

function Shown({ look, value }: { look: LineLook; value: number | undefined }) {
  if (value === undefined) return <span className={css.none}>no value</span>
  const { number, unit } = valueQuantity(look, value)
  return (
    <span className={css.value}>
      {number} <span className={css.unit}>{unit}</span>
    </span>
  )
}

/** Direction of a power at the cursor, and a chip where the point is not good now. */
function Standing({ look, value }: { look: LineLook; value: number | undefined }) {
  const { quality } = useReading(look.ref.assetId, look.ref.point)
  const direction = value === undefined ? '' : directionOf(look, value)
  if (quality === 'good') return <span className={css.standing}>{direction}</span>
  return (
    <span className={css.standing}>
      <Chip kind={quality === 'suspect' || quality === 'simulated' ? 'track' : 'hatched'}>
        {quality === 'bad' ? 'no value now' : `${quality} now`}
      </Chip>
    </span>
  )
}

function Facts({ line: { look, column }, stretch }: { line: ShownLine; stretch: Stretch }) {
  const figures = figuresIn(column, stretch)
  if (!figures) return <span className={css.facts}>nothing in view</span>
  // What people read as a draw has its most where the stored value is lowest.
  const [least, most] = look.turn === 1 ? [figures.least, figures.most] : [figures.most, figures.least]
  if (isOutwards(look, figures.least))
    return (
      <span className={css.facts}>
        {words(look, figures.least)} to {words(look, figures.most)}, mean {words(look, figures.mean)}
      </span>
    )
  return (
    <span className={css.facts}>
      least {short(look, least)}, mean {short(look, figures.mean)}, most {short(look, most)}
    </span>
  )
}

function Measured({ line: { look, column }, measure }: { line: ShownLine; measure: Measure }) {
  const [from, to] = measure.a <= measure.b ? [measure.a, measure.b] : [measure.b, measure.a]
  const [a, b] = [shownAt(column, measure.a), shownAt(column, measure.b)]
  const figures = figuresIn(column, { from, to })
  return (
    <span className={css.measured}>
      <span>A {a === undefined ? 'no value' : words(look, a)}</span>
      <span>B {b === undefined ? 'no value' : words(look, b)}</span>
      {a !== undefined && b !== undefined && <span>{difference(look, b - a, 'B')}</span>}
      {figures && <span>mean {words(look, figures.mean)}</span>}
      {figures && look.isPower && <span>{energyWords(look, figures)}</span>}
      {figures && to - from - figures.usedMs > column.stepMs && (
        <span>values for {formatDuration(figures.usedMs)} of it</span>
      )}
    </span>
  )
}

function energyWords(look: LineLook, { inKWh, outKWh }: { inKWh: number; outKWh: number }): string {
  const parts = [
    [inKWh, 1_000],
    [outKWh, -1_000],
  ] as const
  const said = parts
    .filter(([kWh]) => kWh >= 0.05)
    .map(([kWh, sign]) => `${energySumText(kWh)} ${directionOf(look, sign)}`)
  return said.length > 0 ? said.join(', ') : energySumText(0)
}

/** A value whose unit stands above it. */
function short(look: LineLook, value: number): string {
  return valueQuantity(look, value).number
}

/** Of a power that goes both ways: out of the bus, so that it needs its word. */
function isOutwards(look: LineLook, value: number): boolean {
  return look.isPower && look.turn === 1 && value < 0
}

/** A value without a sign; other than powers keep theirs. Powers that change direction say which. */
function words(look: LineLook, value: number): string {
  const text = quantityText(valueQuantity(look, value))
  return isOutwards(look, value) ? `${text} ${directionOf(look, value)}` : text
}

function difference(look: LineLook, by: number, who: string): string {
  const turned = by * look.turn
  const text = quantityText(valueQuantity(look, Math.abs(turned)))
  return turned === 0 ? `${who} the same` : `${who} ${text} ${turned > 0 ? 'above' : 'below'}`
}

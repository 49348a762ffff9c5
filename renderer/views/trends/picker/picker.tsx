import { Button, Popover, TextInput } from '@mantine/core'
import { Check, Plus, Search } from 'lucide-react'
import { useMemo, useState } from 'react'
import { pointSpec } from '../../../../domain/points.ts'
import type { PointRef } from '../../../../domain/rpc/site.ts'
import { maxTrendLines } from '../../../../domain/rpc/trends.ts'
import { useSite } from '../../../state/live.ts'
import { lineId } from '../model/lines.ts'
import { findPoints } from './find-points.ts'
import css from './picker.module.css'

interface PickerProps {
  /** Points in view. */
  chosen: readonly PointRef[]
  recent: readonly PointRef[]
  onAdd: (ref: PointRef) => void
  onRemove: (id: string) => void
}

/** Adds points to the view: found by words of asset and point, grouped by asset, those of lately first. */
export function Picker(props: PickerProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" width={360} trapFocus returnFocus shadow="none">
      <Popover.Target>
        <Button leftSection={<Plus size={14} aria-hidden />} onClick={() => setOpen(!isOpen)}>
          Add
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label="Add points">
        <Choice {...props} />
      </Popover.Dropdown>
    </Popover>
  )
}

function Choice({ chosen, recent, onAdd, onRemove }: PickerProps) {
  const site = useSite()
  const [typed, setTyped] = useState('')
  const found = useMemo(() => findPoints(site, typed), [site, typed])
  const ids = new Set(chosen.map(lineId))
  const isFull = chosen.length >= maxTrendLines
  const nameOf = (ref: PointRef) => site.assets.find((asset) => asset.id === ref.assetId)?.name ?? ref.assetId
  const entry = (ref: PointRef, hasAsset: boolean) => (
    <Entry
      key={lineId(ref)}
      words={hasAsset ? `${nameOf(ref)} ${pointSpec(ref.point).label.toLowerCase()}` : pointSpec(ref.point).label}
      point={ref}
      isOn={ids.has(lineId(ref))}
      isFull={isFull}
      onTurn={(isOn) => (isOn ? onAdd(ref) : onRemove(lineId(ref)))}
    />
  )
  const lately = typed.trim() === '' ? recent.filter((ref) => !ids.has(lineId(ref))) : []
  return (
    <div className={css.picker}>
      <TextInput
        className={css.search}
        aria-label="Search points"
        placeholder="Words of asset and point, e.g. container 3 inlet"
        data-autofocus
        leftSection={<Search size={14} aria-hidden />}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <div className={css.results}>
        {lately.length > 0 && (
          <section aria-label="Recent">
            <h3 className={css.group}>Recent</h3>
            {lately.map((ref) => entry(ref, true))}
          </section>
        )}
        {found.map(({ asset, refs }) => (
          <section key={asset.id} aria-label={asset.name}>
            <h3 className={css.group}>{asset.name}</h3>
            {refs.map((ref) => entry(ref, false))}
          </section>
        ))}
        {found.length === 0 && <p className={css.nothing}>No point has all of these words.</p>}
      </div>
      <p className={css.foot}>
        {chosen.length} of {maxTrendLines} lines{isFull ? '; remove one to add another' : ''}
      </p>
    </div>
  )
}

function Entry(props: {
  words: string
  point: PointRef
  isOn: boolean
  isFull: boolean
  onTurn: (isOn: boolean) => void
}) {
  const { words, point, isOn, isFull, onTurn } = props
  return (
    <button
      type="button"
      className={css.entry}
      aria-pressed={isOn}
      disabled={isFull && !isOn}
      onClick={() => onTurn(!isOn)}
    >
      <span className={css.check}>{isOn && <Check size={14} aria-hidden />}</span>
      <span className={css.words}>{words}</span>
      <span className={css.unit}>{pointSpec(point.point).unit}</span>
    </button>
  )
}

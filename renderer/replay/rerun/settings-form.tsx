import { NumberInput } from '@mantine/core'
import type { RerunSettings } from '../../../domain/rpc/past/rerun.ts'
import { formatNumber } from '../../format/number.ts'
import css from './rerun.module.css'

/** What can be set, in words; of some, nothing means that the controller is off. */
const fields: readonly { key: keyof RerunSettings; label: string; mayBeOff?: true }[] = [
  { key: 'peakAboveKW', label: 'Peak shaving: import kept below', mayBeOff: true },
  { key: 'exportAboveKW', label: 'Surplus: export left alone', mayBeOff: true },
  { key: 'mineFromGridKW', label: 'Surplus: mining may import' },
  { key: 'importLimitKW', label: 'Agreed import' },
  { key: 'exportLimitKW', label: 'Agreed export' },
  { key: 'marginKW', label: 'Kept free below each limit' },
]

const unit = <span className={css.unit}>kW</span>

/** The settings of a rerun; below each what holds now. */
export function SettingsForm(props: {
  settings: RerunSettings
  now: RerunSettings
  onChange: (settings: RerunSettings) => void
}) {
  const { settings, now, onChange } = props
  return (
    <div className={css.fields}>
      {fields.map(({ key, label, mayBeOff }) => (
        <NumberInput
          key={key}
          label={label}
          description={`now ${nowWords(now[key])}${mayBeOff ? '; empty = off' : ''}`}
          inputWrapperOrder={['label', 'input', 'description']}
          min={0}
          max={10_000_000}
          allowNegative={false}
          decimalScale={1}
          value={settings[key] ?? ''}
          onChange={(value) => {
            const given = typeof value === 'number' ? value : mayBeOff ? null : now[key]
            onChange({ ...settings, [key]: given })
          }}
          rightSection={unit}
          rightSectionWidth={34}
          rightSectionPointerEvents="none"
        />
      ))}
    </div>
  )
}

function nowWords(value: number | null): string {
  return value === null ? 'off' : formatNumber(value)
}

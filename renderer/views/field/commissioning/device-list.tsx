import type { Commissioned } from '../../../../domain/rpc/field/commissioning.ts'
import { useSite } from '../../../state/live.ts'
import { CheckMark } from './check-mark.tsx'
import { checksSummary, stateTitles, worstResult } from './check-words.ts'
import css from './commissioning.module.css'

const order = ['open', 'accepted', 'notAsked'] as const

const groupSays: Record<(typeof order)[number], string> = {
  open: 'only test pulses are written',
  accepted: 'steered since an engineer said so',
  notAsked: 'the site file trusts them',
}

/** Devices by how far they are, in the order of the site file; one of them is chosen. */
export function DeviceList(props: {
  devices: readonly Commissioned[]
  selectedId: string | undefined
  onSelect: (deviceId: string) => void
}) {
  const { devices, selectedId, onSelect } = props
  return (
    <div className={css.list}>
      {order.map((state) => {
        const members = devices.filter((device) => device.state === state)
        if (members.length === 0) return null
        return (
          <section key={state} aria-label={stateTitles[state]}>
            <h3 className={css.group}>
              {stateTitles[state]} {members.length} <span>{groupSays[state]}</span>
            </h3>
            <ul className={css.devices}>
              {members.map((device) => (
                <li key={device.deviceId}>
                  <Entry device={device} isOn={device.deviceId === selectedId} onSelect={onSelect} />
                </li>
              ))}
            </ul>
          </section>
        )
      })}
    </div>
  )
}

function Entry(props: { device: Commissioned; isOn: boolean; onSelect: (deviceId: string) => void }) {
  const { device, isOn, onSelect } = props
  const { assets } = useSite()
  const name = assets.find((asset) => asset.id === device.assetId)?.name ?? device.deviceId
  return (
    <button
      type="button"
      className={css.entry}
      data-on={isOn || undefined}
      aria-current={isOn || undefined}
      onClick={() => onSelect(device.deviceId)}
    >
      <CheckMark result={worstResult(device.checks)} />
      <span className={css.words}>
        <b>{name}</b>
        <span className={css.second} title={device.definition}>
          {device.definition}
        </span>
      </span>
      <span className={css.sum}>{checksSummary(device.checks)}</span>
    </button>
  )
}

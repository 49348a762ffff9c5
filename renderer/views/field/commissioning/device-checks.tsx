import { useState } from 'react'
import { isControllable } from '../../../../domain/asset.ts'
import type { Commissioned } from '../../../../domain/rpc/field/commissioning.ts'
import { Chip } from '../../../components/chip.tsx'
import { Panel } from '../../../components/panel.tsx'
import { formatDuration } from '../../../format/duration.ts'
import { formatWhen } from '../../../format/time.ts'
import { useNow, useSite } from '../../../state/live.ts'
import { useObstacle } from '../../../state/use-obstacle.ts'
import { ActButton } from '../../operate/act-button.tsx'
import { ReasonDialog } from '../../operate/reason-dialog.tsx'
import { AcceptDialog } from './accept-dialog.tsx'
import { CheckMark } from './check-mark.tsx'
import { acceptObstacle, checksSummary, resultWords, stateTitles } from './check-words.ts'
import css from './commissioning.module.css'
import { useExamine } from './use-examine.ts'

/** What was found of a device, and the decision that rests on it. */
export function DeviceChecks({ device, onChange }: { device: Commissioned; onChange: () => void }) {
  const { assets } = useSite()
  const name = assets.find((asset) => asset.id === device.assetId)?.name ?? device.deviceId
  return (
    <Panel
      title={name}
      note={checksSummary(device.checks)}
      link={<Chip kind={device.state === 'open' ? 'active' : 'outline'}>{stateTitles[device.state]}</Chip>}
      isFilling
    >
      <dl className={css.facts}>
        <div>
          <dt>Device</dt>
          <dd>{device.deviceId}</dd>
        </div>
        <div>
          <dt>Model</dt>
          <dd>{device.definition}</dd>
        </div>
        <div>
          <dt>Serial number</dt>
          <dd>{device.serial === '' ? 'gives none' : device.serial}</dd>
        </div>
        <Acceptance device={device} />
      </dl>
      <ul className={css.checks} aria-label="Checks">
        {device.checks.map(({ id, title, result, detail }) => (
          <li key={id} data-result={result}>
            <CheckMark result={result} />
            <span className={css.words}>
              <b>{title}</b>
              {detail !== '' && <span className={css.detail}>{detail}</span>}
            </span>
            <span className={css.result}>{resultWords[result]}</span>
          </li>
        ))}
      </ul>
      <Acts device={device} name={name} onChange={onChange} />
    </Panel>
  )
}

function Acceptance({ device }: { device: Commissioned }) {
  const { timeZone } = useSite()
  const now = useNow(60_000)
  if (device.acceptedBy === undefined) return null
  return (
    <div>
      <dt>Accepted</dt>
      <dd>
        by {device.acceptedBy}
        {device.acceptedAt !== undefined && `, ${formatWhen(device.acceptedAt, now, timeZone)}`}
        {device.note !== undefined && device.note !== '' && <span className={css.detail}>{device.note}</span>}
      </dd>
    </div>
  )
}

function Acts({ device, name, onChange }: { device: Commissioned; name: string; onChange: () => void }) {
  const site = useSite()
  const [open, setOpen] = useState<'accept' | 'withdraw'>()
  const examine = useExamine(device.deviceId, onChange)
  const role = useObstacle('engineer')
  const asset = site.assets.find(({ id }) => id === device.assetId)
  const isSteered =
    asset !== undefined &&
    isControllable(asset.kind) &&
    site.devices.some(({ id, isControlled }) => id === device.deviceId && isControlled)
  const close = () => {
    setOpen(undefined)
    onChange()
  }
  return (
    <div className={css.acts}>
      <ActButton obstacle={role ?? (examine.isBusy ? 'It is being looked at' : undefined)} onClick={examine.start}>
        {examine.isBusy ? `Examining ${formatDuration(examine.forMs)}` : 'Examine'}
      </ActButton>
      <output className={css.busy}>{examine.problem ?? (examine.isBusy ? 'Takes 5 s, writes nothing' : '')}</output>
      {device.state === 'open' && (
        <ActButton isPrimary obstacle={role ?? acceptObstacle(device, isSteered)} onClick={() => setOpen('accept')}>
          Accept…
        </ActButton>
      )}
      {device.state === 'accepted' && (
        <ActButton obstacle={role} onClick={() => setOpen('withdraw')}>
          Withdraw…
        </ActButton>
      )}
      {open === 'accept' && <AcceptDialog device={device} name={name} onClose={close} />}
      {open === 'withdraw' && (
        <ReasonDialog
          title={`Withdraw the acceptance of ${name}`}
          act="Withdraw"
          explanation="From then on only test pulses are written to it, until an engineer accepts it again."
          call={(client, reason) => client.commissioning.withdraw({ deviceId: device.deviceId, reason })}
          onClose={close}
        />
      )}
    </div>
  )
}

import { Chip } from '../../../components/chip.tsx'
import { Panel } from '../../../components/panel.tsx'
import { formatDuration } from '../../../format/duration.ts'
import { useLinks, useNow, useSite } from '../../../state/live.ts'
import type { DeviceLink } from '../../../state/store.ts'
import css from './side.module.css'

const words: Record<DeviceLink['state'], string> = {
  connected: 'connected',
  connecting: 'connecting',
  lost: 'no contact',
  wrongIdentity: 'wrong device',
}

/** Devices that do not answer, with the assets they speak for and since when. */
export function Devices() {
  const links = useLinks()
  const off = links.filter((link) => link.state !== 'connected')
  return (
    <Panel title="Devices" note={off.length === 0 ? undefined : 'not answering'}>
      {off.length === 0 && <p className={css.empty}>All {links.length} devices answer.</p>}
      <ul className={css.rows}>
        {off.map((link) => (
          <Silent key={link.deviceId} link={link} />
        ))}
      </ul>
    </Panel>
  )
}

function Silent({ link }: { link: DeviceLink }) {
  const { assets } = useSite()
  const now = useNow()
  const names = assets.filter((a) => a.device === link.deviceId).map((a) => a.name)
  return (
    <li className={css.row}>
      <span className={css.words}>
        <b className={css.first}>{names.join(', ') || link.deviceId}</b>
        <span className={css.second} title={link.detail}>
          {link.detail}
        </span>
      </span>
      <Chip kind="hatched">
        {words[link.state]} {formatDuration(now - link.since)}
      </Chip>
    </li>
  )
}

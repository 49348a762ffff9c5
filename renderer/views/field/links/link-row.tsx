import { Link } from '@tanstack/react-router'
import { ChevronRight, CircleSlash, Clock, TriangleAlert, Unplug } from 'lucide-react'
import { memo } from 'react'
import { Chip } from '../../../components/chip.tsx'
import { formatAge } from '../../../format/duration.ts'
import { formatNumber } from '../../../format/number.ts'
import { formatWhen } from '../../../format/time.ts'
import { useDecision, useNow, useSite } from '../../../state/live.ts'
import css from '../field.module.css'
import {
  authorityWords,
  type LinkNote,
  type LinkRow,
  linkWords,
  needsSomebody,
  noteWords,
  securityWords,
  type SiteDevice,
} from './link-words.ts'

const icons = { connecting: Clock, connected: TriangleAlert, lost: Unplug, wrongIdentity: CircleSlash }

function LinkState({ row }: { row: LinkRow }) {
  const words = linkWords(row.link)
  if (!row.link || (row.link.state === 'connected' && !row.advice)) return words
  const Icon = icons[row.link.state]
  return (
    <Chip kind={row.advice ? 'hatched' : 'track'}>
      <Icon size={12} aria-hidden /> {words}
    </Chip>
  )
}

function Since({ at }: { at: number }) {
  const now = useNow(1_000)
  const { timeZone } = useSite()
  const isShort = now - at < 3_600_000
  return <>{isShort ? `${formatAge(Math.max(10_000, now - at))} ago` : formatWhen(at, now, timeZone)}</>
}

function Steering({ device, assetId }: { device: SiteDevice; assetId: string | undefined }) {
  const decision = useDecision(assetId ?? '')
  const authority = decision?.authority ?? device.mode
  const words = !device.isControlled && authority === 'control' ? authorityWords.monitor : authorityWords[authority]
  if (authority !== 'commissioning') return words
  return (
    <Link to="/field/commissioning" className={css.textLink}>
      {words}
      <ChevronRight size={12} aria-hidden />
    </Link>
  )
}

const adviceLinks = { '/field/certificates': 'Certificates', '/field/list': 'Device list' } as const

function AdviceRow({ row }: { row: LinkRow }) {
  const { link, advice } = row
  if (!link || !advice) return null
  return (
    <tr className={css.note}>
      <td colSpan={9}>
        <p>{link.detail}</p>
        <p className={css.second}>
          <strong>Do:</strong> {advice.text}{' '}
          {advice.tab !== undefined && (
            <Link to={advice.tab} className={css.textLink}>
              {adviceLinks[advice.tab]}
              <ChevronRight size={12} aria-hidden />
            </Link>
          )}
        </p>
      </td>
    </tr>
  )
}

function NoteRow({ note }: { note: LinkNote }) {
  const now = useNow(10_000)
  const { timeZone } = useSite()
  return (
    <tr className={css.note}>
      <td colSpan={9}>
        <p>
          <strong>{noteWords[note.kind]}</strong> since {formatWhen(note.at, now, timeZone)}: {note.text}
        </p>
      </td>
    </tr>
  )
}

function AssetNames({ row }: { row: LinkRow }) {
  return row.assets.map((asset, i) => (
    <span key={asset.id}>
      {i > 0 && ', '}
      <Link to="/assets/$assetId" params={{ assetId: asset.id }} className={css.textLink}>
        {asset.name}
      </Link>
    </span>
  ))
}

function sameRow(a: { row: LinkRow }, b: { row: LinkRow }): boolean {
  const isSame = JSON.stringify(a.row.link) === JSON.stringify(b.row.link)
  return isSame && a.row.device === b.row.device && a.row.advice?.text === b.row.advice?.text
}

/** One device; where something is wrong, what it is in full and what to do, in a second line. */
export const LinkTableRow = memo(function LinkTableRow({ row }: { row: LinkRow }) {
  const { device, link, assets } = row
  const serial = link?.serial || device.serial || ''
  return (
    <>
      <tr data-problem={needsSomebody(row) || undefined}>
        <th scope="row" className={css.held}>
          {device.id}
          <span className={css.below}>
            <AssetNames row={row} />
          </span>
        </th>
        <td className={css.model} title={`${device.model}, ${device.definition}`}>
          {device.model}
          <span className={css.below}>{serial === '' ? 'gives no serial number' : `serial ${serial}`}</span>
        </td>
        <td className={css.address}>
          <span className={css.mono}>{link?.endpoint ?? device.endpoint}</span>
          <span className={css.below}>
            {device.endpoint.startsWith('modbus') && `unit ${device.unit}, `}
            {securityWords(row)}
          </span>
        </td>
        <td className={css.held}>
          <LinkState row={row} />
        </td>
        <td className={css.held}>{link && <Since at={link.since} />}</td>
        <td className={css.right}>{link && formatNumber(link.answerRatio * 100)}</td>
        <td className={css.right}>{link?.state === 'connected' && formatNumber(link.latencyMs)}</td>
        <td className={css.right}>{link && formatNumber(link.lostCount)}</td>
        <td className={css.held}>
          <Steering device={device} assetId={assets[0]?.id} />
        </td>
      </tr>
      <AdviceRow row={row} />
      {link?.notes?.map((note) => (
        <NoteRow key={`${note.kind} ${note.point ?? ''}`} note={note} />
      ))}
    </>
  )
}, sameRow)

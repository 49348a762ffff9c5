import type { Group } from '../../../../domain/market/groups.ts'
import type { MarketNode } from '../../../../domain/market/members.ts'
import { storageKinds } from '../../../../domain/market/names.ts'
import { quarterStart } from '../../../../domain/metering/quarter.ts'
import type { MarketNow, NodePlace } from '../../../../domain/rpc/market/shapes.ts'
import { shortHash } from '../../../format/hash.ts'
import { formatNumber } from '../../../format/number.ts'
import { powerText } from '../../../format/power.ts'
import { formatWhen } from '../../../format/time.ts'
import { useNow, useSite } from '../../../state/live.ts'
import { useObstacle } from '../../../state/use-obstacle.ts'
import { ActButton } from '../../operate/act-button.tsx'
import css from '../market.module.css'
import { groupsOf, shareText } from '../../members/groups/group-words.ts'
import { type Order, useGroups } from '../queries.ts'
import { accountText, whText } from '../words.ts'
import { ageText, presenceText } from './node-columns.ts'
import type { Opened } from './opened.ts'

const statusHours = 48

/** One node: figures, keys, and what may be done with it. */
export function NodePanel(props: {
  node: MarketNode
  now: MarketNow
  place: NodePlace | undefined
  onOpen: (opened: Opened) => void
}) {
  const { node, now, place, onOpen } = props
  const at = useNow(10_000)
  const groups = useGroups().data ?? []
  const where = place && `${formatNumber(place.latitudeDeg, 3)}°, ${formatNumber(place.longitudeDeg, 3)}°`
  const facts: [string, string][] = [
    ['Owner', accountText(node.owner, now.account)],
    ['Attested rating', node.ratingWh === 0 ? 'not admitted yet' : whText(node.ratingWh)],
    ['Power', `${powerText(node.chargePowerW / 1_000)} in, ${powerText(node.dischargePowerW / 1_000)} out`],
    ['Loss', `${formatNumber(node.lossPpmPerHour / 10_000, 3)} % per hour`],
    ['Storage time', `${formatNumber(node.minDurationMin)} to ${formatNumber(node.maxDurationMin)} min`],
    ['Rated voltage', `${formatNumber(node.ratedVoltageV)} V`],
    ['Last status', ageText(node, at)],
    ['Presence', presenceText(node, at)],
    ['Lane in the settlement', node.hasLane ? 'open' : 'not open: no agreement can be made'],
    ['Group', groupText(node, groups)],
    ['Place, known here only', where ?? 'not known'],
  ]
  return (
    <section className={css.panel} aria-label={nodeName(node)}>
      <div className={css.bar}>
        <h2>{nodeName(node)}</h2>
        <span className={css.end}>
          <NodeActs node={node} now={now} onOpen={onOpen} />
        </span>
      </div>
      {/* A part that scrolls is reached by the keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className={css.scroll} tabIndex={0} aria-label="Facts and keys">
        <dl className={css.facts}>
          {facts.map(([label, words]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd title={words}>{words}</dd>
            </div>
          ))}
        </dl>
        <Keys node={node} />
      </section>
    </section>
  )
}

/** Controllers of a node by epochs. */
function Keys({ node }: { node: MarketNode }) {
  const { timeZone } = useSite()
  const at = useNow(60_000)
  const when = (quarter: number) => formatWhen(quarterStart(quarter), at, timeZone)
  return (
    <table className={css.table}>
      <thead>
        <tr>
          <th>Key epoch</th>
          <th>Controller</th>
          <th>From</th>
          <th>Until</th>
          <th>Revoked since</th>
        </tr>
      </thead>
      <tbody>
        {node.keys.map(({ epoch, address, fromQuarter, untilQuarter, revokedSince }) => (
          <tr key={epoch}>
            <td>{epoch}</td>
            <td title={address}>{shortHash(address)}</td>
            <td>{fromQuarter === 0 ? 'the beginning' : when(fromQuarter)}</td>
            <td>{untilQuarter === null ? 'in use' : when(untilQuarter)}</td>
            <td>{revokedSince === null ? '–' : when(revokedSince)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function NodeActs({ node, now, onOpen }: { node: MarketNode; now: MarketNow; onOpen: (opened: Opened) => void }) {
  const [operator, engineer] = [useObstacle('operator'), useObstacle('engineer')]
  const id = node.node
  const isOwn = now.nodes.includes(id)
  const trade = (title: string, act: string, given: Extract<Order, { of: 'trade' }>['act']) => (
    <ActButton
      obstacle={operator}
      onClick={() => onOpen({ title: `${title} ${id}`, act, order: { of: 'trade', act: given } })}
    >
      {act}…
    </ActButton>
  )
  const member = (title: string, act: string, given: Extract<Order, { of: 'member' }>['act']) => (
    <ActButton
      obstacle={engineer}
      onClick={() => onOpen({ title: `${title} ${id}`, act, order: { of: 'member', act: given } })}
    >
      {act}…
    </ActButton>
  )
  return (
    <>
      <ActButton obstacle={operator} onClick={() => onOpen('place')}>
        Say where…
      </ActButton>
      {isOwn && !node.hasLane && member('Open the lane of node', 'Open lane', { act: 'openLane', node: id })}
      {isOwn && trade('Status of node', 'Give status', { act: 'submitStatus', node: id, validHours: statusHours })}
      {!isOwn && !node.challenge && trade('Challenge node', 'Challenge', { act: 'challenge', node: id })}
      {node.challenge && trade('Challenge of node', 'Close challenge', { act: 'closeChallenge', node: id })}
      {now.isVerifier &&
        !node.isAdmitted &&
        member('Admit node', 'Admit', { act: 'admitNode', node: id, ratingWh: node.capacityWh })}
      {now.isVerifier && node.isAdmitted && member('Suspend node', 'Suspend', { act: 'suspendNode', node: id })}
      {isOwn && member('Retire node', 'Retire', { act: 'retireNode', node: id })}
    </>
  )
}

/** Which group a node is in, by itself or by its owner. */
function groupText(node: MarketNode, groups: readonly Group[]): string {
  const found = groupsOf(node, groups).map(({ group, ppm }) =>
    ppm === null ? `owned by ${shortHash(group.group)}` : `owner has ${shareText(ppm)} of ${shortHash(group.group)}`,
  )
  return found.join(', ') || 'none'
}

function nodeName({ node, kind }: MarketNode): string {
  return `Node ${node}, ${storageKinds[kind]}`
}

import { useState } from 'react'
import { quarterStart } from '../../../domain/metering/quarter.ts'
import type { KeyEpochRow, WalletNow } from '../../../domain/rpc/settlement/wallet.ts'
import { Chip } from '../../components/chip.tsx'
import { Panel } from '../../components/panel.tsx'
import { shortHash } from '../../format/hash.ts'
import { formatNumber } from '../../format/number.ts'
import { formatWhen } from '../../format/time.ts'
import { useNow, useSite } from '../../state/live.ts'
import { useObstacle } from '../../state/use-obstacle.ts'
import { ActButton } from '../operate/act-button.tsx'
import page from '../settlement/settlement.module.css'
import { RevokeDialog } from './revoke-dialog.tsx'
import { RotateDialog } from './rotate-dialog.tsx'

/** Spans in which each controller key speaks for the site: naming the next one, and taking one back. */
export function EpochsPanel({ wallet: { controller, next } }: { wallet: WalletNow }) {
  const { epochs, epoch } = controller
  const waiting = [controller, next].find((key) => key?.waitsForBackup)?.epoch
  const obstacle = useObstacle('engineer')
  const isNewestRevoked = (epochs.at(-1)?.revokedSince ?? null) !== null
  const [isRotating, setRotating] = useState(false)
  const [revoking, setRevoking] = useState<KeyEpochRow>()
  return (
    <Panel
      title="Controller keys on chain"
      note={epochs.length === 0 ? 'none yet' : `epoch ${formatNumber(epoch)} signs now`}
      link={
        <ActButton
          obstacle={
            obstacle ??
            (controller.state === 'none' && epochs.length === 0 ? 'There is no key to follow yet' : undefined)
          }
          onClick={() => setRotating(true)}
        >
          Rotate…
        </ActButton>
      }
    >
      {epochs.length === 0 ? (
        <p className={page.quiet}>The first key is registered with the site.</p>
      ) : (
        <table className={page.lines}>
          <thead>
            <tr>
              <th scope="col">Epoch</th>
              <th scope="col">Key</th>
              <th scope="col">From</th>
              <th scope="col">Until</th>
              <th scope="col">State</th>
              <th scope="col">Act</th>
            </tr>
          </thead>
          <tbody>
            {epochs.map((row) => (
              <EpochLine
                key={row.epoch}
                row={row}
                isWaiting={row.epoch === waiting}
                obstacle={obstacle}
                onRevoke={() => setRevoking(row)}
              />
            ))}
          </tbody>
        </table>
      )}
      {isRotating && (
        <RotateDialog state={controller.state} isRevoked={isNewestRevoked} onClose={() => setRotating(false)} />
      )}
      {revoking && <RevokeDialog row={revoking} onClose={() => setRevoking(undefined)} />}
    </Panel>
  )
}

function stateOf({ isOnChain }: KeyEpochRow, isWaiting: boolean): string {
  if (isOnChain) return 'on chain'
  return isWaiting ? 'waits for its backup' : 'in the outbox'
}

function EpochLine(props: {
  row: KeyEpochRow
  /** For its backup; the registry is not told of it before. */
  isWaiting: boolean
  obstacle: string | undefined
  onRevoke: () => void
}) {
  const { row, isWaiting, obstacle, onRevoke } = props
  const { timeZone } = useSite()
  const now = useNow(60_000)
  const when = (quarter: number) => formatWhen(quarterStart(quarter), now, timeZone)
  const isRevoked = row.revokedSince !== null
  return (
    <tr>
      <th scope="row">{formatNumber(row.epoch)}</th>
      <td>
        <code title={row.address}>{shortHash(row.address)}</code>
      </td>
      <td>{row.fromQuarter === 0 ? 'the beginning' : when(row.fromQuarter)}</td>
      <td>{row.untilQuarter === null ? 'open' : when(row.untilQuarter)}</td>
      <td>
        <Chip kind={isRevoked ? 'hatched' : 'outline'}>
          {row.revokedSince === null ? stateOf(row, isWaiting) : `revoked ${when(row.revokedSince)}`}
        </Chip>
      </td>
      <td>
        <ActButton obstacle={obstacle ?? (isRevoked ? 'It is revoked already' : undefined)} onClick={onRevoke}>
          Revoke…
        </ActButton>
      </td>
    </tr>
  )
}

import type { Asset } from '../../../domain/asset.ts'
import { PriorityMark } from '../../components/priority-mark.tsx'
import { formatDuration } from '../../format/duration.ts'
import { formatNumber } from '../../format/number.ts'
import { formatWhen } from '../../format/time.ts'
import { useAlarms, useDecision, useInstructions, useLinks, useNow, useSite } from '../../state/live.ts'
import { commandWords } from '../assets/asset-words.ts'
import { AuthorityLine } from './authority.tsx'
import { Fact } from './facts.tsx'
import css from './faceplate.module.css'

function AlarmLines({ assetId }: { assetId: string }) {
  const alarms = useAlarms().filter((alarm) => alarm.assetId === assetId)
  if (alarms.length === 0) return <Fact label="Alarms">none</Fact>
  return (
    <>
      {alarms.map((alarm) => (
        <Fact key={alarm.id} label="Alarm">
          <span className={css.alarm}>
            <PriorityMark priority={alarm.priority} state={alarm.state} />
            <span>
              <strong>{alarm.text}</strong>
              <br />
              {alarm.response}
            </span>
          </span>
        </Fact>
      ))}
    </>
  )
}

function CommandLine({ assetId }: { assetId: string }) {
  const decision = useDecision(assetId)
  const now = useNow()
  const { timeZone } = useSite()
  const override = useInstructions().find((i) => i.assetId === assetId && i.state === 'active')
  if (!override) return <Fact label="In command">{commandWords(decision, undefined)}</Fact>
  return (
    <Fact label="In command">
      <strong>{override.owner}</strong> until {formatWhen(override.until, now, timeZone)}: {override.reason}
    </Fact>
  )
}

function LinkLine({ asset }: { asset: Asset }) {
  const link = useLinks().find((l) => l.deviceId === asset.device)
  const now = useNow()
  if (!link) return <Fact label="Link">unknown</Fact>
  const span = formatDuration(now - link.since)
  return (
    <Fact label="Link">
      {link.state === 'connected' ? (
        <>
          answers in {formatNumber(link.latencyMs)} ms, for {span}
        </>
      ) : (
        <>
          <strong>no contact for {span}</strong>: {link.detail}
        </>
      )}
      <br />
      <code className={css.address}>{link.endpoint}</code>
      {link.serial === undefined ? '' : `, serial ${link.serial}`}
    </Fact>
  )
}

/** Alarms of the asset, who steers and who commands it, and the link to its device. */
export function Standing({ asset }: { asset: Asset }) {
  return (
    <dl className={css.facts}>
      <AlarmLines assetId={asset.id} />
      <AuthorityLine asset={asset} />
      <CommandLine assetId={asset.id} />
      <LinkLine asset={asset} />
    </dl>
  )
}

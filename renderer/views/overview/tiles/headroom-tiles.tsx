import { Panel } from '../../../components/panel.tsx'
import { Value } from '../../../components/value.tsx'
import { formatDuration } from '../../../format/duration.ts'
import { formatMW, formatPower, powerText } from '../../../format/power.ts'
import { useConnection, useHeadroom, useStatus } from '../../../state/live.ts'
import { giveSteps } from './give-steps.ts'
import css from './tile.module.css'

/** Headroom comes with each message of the engine; without one it is as old as the connection's loss. */
function useQuality() {
  return useConnection().state === 'lost' ? 'stale' : 'good'
}

const titles = {
  give: { title: 'Can give', note: 'infeed, less draw' },
  take: { title: 'Can take', note: 'more draw' },
  release: { title: 'Load to release', note: 'full in / back in' },
} as const

/** Room to the limits is worked out live and not stored. */
function NotRecorded({ of }: { of: keyof typeof titles }) {
  return (
    <Panel {...titles[of]} className={css.tile}>
      <p className={css.line}>Not recorded</p>
    </Panel>
  )
}

/** More infeed or less draw the site could reach, by time. */
export function GiveTile() {
  const steps = giveSteps(useHeadroom().canGive)
  const { isReplay } = useStatus()
  const quality = useQuality()
  const last = steps.at(-1)
  const total = formatPower(last?.reachedKW ?? 0)
  if (isReplay) return <NotRecorded of="give" />
  return (
    <Panel {...titles.give} className={css.tile}>
      <div className={css.figure}>
        <Value
          value={total.number}
          unit={total.unit}
          quality={quality}
          size="value"
          word={last ? `within ${formatDuration(last.withinS * 1_000)}` : 'nothing now'}
        />
      </div>
      <div className={css.steps} aria-hidden="true">
        {steps.map((step) => (
          <span key={step.withinS} style={{ flex: `${step.addedKW} 1 0` }} />
        ))}
      </div>
      <dl className={css.within}>
        {steps.map((step, i) => (
          <div key={step.withinS}>
            <dt>{formatDuration(step.withinS * 1_000)}</dt>
            <dd>
              {formatMW(step.addedKW)}
              {i === steps.length - 1 && ' MW'}
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  )
}

/** More draw the assets could take, and what of it a limit holds back. */
export function TakeTile() {
  const { assetsKW, usableKW, heldBackBy } = useHeadroom().canTake
  const { isReplay } = useStatus()
  const quality = useQuality()
  const usable = formatPower(usableKW)
  const isHeld = assetsKW > usableKW + 0.5
  if (isReplay) return <NotRecorded of="take" />
  return (
    <Panel {...titles.take} className={css.tile}>
      <div className={css.figure}>
        <Value value={usable.number} unit={usable.unit} quality={quality} size="value" word="usable now" />
      </div>
      <svg className={css.takeBar} width="100%" height="10" aria-hidden="true">
        <rect className={css.takeTrack} width="100%" height="10" rx="2" />
        {isHeld && <rect width="100%" height="10" rx="2" fill="url(#hatch)" />}
        <rect
          className={css.takeUsable}
          width={`${assetsKW > 0 ? (usableKW / assetsKW) * 100 : 0}%`}
          height="10"
          rx="2"
        />
      </svg>
      <p className={css.line}>
        {isHeld ? (
          <>
            Could be <b>{powerText(assetsKW)}</b>; held back: {heldBackBy}
          </>
        ) : (
          <>All that the assets could take; no limit holds any of it back</>
        )}
      </p>
    </Panel>
  )
}

/** Load that can be released, mining first, with the time until it is gone and until it is back. */
export function ReleaseTile() {
  const { release } = useHeadroom()
  const { isReplay } = useStatus()
  const quality = useQuality()
  if (isReplay) return <NotRecorded of="release" />
  return (
    <Panel {...titles.release} className={css.tile}>
      <div className={css.release}>
        {release.map(({ label, powerKW, downS, upS }) => {
          const power = formatPower(powerKW)
          if (powerKW < 0.5)
            return (
              <div key={label} className={css.row}>
                <span className={css.label}>{label}</span>
                <span className={css.nothing}>none</span>
              </div>
            )
          return (
            <div key={label} className={css.row}>
              <span className={css.label}>{label}</span>
              <Value value={power.number} unit={power.unit} quality={quality} />
              <span className={css.times}>
                {formatDuration(downS * 1_000)} / {formatDuration(upS * 1_000)}
              </span>
            </div>
          )
        })}
        {release.length === 0 && <p className={css.line}>No load runs that could be released</p>}
        <p className={css.line}>Only what is measured now counts</p>
      </div>
    </Panel>
  )
}

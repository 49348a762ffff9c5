import { Button } from '@mantine/core'
import { CircleCheck, CircleHelp, CircleX, OctagonPause, TriangleAlert } from 'lucide-react'
import type { Asset } from '../../../../../domain/asset.ts'
import type { Ms } from '../../../../../domain/units.ts'
import { formatDuration } from '../../../../format/duration.ts'
import { powerText } from '../../../../format/power.ts'
import { PulseChart } from './pulse-chart.tsx'
import type { PulseRun } from './pulse-desk.ts'
import { directionTitles, directionWords, type PulseResult, responseWords, shareWords } from './pulse-words.ts'
import css from './pulse.module.css'

const icons = { right: CircleCheck, reversed: CircleX, noMove: TriangleAlert, unclear: CircleHelp } as const

/** A pulse as it runs, and its result, which stays until somebody puts it away. */
export function PulseView(props: { asset: Asset; run: PulseRun; onStop: () => void; onClose: () => void }) {
  const { asset, run, onStop, onClose } = props
  const { order, samples, isRunning, result, ended } = run
  const before = samples[0]?.orderedKW ?? 0
  const words = directionWords(asset.kind, before)[order.byKW > 0 ? 'in' : 'out']
  const asked = `${words}, by ${powerText(order.byKW)} for ${formatDuration(order.seconds * 1_000)}`
  const atMs = samples.at(-1)?.atMs ?? -1
  return (
    <div className={css.pulse}>
      <p className={css.asked}>
        <b>{asset.name}</b>: {asked}
        <span className={css.reason} title={order.reason}>
          {order.reason}
        </span>
      </p>
      <PulseChart
        samples={samples}
        byKW={order.byKW}
        seconds={order.seconds}
        label={`Test pulse of ${asset.name}: ${asked}`}
      />
      <div aria-live="polite">
        {result && <Verdict result={result} />}
        {ended !== undefined && (
          <div className={css.verdict}>
            <OctagonPause size={20} aria-hidden />
            <span>
              <strong>No result</strong>
              {ended}
            </span>
          </div>
        )}
      </div>
      <footer className={css.foot}>
        {isRunning ? (
          <>
            <output className={css.busy}>{phaseWords(atMs, order.seconds * 1_000)}</output>
            <Button onClick={onStop}>Stop now</Button>
          </>
        ) : (
          <Button onClick={onClose}>Put away</Button>
        )}
      </footer>
    </div>
  )
}

/** Where a running pulse is: before its order, in it, or after it. */
function phaseWords(atMs: Ms, lastsMs: Ms): string {
  if (atMs < 0) return 'Looking before the order'
  return atMs < lastsMs ? `Moving ${formatDuration(atMs)}` : 'Going back'
}

function Verdict({ result }: { result: PulseResult }) {
  const { direction, responseMs, devicePct, sitePct, verdict } = result
  const Icon = icons[direction]
  return (
    <>
      <div className={css.verdict} data-direction={direction}>
        <Icon size={20} aria-hidden />
        <span>
          <strong>{directionTitles[direction]}</strong>
          {verdict}
        </span>
      </div>
      <dl className={css.figures}>
        <div>
          <dt>Response, to nine tenths</dt>
          <dd>{responseWords(responseMs)}</dd>
        </div>
        <div>
          <dt>Followed, device meter</dt>
          <dd>{shareWords(devicePct)}</dd>
        </div>
        <div>
          <dt>Seen at the site meter</dt>
          <dd>{shareWords(sitePct)}</dd>
        </div>
      </dl>
    </>
  )
}

import { type Asset, assetKinds, assetStateOf } from '../../../domain/asset.ts'
import type { ReportCell } from '../../../domain/rpc/reports.ts'
import { walk } from '../measure/walk.ts'
import { assetsOf, column, elapsedMs, pctOf, type SectionBody, type SectionNeeds, table } from './section.ts'

/** Within which the state did not change. */
const isEven = ({ min, max }: { min: number; max: number }): boolean => min === max

const hourMs = 3_600_000

/** How long each device answered, and each asset ran. */
export async function availabilitySection(
  needs: SectionNeeds,
  { assets }: { assets?: readonly string[] | undefined },
): Promise<SectionBody> {
  const rows: ReportCell[][] = []
  for (const asset of assetsOf(needs, assetKinds, assets)) rows.push(await row(needs, asset))
  const heads = [
    column('Asset'),
    column('Answered', 'h', 2),
    column('Answered', '%', 2),
    column('Running', 'h', 2),
    column('Running', '%', 2),
    column('Fault', 'h', 2),
    column('State known', '%', 2),
  ]
  return {
    notes: [
      'Answered: time with a usable power. Running: time in the states running and throttled, of the time over; ' +
        'empty for what tells no state.',
    ],
    charts: [],
    tables: [table('Availability', heads, rows)],
  }
}

async function row(needs: SectionNeeds, asset: Asset): Promise<ReportCell[]> {
  const { measured } = needs
  const overMs = elapsedMs(needs)
  const power = await measured.quarters(asset, 'activePowerKW')
  const answeredMs = power.usableMs.reduce((sum, ms) => sum + ms, 0)
  const states = await timeByState(needs, asset)
  const common = [asset.name, answeredMs / hourMs, pctOf(answeredMs, overMs)]
  if (states.knownMs === 0) return [...common, null, null, null, null]
  const { runningMs, faultMs, knownMs } = states
  return [...common, runningMs / hourMs, pctOf(runningMs, overMs), faultMs / hourMs, pctOf(knownMs, overMs)]
}

async function timeByState({ measured, data }: SectionNeeds, asset: Asset) {
  let [runningMs, faultMs, knownMs] = [0, 0, 0]
  await walk(data, measured.stretch(asset, 'state'), isEven, ({ max, usableMs }) => {
    const state = assetStateOf(Math.round(max))
    knownMs += usableMs
    if (state === 'running' || state === 'throttled') runningMs += usableMs
    if (state === 'fault') faultMs += usableMs
  })
  return { runningMs, faultMs, knownMs }
}

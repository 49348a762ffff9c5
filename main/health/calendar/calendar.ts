import type { z } from 'zod'
import type { Asset } from '../../../domain/asset.ts'
import type { Clock } from '../../../domain/clock.ts'
import { wallClock } from '../../../domain/dispatch/clock-window.ts'
import type { Outlook } from '../../../domain/dispatch/forecast.ts'
import type { Plan } from '../../../domain/dispatch/plan.ts'
import { PowerchainError } from '../../../domain/errors.ts'
import type { Instruction } from '../../../domain/instruction.ts'
import type { calendarInput, MaintenanceCalendar } from '../../../domain/rpc/health/calendar.ts'
import type { SiteConfig } from '../../../domain/site.ts'
import type { EpochMs, Ms } from '../../../domain/units.ts'
import { foreseenLosses, plannedLosses, rememberedLosses } from './ahead.ts'
import { hourly, hoursAhead, hourMs, usualLoss } from './hours.ts'
import { conflictsIn, type PlannedWork, promisesOf } from './promises.ts'
import { riskEur, type Threat } from './risk.ts'
import { bestWindows, scoreStarts, type Start, type Window } from './windows.ts'
import { calendarWords, createSpoken, windowWords } from './window-words.ts'

/** When would it be cheapest to take an asset out? */
export interface CalendarDesk {
  /** @throws PowerchainError `Dispatch.UnknownAsset`, `Store.*` */
  find(asked: z.output<typeof calendarInput>): Promise<MaintenanceCalendar>
}

/** What the calendar asks of the other parts of the engine. */
export interface CalendarNeeds {
  site: SiteConfig
  /** The plan that is followed. */
  plan(): Plan | undefined
  outlook: Pick<Outlook, 'forecastFor'>
  /**
   * What the site would lose by the plan itself in each of the spans, EUR, as far as there was time for;
   * `undefined` for one that could not be planned. Rejects when nothing can be planned now.
   */
  absenceEur(assetId: string, spans: readonly { from: EpochMs; until: EpochMs }[]): Promise<(number | undefined)[]>
  /** Means of an hour from `from` on, kW; NaN where nothing was stored. */
  hourlyKW(assetId: string, from: EpochMs, to: EpochMs): Promise<Float64Array>
  priceEurPerMWh(at: EpochMs): number | null
  /** What a MWh earns in a container, EUR. */
  miningEurPerMWh(assetId: string): number
  instructions(): readonly Instruction[]
  /** Work orders with a time. */
  planned(): readonly PlannedWork[]
  /** Failures foreseen for an asset. */
  threatsOf(assetId: string): readonly Threat[]
  clock: Pick<Clock, 'now'>
}

const dayMs: Ms = 86_400_000
const [rememberDays, usualDays] = [28, 30]
const [mostWindows, mostExact] = [8, 3]

/** The calendar of a site. Everything is asked for anew: it is cheap, and the plan changes every few minutes. */
export function createCalendar(needs: CalendarNeeds): CalendarDesk {
  const { site, clock } = needs
  const spoken = createSpoken(site.timeZone)
  return {
    async find({ assetId, hours: lengthH, before }) {
      const asset = site.assets.find(({ id }) => id === assetId)
      if (!asset)
        throw new PowerchainError('Dispatch.UnknownAsset', `There is no asset ${assetId}.`, { details: { assetId } })
      const now = clock.now()
      const threats = needs.threatsOf(assetId)
      const until = before ?? latestEnd(threats, now, lengthH)
      const losses = await lossesAhead(needs, asset, now, until)
      const riskAt = (at: EpochMs) => riskEur(threats, now, at)
      const starts = scoreStarts(losses, { lengthH, riskAt })
      const planned = needs.planned().filter(({ to }) => to > now)
      const promised = promisesOf(
        asset,
        { site, instructions: needs.instructions(), planned },
        { from: now, until: until + lengthH * hourMs },
      )
      const conflictsOf = (from: EpochMs, to: EpochMs) => conflictsIn(promised, from, to)
      const chosen = bestWindows(starts, { most: mostWindows, conflictsOf })
      const { windows, exact } = await asPlanned(needs, asset, chosen)
      const meanEur = meanCost(starts)
      const about = { kind: asset.kind, meanEur, spoken }
      return {
        assetId,
        hours: lengthH,
        at: now,
        windows: windows.map((window) => ({
          ...rounded(window),
          words: windowWords(window, { ...about, isExact: exact.has(window.from) }),
        })),
        starts: columns(starts, exact),
        planned: [...planned],
        words: calendarWords(windows, about),
      }
    },
  }
}

/** Early end of the soonest forecast, but never so soon that there is no choice; else 30 days. */
function latestEnd(threats: readonly Threat[], now: EpochMs, lengthH: number): EpochMs {
  const early = threats.map(({ remaining: { at, p90Days } }) => at + p90Days[0] * dayMs)
  const leastMs = lengthH * hourMs + 2 * dayMs
  return Math.max(now + leastMs, Math.min(now + usualDays * dayMs, ...early))
}

async function lossesAhead(needs: CalendarNeeds, asset: Asset, now: EpochMs, until: EpochMs) {
  const { site, outlook, miningEurPerMWh } = needs
  const { assets } = site
  const plan = hourly(plannedLosses(asset, assets, needs.plan(), miningEurPerMWh))
  const forecast = hourly(foreseenLosses(asset, assets, outlook, { now, miningEurPerMWh }))
  const to = Math.floor(now / hourMs) * hourMs
  const from = to - rememberDays * dayMs
  const powersKW = new Map<string, Float64Array<ArrayBufferLike>>()
  // alone without the grid, the site is what all its assets do
  for (const { id } of asset.kind === 'grid' ? assets : [asset]) powersKW.set(id, await needs.hourlyKW(id, from, to))
  const past = rememberedLosses(
    asset,
    assets,
    { from, powersKW, priceEurPerMWh: needs.priceEurPerMWh },
    miningEurPerMWh,
  )
  const known = past.filter(({ lossEur }) => !Number.isNaN(lossEur))
  // a young site remembers nothing: then the days of the plan are the usual
  const ahead = [...plan].map(([at, lossEur]) => ({ at, lossEur }))
  const usual = usualLoss(known.length >= 48 ? known : [...known, ...ahead], (at) => localHour(at, site.timeZone))
  return hoursAhead({ now, until, plan, forecast, usual })
}

function localHour(at: EpochMs, timeZone: string) {
  const { time, weekday } = wallClock(at, timeZone)
  return { hour: Number(time.slice(0, 2)), isDayOff: weekday === 'Sat' || weekday === 'Sun' }
}

/** The cheapest windows within the plan are planned with and without it; the others keep the plan's own marginal values. */
async function asPlanned(needs: CalendarNeeds, asset: Asset, chosen: readonly Window[]) {
  const isPlanned = asset.kind !== 'genset' && asset.kind !== 'grid' && asset.kind !== 'load'
  const within = isPlanned ? chosen.filter(({ basis }) => basis === 'plan').slice(0, mostExact) : []
  const exact = new Map<EpochMs, number>()
  if (within.length > 0) {
    const spans = within.map(({ from, to }) => ({ from, until: to }))
    const costs = await needs.absenceEur(asset.id, spans).catch(() => [])
    within.forEach(({ from }, i) => {
      const eur = costs[i]
      if (eur !== undefined) exact.set(from, Math.max(0, eur))
    })
  }
  const windows = chosen
    .map((window) => Object.assign({}, window, { costEur: exact.get(window.from) ?? window.costEur }))
    // cents decide nothing: of what costs the same the soonest first
    .toSorted((a, b) => wholeEur(a) - wholeEur(b) || a.from - b.from)
  return { windows, exact }
}

function wholeEur({ costEur, riskEur: risk }: Window): number {
  return Math.round(costEur + risk)
}

function meanCost(starts: readonly Start[]): number {
  const known = starts.flatMap(({ costEur }) => (costEur === null ? [] : [costEur]))
  return known.reduce((sum, eur) => sum + eur, 0) / Math.max(1, known.length)
}

function columns(starts: readonly Start[], exact: ReadonlyMap<EpochMs, number>): MaintenanceCalendar['starts'] {
  return {
    at: starts.map(({ from }) => from),
    costEur: starts.map(({ from, costEur }) => {
      const eur = exact.get(from) ?? costEur
      return eur === null ? null : cents(eur)
    }),
    riskEur: starts.map((start) => cents(start.riskEur)),
  }
}

function rounded({ from, to, costEur, riskEur: risk, basis, conflicts }: Window) {
  return { from, to, costEur: cents(costEur), riskEur: cents(risk), basis, conflicts }
}

function cents(eur: number): number {
  return Math.round(eur * 100) / 100
}

import type { Asset } from '../../../domain/asset.ts'
import type { OperateCheck } from '../../../domain/rpc/dispatch/desk.ts'
import type { KW } from '../../../domain/units.ts'
import { formatHashrate } from '../../format/hashrate.ts'
import { formatPower, powerPhrase, powerText, powerWord } from '../../format/power.ts'
import { quantityText } from '../../format/number.ts'

/** A line on what a command changes: of what, from and to, and the limit that holds there. */
export interface EffectLine {
  label: string
  change: string
  limit: string
}

type Effect = OperateCheck['effects'][number]

/** From and to in one unit where they share it, each with its word where the direction turns. */
function powerChange(kind: Asset['kind'], before: KW, after: KW): string {
  const from = powerWord(kind, before)
  const to = powerWord(kind, after)
  if (from !== to) return `${powerPhrase(kind, before)} to ${powerPhrase(kind, after)}`
  const [a, b] = [formatPower(before), formatPower(after)]
  return a.unit === b.unit
    ? `${from} ${a.number} to ${quantityText(b)}`
    : `${from} ${quantityText(a)} to ${quantityText(b)}`
}

function limitText({ limit, unit }: Effect): string {
  return limit === null || unit !== 'kW' ? '' : `limit ${powerText(limit)}`
}

function hashrateChange(asset: Asset, before: number, after: number): string {
  if (asset.kind !== 'container') return ''
  const [a, b] = [formatHashrate(asset.container, before), formatHashrate(asset.container, after)]
  return `${a.number} to ${quantityText(b)}`
}

function lineOf(effect: Effect, asset: Asset): EffectLine | undefined {
  const { of, before, after, name } = effect
  if (before === null || after === null) return undefined
  const limit = limitText(effect)
  switch (of) {
    case 'feeder':
      return { label: name ?? 'Feeder', change: powerChange('load', before, after), limit }
    case 'connection':
      return { label: 'Grid connection', change: powerChange('grid', before, after), limit }
    case 'hashrate':
      return { label: 'Hashrate', change: hashrateChange(asset, before, after), limit: '' }
    case 'asset':
      return undefined
  }
}

/** What a command changes beside the asset itself, line by line. */
export function effectLines(check: OperateCheck, asset: Asset): EffectLine[] {
  return check.effects.map((effect) => lineOf(effect, asset)).filter((line) => line !== undefined)
}

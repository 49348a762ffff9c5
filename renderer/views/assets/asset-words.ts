import { type Asset, assetStateOf } from '../../../domain/asset.ts'
import type { Decision } from '../../../domain/rpc/shapes.ts'
import { type Authority, controllerNames } from '../../../domain/setpoint.ts'
import { formatNumber } from '../../format/number.ts'
import type { LiveStore } from '../../state/store.ts'

/** The part of the live image that words are made from. */
export type LiveImage = Pick<LiveStore, 'reading' | 'decision' | 'alarms' | 'links' | 'instructions'>

/** What an asset is doing, in one or two words; `no contact` when its device does not answer. */
export function stateWords(image: LiveImage, asset: Asset): string {
  const link = image.links().find((l) => l.deviceId === asset.device)
  if (link?.state === 'wrongIdentity') return 'wrong device'
  if (link && link.state !== 'connected') return 'no contact'
  const ready = image.reading(asset.id, 'unitsReady').value
  const total = image.reading(asset.id, 'unitsTotal').value
  if (ready !== null && total !== null) return `${formatNumber(ready)} of ${formatNumber(total)} ready`
  const state = assetStateOf(image.reading(asset.id, 'state').value)
  if (state) return state
  return image.reading(asset.id, 'activePowerKW').value === null ? 'unknown' : 'connected'
}

/** Who steers an asset: a word for tables, what that means in brief, and in a sentence. */
export const authorityWords: Record<Authority, { word: string; brief: string; says: string }> = {
  control: { word: 'control', brief: 'steered by us', says: 'We steer it: dispatch and operators give its setpoint.' },
  monitor: {
    word: 'monitor only',
    brief: 'nothing is written',
    says: 'We look and write nothing; the device follows whoever else asks.',
  },
  handedOver: {
    word: 'handed over',
    brief: 'somebody else steers',
    says: 'Somebody else steers it by agreement; we write nothing until it is back.',
  },
  commissioning: {
    word: 'commissioning',
    brief: 'only test pulses',
    says: 'Not accepted yet: only test pulses of an engineer are written to it.',
  },
}

/** Who or what commands an asset now, in the words of the trade. */
export function commandWords(decision: Decision | undefined, operator: string | undefined): string {
  if (!decision) return 'none'
  if (decision.authority !== 'control') return authorityWords[decision.authority].word
  switch (decision.commander) {
    case 'operator':
      return operator ?? 'operator'
    case 'device':
      return 'device'
    case 'nobody':
      return 'nobody'
    case 'automatic': {
      const binding = decision.because.find((b) => b.isBinding)
      if (!binding || binding.controller === 'allocate') return 'automatic'
      const isLimit = binding.controller === 'siteLimits' || binding.controller === 'deviceProtection'
      if (binding.controller === 'surplusAbsorption') return 'surplus'
      return isLimit && decision.limitedBy ? decision.limitedBy : controllerNames[binding.controller].toLowerCase()
    }
  }
}

/** The person whose command holds for an asset now; `undefined` when none does. */
export function commandingPerson(image: LiveImage, assetId: string): string | undefined {
  const found = image
    .instructions()
    .find((i) => i.assetId === assetId && i.source === 'operator' && i.state === 'active')
  return found?.owner
}

const offStates = new Set(['fault', 'fail-safe', 'out of service'])

/** Whether an asset needs looking at: an alarm, no good value, a fault, or a setpoint that is not followed. */
export function isAbnormal(image: LiveImage, asset: Asset): boolean {
  const { quality } = image.reading(asset.id, 'activePowerKW')
  if (quality !== 'good' && quality !== 'simulated') return true
  if (image.alarms().some((alarm) => alarm.assetId === asset.id)) return true
  if (offStates.has(assetStateOf(image.reading(asset.id, 'state').value) ?? '')) return true
  const outcome = image.decision(asset.id)?.verification?.outcome
  return outcome === 'acceptedNotFollowed' || outcome === 'refused' || outcome === 'unknown'
}

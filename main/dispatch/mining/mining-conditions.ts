import type { AlarmCondition } from '../../../domain/alarm.ts'
import { powerWords } from '../../../domain/asset.ts'
import type { EpochMs, Ms } from '../../../domain/units.ts'
import type { Image } from '../../image.ts'
import type { Command } from '../command/commands.ts'
import type { AssetSight, SiteSight } from '../sight.ts'
import { spanWords } from '../words.ts'
import type { MiningKnowledge } from './knowledge.ts'

/** Losses that began within this span of each other have one cause, outside the containers. */
const togetherMs: Ms = 15_000
/** Miners told to stop that still hash after this. */
const stragglersAfterMs: Ms = 60_000

interface Input {
  now: EpochMs
  image: Image
  sight: SiteSight
  commands: ReadonlyMap<string, Command>
  mining: MiningKnowledge
}

/** What needs a person at the mining containers. */
export function miningConditions(input: Input): AlarmCondition[] {
  return [...poolLost(input), ...input.sight.assets.flatMap((a) => ofContainer(a, input))]
}

/** Several at once: the link outside, not the containers. */
function poolLost({ mining, sight, now }: Input): AlarmCondition[] {
  const losses = sight.assets.flatMap((a) => mining.get(a.asset.id)?.loss ?? [])
  const first = Math.min(...losses.map((l) => l.since))
  const together = losses.filter((l) => l.since - first <= togetherMs)
  if (together.length < 2) return []
  const missedKWh = losses.reduce((sum, l) => sum + l.missedKWh, 0)
  return [
    {
      code: 'mining.poolLost',
      priority: 2,
      text: `${together.length} containers stopped hashing at once, ${spanWords(now - first)} ago: ${missedKWh.toFixed(0)} kWh not drawn`,
      response: 'Check internet and mining pool. The containers come back by themselves when their pool answers.',
    },
  ]
}

function ofContainer(sight: AssetSight, { now, image, commands, mining }: Input): AlarmCondition[] {
  const { asset, powerKW } = sight
  const known = mining.get(asset.id)
  if (!known) return []
  const list: AlarmCondition[] = []
  const add = (code: string, priority: 2 | 3, text: string, response: string): unknown =>
    list.push({ code, priority, assetId: asset.id, text: `${asset.name}: ${text}`, response })
  const { loss } = known
  if (loss) {
    const how = loss.kind === 'idle' ? 'it draws and hashes nothing' : 'hashrate and draw fell by themselves'
    const missed = `${loss.missedKWh.toFixed(0)} kWh not drawn`
    add(
      'mining.lost',
      3,
      `${how} for ${spanWords(now - loss.since)}, ${missed}`,
      'Check its pool, network and machines.',
    )
  }
  if (known.isHot) {
    const outlet = image.value(asset.id, 'outletDegC')?.toFixed(0) ?? '?'
    const text = `outlet air at ${outlet} °C: it is not raised, and not switched off for money, so that its fans go on`
    add('mining.hot', 2, text, 'Check fans, filters and louvres.')
  }
  const left = stragglers(asset.id, { now, image, command: commands.get(asset.id) })
  if (left) add('mining.stragglers', 3, `${left}, ${powerWords(powerKW ?? 0)} measured`, 'Find the miners that go on.')
  return list
}

/** Miners that hash though the container was told to stop: `393 of 400 off, 7 still hash`. */
function stragglers(
  id: string,
  { now, image, command }: { now: EpochMs; image: Image; command: Command | undefined },
): string | undefined {
  if (command?.sentKW !== 0 || now - command.setAt < stragglersAfterMs) return undefined
  const hashing = image.value(id, 'minersHashing') ?? 0
  if (hashing === 0) return undefined
  const off = (image.value(id, 'minersAsleep') ?? 0) + (image.value(id, 'minersFaulty') ?? 0)
  return `${off} of ${off + hashing} miners off, ${hashing} still hash`
}

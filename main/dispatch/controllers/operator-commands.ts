import type { Instruction } from '../../../domain/instruction.ts'
import type { PowerRange } from '../../../domain/setpoint.ts'
import type { AssetSight } from '../sight.ts'
import { doing, timeWords } from '../words.ts'
import type { Controller } from './controller.ts'

/** Instructions of people: a setpoint leaves one point of what is allowed, a limit narrows. The newest of a kind holds. */
export const operatorCommands: Controller = {
  name: 'operatorCommands',
  run: ({ sight, instructions, now, site }) => ({
    claims: sight.assets.flatMap((a) =>
      instructions
        .filter((i) => i.assetId === a.asset.id)
        .map((i) => ({
          assetId: i.assetId,
          range: rangeOf(i),
          ...(i.kind === 'setpoint' ? { wishKW: i.powerKW } : {}),
          reason: `${i.owner}: ${i.kind === 'limit' ? 'at most ' : ''}${wordsOf(a, i)} until ${timeWords(i.until, now, site.timeZone)} (${i.reason})`,
        })),
    ),
  }),
}

function rangeOf({ kind, powerKW }: Instruction): PowerRange {
  if (kind === 'setpoint') return { minKW: powerKW, maxKW: powerKW }
  return { minKW: powerKW <= 0 ? powerKW : -Infinity, maxKW: powerKW >= 0 ? powerKW : Infinity }
}

function wordsOf({ asset }: AssetSight, { powerKW }: Instruction): string {
  return doing(asset, powerKW)
}

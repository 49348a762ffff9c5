import type { AssetOf } from '../../../domain/asset.ts'
import { containerKinds } from '../../../domain/models/containers.ts'
import type { Instruction } from '../../../domain/instruction.ts'
import type { ContainerRow } from '../../../domain/rpc/dispatch/mining.ts'
import type { KW } from '../../../domain/units.ts'
import type { KnownPrice } from '../controllers/controller.ts'
import type { DeskNeeds } from '../desk/desk-needs.ts'
import type { Picture } from '../loop.ts'
import { ratedJPerTH } from '../merit.ts'
import type { AssetSight } from '../sight.ts'
import { learnedJPerTH } from './efficiency.ts'
import type { ProtectionBook } from './protections.ts'

/** What the list of containers is made of. */
export interface ContainerListNeeds {
  picture: () => Picture | undefined
  worthOf: (assetId: string) => number | undefined
  price: () => KnownPrice | undefined
  protections: Pick<ProtectionBook, 'get'>
}

type Needs = ContainerListNeeds & Pick<DeskNeeds, 'site' | 'book'>

/** Every container of the site, as of the last cycle; empty before the first. */
export function containerRows(needs: Needs): ContainerRow[] {
  const picture = needs.picture()
  if (!picture) return []
  return picture.sight.assets.flatMap((sight) =>
    sight.asset.kind === 'container' ? [rowOf(sight.asset, sight, picture, needs)] : [],
  )
}

function rowOf(asset: AssetOf<'container'>, sight: AssetSight, picture: Picture, needs: Needs): ContainerRow {
  const { id } = asset
  const { image, mining, ruling } = picture
  const known = mining.knowledge.get(id)
  const value = (point: 'hashrateTHs' | 'efficiencyJPerTH') => image.value(id, point) ?? null
  const learned = known && learnedJPerTH(known.learned)
  const byPlate = needs.worthOf(id)
  const worth = byPlate === undefined ? null : (byPlate * ratedJPerTH(asset)) / (learned ?? ratedJPerTH(asset))
  const price = priceNow(picture, needs)
  const place = mining.merit.indexOf(id)
  return {
    assetId: id,
    name: asset.name,
    hashes: containerKinds[asset.container].label,
    state: sight.state ?? null,
    powerKW: sight.powerKW ?? null,
    setpointKW: sight.setpointKW ?? null,
    ratedPowerKW: asset.ratedPowerKW,
    minPowerKW: asset.minPowerKW,
    presetsKW: asset.presets?.map((p) => p.powerKW) ?? null,
    stepKW: asset.stepKW ?? null,
    hashrateTHs: value('hashrateTHs'),
    efficiencyJPerTH: value('efficiencyJPerTH'),
    learnedJPerTH: learned ?? null,
    ratedJPerTH: ratedJPerTH(asset),
    worthEurPerMWh: worth,
    profitEurPerMWh: worth === null || price === null ? null : worth - price,
    place: place < 0 ? null : place + 1,
    protection: mining.standings.get(id)?.protection ?? asset.protection,
    isProtectedByHand: needs.protections.get(id) !== undefined,
    cap: capOf(id, needs),
    scheduledKW: ruling.schedule?.get(id)?.powerKW ?? null,
    miners: minersOf(id, picture),
    isHot: known?.isHot ?? false,
    loss: known?.loss ?? null,
  }
}

/** What a MWh costs, EUR: of the import, or what an export would bring. */
function priceNow({ grid }: Picture, { price }: Needs): number | null {
  const known = price()
  if (!known) return null
  return (grid.gridKW ?? 0) >= 0 ? known.importEurPerMWh : known.exportEurPerMWh
}

/** A limit on one container that a person gave. */
export function isCap({ kind, source, subject }: Instruction): boolean {
  return kind === 'limit' && source === 'operator' && (subject === undefined || subject === 'asset')
}

function capOf(id: string, { book }: Needs): ContainerRow['cap'] {
  const caps = book.active().filter((i) => i.assetId === id && isCap(i))
  const tightest = caps.toSorted((a, b) => b.powerKW - a.powerKW)[0]
  if (!tightest) return null
  const drawKW: KW = Math.abs(tightest.powerKW)
  const { until, owner, reason } = tightest
  return { instructionId: tightest.id, drawKW, until, owner, reason }
}

function minersOf(id: string, { image }: Picture): ContainerRow['miners'] {
  const hashing = image.value(id, 'minersHashing')
  if (hashing === undefined) return null
  return { hashing, asleep: image.value(id, 'minersAsleep') ?? 0, faulty: image.value(id, 'minersFaulty') ?? 0 }
}

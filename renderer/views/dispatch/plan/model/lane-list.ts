import { type Asset, storedEnergyAtFullKWh } from '../../../../../domain/asset.ts'
import type { ColourName } from '../../../../theme/tokens.ts'

/** One line of the plan's chart: what it counts, and of which assets. */
export interface Lane {
  id: string
  title: string
  /** `power` and `grid` in MW or kW, `price` in EUR/MWh, `soc` in percent of the stored energy at full. */
  counts: 'price' | 'grid' | 'power' | 'soc'
  assets: readonly Asset[]
  colour: ColourName
  /** -1 where people read the power as what is drawn. */
  turn: 1 | -1
  /** Asset kind whose words say which way the power goes. */
  kind: Asset['kind']
  /** Those with the lowest number are shown first where there is little room. */
  rank: number
  weight: number
}

const chemistryTitles: Record<string, string> = { liIon: 'Li-ion', agm: 'AGM', gel: 'Gel', alkaline: 'Alkaline' }

/** Which lane an asset belongs to; `undefined` for what nobody plans. */
function familyOf(asset: Asset): Pick<Lane, 'id' | 'title' | 'colour' | 'rank'> | undefined {
  switch (asset.kind) {
    case 'pv':
    case 'wind':
      return { id: 'sources', title: 'Wind and PV', colour: 's7', rank: 4 }
    case 'container':
      return { id: 'mining', title: 'Mining', colour: 's1', rank: 2 }
    case 'battery':
      return {
        id: asset.chemistry,
        title: chemistryTitles[asset.chemistry] ?? asset.chemistry,
        colour: asset.chemistry === 'liIon' ? 's3' : 's6',
        rank: asset.chemistry === 'liIon' ? 3 : 7,
      }
    case 'flywheel':
      return { id: 'flywheel', title: 'Flywheels', colour: 's4', rank: 6 }
    case 'hydrogen':
      return { id: 'hydrogen', title: 'Hydrogen', colour: 's4', rank: 5 }
    default:
      return undefined
  }
}

/** Order from top to bottom: prices, connection, what comes in, what is drawn, what is stored. */
const order = ['price', 'grid', 'sources', 'mining', 'liIon', 'agm', 'gel', 'alkaline', 'flywheel', 'hydrogen']

const place = (id: string) => order.indexOf(id.split(' ')[0] ?? '') * 2 + (id.endsWith('soc') ? 1 : 0)

/** The lanes of a site, as many as `most`, the most telling ones; from top to bottom. */
export function lanesOf(assets: readonly Asset[], most: number): Lane[] {
  const grid = assets.filter((a) => a.kind === 'grid')
  const common = { assets: [], turn: 1, kind: 'grid', weight: 1 } as const
  const lanes: Lane[] = [
    { ...common, id: 'price', title: 'Price', counts: 'price', colour: 'text', rank: 0 },
    {
      ...common,
      id: 'grid',
      title: 'Grid connection',
      counts: 'grid',
      assets: grid,
      colour: 'text',
      rank: 1,
      weight: 1.6,
    },
  ]
  const families = Map.groupBy(
    assets.filter((a) => familyOf(a)),
    (a) => familyOf(a)?.id ?? '',
  )
  for (const members of families.values()) {
    const [first] = members
    const family = first && familyOf(first)
    if (!first || !family) continue
    const turn = first.kind === 'container' ? -1 : 1
    lanes.push({ ...family, counts: 'power', assets: members, turn, kind: first.kind, weight: 1 })
    const hasEnergy = members.every((a) => storedEnergyAtFullKWh(a) !== undefined)
    if (hasEnergy)
      lanes.push({
        ...family,
        id: `${family.id} soc`,
        title: `${family.title} SoC`,
        counts: 'soc',
        assets: members,
        turn: 1,
        kind: first.kind,
        rank: family.rank + 10,
        weight: 1,
      })
  }
  return lanes
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, most)
    .toSorted((a, b) => place(a.id) - place(b.id))
}

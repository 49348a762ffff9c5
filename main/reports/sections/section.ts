import type { Asset, AssetKind, AssetOf } from '../../../domain/asset.ts'
import { PowerchainError } from '../../../domain/errors.ts'
import type { ReportCell, ReportSection, ReportTable } from '../../../domain/rpc/reports.ts'
import type { SiteConfig } from '../../../domain/site.ts'
import type { EpochMs, Ms } from '../../../domain/units.ts'
import { instantWords, type Period } from '../calendar.ts'
import type { Measured } from '../measure/measured.ts'
import type { ReportData } from '../report-data.ts'
import type { SupplierValue } from '../supplier/supplier-value.ts'

/** What a section is made from. */
export interface SectionNeeds {
  site: SiteConfig
  period: Period
  now: EpochMs
  data: ReportData
  measured: Measured
  /** Energies of the supplier by the instant at which their quarter of an hour begins. */
  supplier: ReadonlyMap<EpochMs, SupplierValue>
}

/** A section without its heading. */
export type SectionBody = Omit<ReportSection, 'kind' | 'title'>

/** A column of numbers, or of words when no decimals are given. */
export function column(name: string, unit = '', decimals?: number): ReportTable['columns'][number] {
  return { name, unit, ...(decimals !== undefined && { decimals }) }
}

/** A table; cells that are no finite number are missing. */
export function table(
  title: string,
  columns: ReportTable['columns'],
  rows: readonly (readonly ReportCell[])[],
  sums?: readonly ReportCell[],
): ReportTable {
  return { title, columns, rows: rows.map(clean), ...(sums && { sums: clean(sums) }) }
}

function clean(row: readonly ReportCell[]): ReportCell[] {
  return row.map((cell) => (typeof cell === 'number' && !Number.isFinite(cell) ? null : cell))
}

/** Assets of some kinds, in the order of the site file; only those named, when some are. */
export function assetsOf<K extends AssetKind>(
  { site }: Pick<SectionNeeds, 'site'>,
  kinds: readonly K[],
  only?: readonly string[],
): AssetOf<K>[] {
  const missing = only?.find((id) => !site.assets.some((asset) => asset.id === id))
  if (missing !== undefined)
    throw new PowerchainError(
      'Config.Invalid',
      `The template names the asset "${missing}", which the site does not have.`,
    )
  const isAsked = (asset: Asset): asset is AssetOf<K> =>
    (kinds as readonly AssetKind[]).includes(asset.kind) && (only === undefined || only.includes(asset.id))
  return site.assets.filter(isAsked)
}

/** Time of the period that is over. */
export function elapsedMs({ period, now }: Pick<SectionNeeds, 'period' | 'now'>): Ms {
  return Math.max(0, Math.min(period.to, now) - period.from)
}

/** Share of a time in percent; `null` of no time. */
export function pctOf(ms: Ms, ofMs: Ms): number | null {
  return ofMs > 0 ? (ms / ofMs) * 100 : null
}

/** Milliseconds as seconds; what is missing stays so. */
export function seconds(ms: Ms | null): number | null {
  return ms === null ? null : ms / 1_000
}

/** Writes an instant on the clock of the site. */
export function whenAt({ period }: Pick<SectionNeeds, 'period'>, at: EpochMs): string {
  return instantWords(at, period.timeZone)
}

/** The sum, or `null` when one is missing. */
export function sumOf(values: readonly (number | null)[]): number | null {
  return values.reduce<number | null>((sum, value) => (sum === null || value === null ? null : sum + value), 0)
}

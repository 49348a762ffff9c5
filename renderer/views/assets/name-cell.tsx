import type { CustomCellRendererProps } from 'ag-grid-react'
import { ChevronDown, ChevronRight } from 'lucide-react'
import type { AssetRow } from './asset-rows.ts'
import css from './assets.module.css'

/** Name of an asset, or the head of a group with how many it holds. */
export function NameCell({ data }: CustomCellRendererProps<AssetRow>) {
  if (!data) return null
  if (data.type === 'asset') return <span className={css.name}>{data.asset.name}</span>
  const Sign = data.isOpen ? ChevronDown : ChevronRight
  return (
    <span className={css.group}>
      <Sign size={14} aria-hidden />
      {data.group.title} <span className={css.count}>{data.group.assets.length}</span>
      <span className="visuallyHidden">{data.isOpen ? 'open' : 'closed'}</span>
    </span>
  )
}

import { LayoutDashboard, type LucideIcon, Route, Table2 } from 'lucide-react'

/** Address of a screen. */
export type ScreenPath = '/' | '/assets' | '/dispatch'

/** A screen that exists: its entry in the rail, the palette and the keys. */
export interface Screen {
  title: string
  path: ScreenPath
  icon: LucideIcon
  /** Second key of `G then ...`. */
  key: string
}

/** The screens in the order of the rail. */
export const screens: readonly Screen[] = [
  { title: 'Overview', path: '/', icon: LayoutDashboard, key: 'o' },
  { title: 'Dispatch', path: '/dispatch', icon: Route, key: 'd' },
  { title: 'Assets', path: '/assets', icon: Table2, key: 'a' },
]

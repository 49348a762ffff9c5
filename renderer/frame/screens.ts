import {
  Activity,
  BatteryCharging,
  Bell,
  Cable,
  ChartLine,
  Container,
  FileText,
  Handshake,
  LayoutDashboard,
  type LucideIcon,
  ReceiptText,
  Route,
  Table2,
} from 'lucide-react'

/** Address of a screen. */
export type ScreenPath =
  | '/'
  | '/assets'
  | '/containers'
  | '/storage'
  | '/dispatch'
  | '/health'
  | '/alarms'
  | '/trends'
  | '/reports'
  | '/settlement'
  | '/market'
  | '/field'

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
  { title: 'Containers', path: '/containers', icon: Container, key: 'c' },
  { title: 'Storage', path: '/storage', icon: BatteryCharging, key: 's' },
  { title: 'Health', path: '/health', icon: Activity, key: 'h' },
  { title: 'Alarms', path: '/alarms', icon: Bell, key: 'l' },
  { title: 'Trends', path: '/trends', icon: ChartLine, key: 't' },
  { title: 'Reports', path: '/reports', icon: FileText, key: 'r' },
  { title: 'Settlement', path: '/settlement', icon: ReceiptText, key: 'e' },
  { title: 'Market', path: '/market', icon: Handshake, key: 'm' },
  { title: 'Field', path: '/field', icon: Cable, key: 'f' },
]

/** The tabs of the field screen in their order; `note` is what the palette finds them by besides. */
export const fieldTabs = [
  { title: 'Devices', path: '/field', note: 'field: links' },
  { title: 'Add devices', path: '/field/add', note: 'field: scan, preview' },
  { title: 'Models', path: '/field/models', note: 'field: definitions' },
  { title: 'Device list', path: '/field/list', note: 'field: import, export' },
  { title: 'Commissioning', path: '/field/commissioning', note: 'field: checks, test pulse' },
  { title: 'Certificates', path: '/field/certificates', note: 'field: OPC UA trust' },
  { title: 'For others', path: '/field/northbound', note: 'field: Modbus and OPC UA map' },
] as const

/** The tabs of the dispatch screen in their order; `note` is what the palette finds them by besides. */
export const dispatchTabs = [
  { title: 'Plan', path: '/dispatch', note: 'dispatch: plan against actual, why' },
  { title: 'Instructions', path: '/dispatch/instructions', note: 'dispatch: limits and orders, history, opt out' },
  { title: 'Services', path: '/dispatch/services', note: 'dispatch: readiness, who qualifies' },
  { title: 'Proofs', path: '/dispatch/proofs', note: 'dispatch: proof of response, signed' },
  { title: 'Commands', path: '/dispatch/commands', note: 'dispatch: mode, why, audit trail' },
] as const

/** The tabs of the alarm screen in their order; `note` is what the palette finds them by besides. */
export const alarmTabs = [
  { title: 'Active', path: '/alarms', note: 'alarms: what needs a person' },
  { title: 'Shelved', path: '/alarms/shelved', note: 'alarms: put away for a time' },
  { title: 'Suppressed', path: '/alarms/suppressed', note: 'alarms: explained by others' },
  { title: 'Out of service', path: '/alarms/out-of-service', note: 'alarms: taken out by an engineer' },
  { title: 'Journal', path: '/alarms/journal', note: 'alarms: what happened, who did what' },
  { title: 'Figures', path: '/alarms/figures', note: 'alarms: load, flood, worst ten' },
  { title: 'Definitions', path: '/alarms/definitions', note: 'alarms: rationalisation' },
] as const

/** The tabs of the health screen in their order; `note` is what the palette finds them by besides. */
export const healthTabs = [
  { title: 'Forecasts', path: '/health', note: 'health: what will fail, and when' },
  { title: 'Anomalies', path: '/health/anomalies', note: 'health: what is not as it should be' },
  { title: 'Rules', path: '/health/rules', note: 'health: rule editor, try against history' },
  { title: 'Verdicts', path: '/health/verdicts', note: 'health: how good we are, models, training' },
  { title: 'Work orders', path: '/health/work', note: 'health: due, parts, export' },
  { title: 'Calendar', path: '/health/calendar', note: 'health: when is taking it out cheapest' },
  { title: 'Consumption', path: '/health/consumption', note: 'health: excess draws, meters, consumers' },
] as const

/** The tabs of the settlement screen in their order; `note` is what the palette finds them by besides. */
export const settlementTabs = [
  { title: 'Today', path: '/settlement', note: 'settlement: money down to the meter readings' },
  { title: 'Outbox', path: '/settlement/outbox', note: 'settlement: batches, what waits, chain' },
  { title: 'Agreements', path: '/settlement/agreements', note: 'settlement: terms, delivery, penalties' },
  { title: 'Disputes', path: '/settlement/disputes', note: 'settlement: deadlines, evidence' },
  { title: 'Payouts', path: '/settlement/payouts', note: 'settlement: payout lists, splits, shares' },
  { title: 'Bills', path: '/settlement/bills', note: 'settlement: retail bills, arrears, payments' },
  { title: 'Wallet and keys', path: '/settlement/keys', note: 'settlement: balances, keys, rotation' },
] as const

/** The tabs of the market screen in their order; `note` is what the palette finds them by besides. */
export const marketTabs = [
  { title: 'Market', path: '/market', note: 'market: offers, requests, who fits whom' },
  { title: 'Nodes', path: '/market/nodes', note: 'market: register, status, presence' },
  { title: 'Members and KYC', path: '/market/members', note: 'market: roles, groups, referral' },
  { title: 'Votes', path: '/market/votes', note: 'market: proposals, quorum, wrap' },
] as const

const tabLists = [fieldTabs, dispatchTabs, alarmTabs, healthTabs, settlementTabs, marketTabs] as const

/** Address of a tab of a screen. */
export type TabPath = (typeof tabLists)[number][number]['path']

/** Every tab whose address is not that of its screen; of the field screen the first too, which has a name of its own. */
export const namedTabs: readonly { title: string; path: TabPath; note: string }[] = tabLists.flatMap((tabs) =>
  tabs.filter(({ path }) => path === '/field' || screens.every((screen) => screen.path !== path)),
)

import type { Order } from '../queries.ts'

/** What is opened: a dialog of its own, or an act that needs no more than a reason. */
export type Opened = 'register' | 'place' | { title: string; act: string; order: Order }

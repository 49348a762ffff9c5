import { oc } from '@orpc/contract'
import type { Role } from '../access.ts'

const base = oc.$meta<{ role: Role }>({ role: 'engineer' })

/** A call that everybody who may look at the site may make. */
export const viewer = base.meta({ role: 'viewer' })
/** A call of those who run the site. */
export const operator = base.meta({ role: 'operator' })
/** A call of those who change how the site is set up. */
export const engineer = base.meta({ role: 'engineer' })

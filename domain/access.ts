import { z } from 'zod'

/** People's roles at the screen, each allowed what the former are. */
export const roles = ['viewer', 'operator', 'engineer'] as const

/** One of {@link roles}. */
export type Role = (typeof roles)[number]

/** Who is at the other end of a connection. */
export interface Person {
  name: string
  role: Role
}

/** Whether a person with role `has` may do what asks for role `needs`. */
export function isAllowed(has: Role, needs: Role): boolean {
  return roles.indexOf(has) >= roles.indexOf(needs)
}

/** Where a secret is: never the secret itself, so that site files can be shown and sent around. */
export const secretReference = z
  .string()
  .regex(/^(env:[A-Za-z_][A-Za-z0-9_]*|file:[A-Za-z0-9_-][A-Za-z0-9._-]*)$/, 'env:NAME or file:NAME')
  .meta({ label: 'Where the secret is: a variable of the engine, or a file in `secrets` of its data folder' })

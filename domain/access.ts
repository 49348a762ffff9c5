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

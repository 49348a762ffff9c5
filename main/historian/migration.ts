/** One numbered step of the database format. */
export interface Migration {
  /** What the step does, as a phrase. */
  name: string
  sql: string
}

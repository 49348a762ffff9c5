import { randomUUID } from 'node:crypto'
import { implement } from '@orpc/server'
import { PowerchainError } from '../../../../domain/errors.ts'
import { contract } from '../../../../domain/rpc/contract.ts'
import type { TrendViewSaved } from '../../../../domain/rpc/trends.ts'

const os = implement(contract)

/** Saved views of trends, in memory. */
export function createDemoViews(person: string) {
  const views = new Map<string, TrendViewSaved>()
  return {
    views: os.trends.views.handler(() => [...views.values()].toSorted((a, b) => a.name.localeCompare(b.name))),
    saveView: os.trends.saveView.handler(({ input }) => {
      const id = input.id ?? randomUUID()
      const other = [...views.values()].find((view) => view.name.toLowerCase() === input.name.toLowerCase())
      if (other && other.id !== id)
        throw new PowerchainError('Trends.NameTaken', `There is a view "${input.name}" already; choose another name.`)
      const view = { ...input, id, savedBy: person }
      views.set(id, view)
      return view
    }),
    removeView: os.trends.removeView.handler(({ input }) => void views.delete(input.id)),
  }
}

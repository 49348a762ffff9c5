import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { TrendViewInput, TrendViewSaved } from '../../../../domain/rpc/trends.ts'
import { useClient } from '../../../connection/connected.tsx'
import { useCommand } from '../../../connection/use-command.ts'

const queryKey = ['trends', 'views']

/** The views the site keeps, and what can be done with them. */
export function useViews() {
  const client = useClient()
  const queries = useQueryClient()
  const { data = [] } = useQuery({ queryKey, queryFn: () => client.trends.views() })
  const [removed, setRemoved] = useState<TrendViewSaved>()
  const renew = () => queries.invalidateQueries({ queryKey })
  const saving = useCommand<TrendViewInput, TrendViewSaved>((c, view) => c.trends.saveView(view))
  const removing = useCommand<string, boolean>(async (c, id) => {
    await c.trends.removeView({ id })
    return true
  })
  const save = async (view: TrendViewInput) => {
    const saved = await saving.run(view)
    await renew()
    return saved
  }
  return {
    views: data,
    problem: saving.problem ?? removing.problem,
    isBusy: saving.isBusy || removing.isBusy,
    save,
    /** The view that was deleted last, for the way back. */
    removed,
    async remove(view: TrendViewSaved) {
      if (await removing.run(view.id)) setRemoved(view)
      await renew()
    },
    async undo() {
      if (!removed) return
      const { savedBy: _, ...view } = removed
      if (await save(view)) setRemoved(undefined)
    },
  }
}

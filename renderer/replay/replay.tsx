import { QueryClient, QueryClientProvider, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { ClientContext, useClient } from '../connection/connected.tsx'
import type { EngineClient } from '../connection/connection.ts'
import { LiveStoreContext, useLiveStore } from '../state/live.ts'
import type { LiveStore } from '../state/store.ts'
import { pastClient } from './past-client.ts'
import { createPlayer, type Period, type ReplayPlayer, type ReplayState } from './player.ts'

/** What the frame knows of replays. */
interface ReplayDesk {
  /** The replay that is shown, or about to be. */
  player: ReplayPlayer | undefined
  start: (period: Period, speed: number) => void
  /** Back to live. */
  end: () => void
  /** The choice of a period is open. */
  isChoosing: boolean
  setChoosing: (isChoosing: boolean) => void
  /** The site as it is now, whatever is shown. */
  liveStore: LiveStore
  liveClient: EngineClient
}

const DeskContext = createContext<ReplayDesk | undefined>(undefined)

/** Start and end of replays. */
export function useReplayDesk(): ReplayDesk {
  const desk = useContext(DeskContext)
  if (!desk) throw new Error('used outside <Replayable>')
  return desk
}

const noState = () => undefined
const nothingToStop = () => () => {}

/** How the replay stands; `undefined` while the screens are live. */
export function useReplayState(player: ReplayPlayer | undefined): ReplayState | undefined {
  return useSyncExternalStore<ReplayState | undefined>(player?.subscribe ?? nothingToStop, player?.state ?? noState)
}

/** Trends read what was stored again so often, so that they keep up with a fast replay. */
const refreshMs = 4_000

/** Lets everything inside show a past period instead of the present. The live stream goes on beside it. */
export function Replayable({ children }: { children: ReactNode }) {
  const client = useClient()
  const liveStore = useLiveStore()
  const [player, setPlayer] = useState<ReplayPlayer>()
  const [isChoosing, setChoosing] = useState(false)
  useEffect(() => () => player?.stop(), [player])
  const desk = useMemo<ReplayDesk>(
    () => ({
      player,
      liveStore,
      liveClient: client,
      isChoosing,
      setChoosing,
      start(period, speed) {
        const site = liveStore.site()
        if (!site) return
        const next = createPlayer({ client, site, period, speed })
        setPlayer(next)
        next.play()
      },
      end: () => setPlayer(undefined),
    }),
    [client, liveStore, player, isChoosing],
  )
  return (
    <DeskContext value={desk}>
      <Shown player={player}>{children}</Shown>
    </DeskContext>
  )
}

function Shown({ player, children }: { player: ReplayPlayer | undefined; children: ReactNode }) {
  const live = useLiveStore()
  const client = useClient()
  const state = useReplayState(player)
  const { store, jump } = state ?? { store: undefined, jump: 0 }
  const liveQueries = useQueryClient()
  const past = useMemo(() => {
    if (!store) return undefined
    return { key: jump, queries: newQueries(), client: pastClient(client, () => store.now()) }
  }, [store, jump, client])
  const isFast = state?.isPlaying === true && state.speed > 1
  useEffect(() => {
    if (!past || !isFast) return undefined
    const timer = setInterval(() => void past.queries.invalidateQueries({ queryKey: ['trend'] }), refreshMs)
    return () => clearInterval(timer)
  }, [past, isFast])
  return (
    <LiveStoreContext value={store ?? live}>
      <ClientContext value={past?.client ?? client}>
        <QueryClientProvider client={past?.queries ?? liveQueries}>{children}</QueryClientProvider>
      </ClientContext>
    </LiveStoreContext>
  )
}

function newQueries(): QueryClient {
  return new QueryClient({ defaultOptions: { queries: { retry: 1, refetchOnWindowFocus: false } } })
}

/** What is inside shows the site as it is now, also during a replay. */
export function AsItIsNow({ children }: { children: ReactNode }) {
  const { liveStore } = useReplayDesk()
  return <LiveStoreContext value={liveStore}>{children}</LiveStoreContext>
}

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react'
import { LiveStoreContext } from '../state/live.ts'
import { type ConnectionState, LiveStore } from '../state/store.ts'
import { createConnection, type EngineClient } from './connection.ts'
import { openTransport, type OpenTransport } from './transport.ts'

/** Carries the calls; a replay puts its own in place. */
export const ClientContext = createContext<EngineClient | undefined>(undefined)

/** Calls to the engine. The object stays the same over reconnects. */
export function useClient(): EngineClient {
  const client = useContext(ClientContext)
  if (!client) throw new Error('used outside <Connected>')
  return client
}

interface ConnectedProps {
  /** What stands here until the first image has arrived. */
  fallback: (connection: ConnectionState) => ReactNode
  children: ReactNode
  /** How the engine is reached; tests and tools name another way. */
  open?: OpenTransport
}

function createParts(open: OpenTransport) {
  const store = new LiveStore()
  const queries = new QueryClient({ defaultOptions: { queries: { retry: 1, refetchOnWindowFocus: false } } })
  return { store, queries, connection: createConnection({ open, store }) }
}

/** Keeps the connection to the engine and gives client, live values and queries to what is inside. */
export function Connected({ fallback, children, open = openTransport }: ConnectedProps) {
  const [{ store, queries, connection }] = useState(() => createParts(open))
  useEffect(() => {
    connection.start()
    return () => connection.stop()
  }, [connection])
  const hasImage = useSyncExternalStore(
    (listener) => store.subscribe('any', listener),
    () => store.site() !== undefined && store.status() !== undefined,
  )
  const state = useSyncExternalStore(
    (listener) => store.subscribe('connection', listener),
    () => store.connection(),
  )
  return (
    <LiveStoreContext value={store}>
      <ClientContext value={connection.client}>
        <QueryClientProvider client={queries}>{hasImage ? children : fallback(state)}</QueryClientProvider>
      </ClientContext>
    </LiveStoreContext>
  )
}

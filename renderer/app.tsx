import { MantineProvider } from '@mantine/core'
import { RouterProvider } from '@tanstack/react-router'
import { Connected } from './connection/connected.tsx'
import { Waiting } from './frame/waiting.tsx'
import { Replayable } from './replay/replay.tsx'
import { router } from './routes.tsx'
import type { ConnectionState } from './state/store.ts'
import { schemeManager } from './theme/scheme.ts'
import { cssVariablesResolver, theme } from './theme/theme.ts'

const waiting = (connection: ConnectionState) => <Waiting connection={connection} />

/** The control room: theme, connection to the engine, and the screens. */
export function App() {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      colorSchemeManager={schemeManager}
      defaultColorScheme="auto"
    >
      <Connected fallback={waiting}>
        <Replayable>
          <RouterProvider router={router} />
        </Replayable>
      </Connected>
    </MantineProvider>
  )
}

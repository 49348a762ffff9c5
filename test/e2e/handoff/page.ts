// Calls the engine the way the screens do, and shows who answered.
import { createORPCClient } from '@orpc/client'
import type { EngineClient } from '../../../renderer/connection/connection.ts'
import { openTransport } from '../../../renderer/connection/transport.ts'

async function ask(): Promise<void> {
  const { link, closed } = await openTransport()
  const client: EngineClient = createORPCClient(link)
  const { name, person } = await client.site.describe()
  document.title = `${name} for ${person.name}`
  await closed
  document.title = 'lost'
}

// As the screens do: a lost port is asked for again.
async function keepAsking(): Promise<never> {
  for (;;) await ask()
}

void keepAsking()

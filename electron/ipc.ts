import type { IpcMain, IpcMainEvent, IpcMainInvokeEvent, WebContents } from 'electron'
import { z } from 'zod'
import type { Shell, SiteChoice } from '../domain/shell.ts'
import { channels } from './channels.ts'
import { connectPath, isOurPage } from './protocol.ts'

/** What a page may pass with each message; anything else is refused. */
const schemas = {
  [channels.requestPort]: z.tuple([]),
  [channels.connection]: z.tuple([]),
  [channels.chooseSite]: z.tuple([
    z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('own') }),
      z.strictObject({ kind: z.literal('elsewhere'), url: z.string().max(2_000) }),
    ]),
  ]),
}

interface Answers {
  requestPort(page: WebContents): void
  connection(): Awaited<ReturnType<Shell['connection']>>
  chooseSite(choice: SiteChoice): Promise<void> | void
}

type Sender = Pick<IpcMainEvent | IpcMainInvokeEvent, 'sender' | 'senderFrame'>

/** Whether a message comes from the main frame of one of our pages, and not from the connect dialog. */
export function isFromOurPage(event: Sender): boolean {
  const frame = event.senderFrame
  if (!frame || frame !== event.sender.mainFrame || !isOurPage(frame.url)) return false
  return new URL(frame.url).pathname !== connectPath
}

/** Answers the few words of the preload. Wrong senders and wrong arguments are refused before anything happens. */
export function answerPages(ipcMain: Pick<IpcMain, 'on' | 'handle'>, answers: Answers): void {
  ipcMain.on(channels.requestPort, (event, ...args) => {
    if (isFromOurPage(event) && schemas[channels.requestPort].safeParse(args).success) answers.requestPort(event.sender)
  })
  ipcMain.handle(channels.connection, (event, ...args) => {
    check(event, schemas[channels.connection], args)
    return answers.connection()
  })
  ipcMain.handle(channels.chooseSite, (event, ...args) => {
    const [choice] = check(event, schemas[channels.chooseSite], args)
    return answers.chooseSite(choice)
  })
}

function check<T extends z.ZodType>(event: Sender, schema: T, args: unknown[]): z.infer<T> {
  if (!isFromOurPage(event)) throw new Error('Access.Denied: not one of our pages')
  const parsed = schema.safeParse(args)
  if (!parsed.success) throw new Error('InvalidInput: not what this call takes')
  return parsed.data
}

import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { z } from 'zod'

const place = z.strictObject({
  x: z.int(),
  y: z.int(),
  width: z.int().min(400).max(20_000),
  height: z.int().min(300).max(20_000),
  isMaximized: z.boolean(),
})

const settingsSchema = z.strictObject({
  window: place.optional(),
  /** Zoom of the page; walls are read from afar. */
  zoom: z.union([z.literal(1), z.literal(1.25), z.literal(1.5)]).default(1),
  /** Site opened last; the token of one elsewhere is never stored. */
  site: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('own') }),
      z.strictObject({ kind: z.literal('elsewhere'), address: z.url({ protocol: /^https?$/ }) }),
    ])
    .default({ kind: 'own' }),
})

/** Where the window was, device-independent pixels. */
export type WindowPlace = z.infer<typeof place>
/** What the shell keeps between two starts. */
export type Settings = z.infer<typeof settingsSchema>
/** A rectangle of the desktop, device-independent pixels. */
export type Area = Pick<WindowPlace, 'x' | 'y' | 'width' | 'height'>

/** The shell's settings in one small file. A missing or damaged file means defaults; a failed write is not fatal. */
export function createSettings({ file }: { file: string }) {
  let settings = read(file)
  return {
    get: (): Settings => settings,
    update(change: Partial<Settings>): void {
      settings = { ...settings, ...change }
      try {
        writeFileSync(`${file}.new`, `${JSON.stringify(settings, null, 2)}\n`)
        renameSync(`${file}.new`, file)
      } catch {
        // A full disk must not take the window away; the choice just isn't remembered.
      }
    },
  }
}

/** Keeps settings in memory and on disk; see {@link createSettings}. */
export type SettingsStore = ReturnType<typeof createSettings>

function read(file: string): Settings {
  try {
    return settingsSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return settingsSchema.parse({})
  }
}

/**
 * The stored place, if its title bar can still be reached on one of today's displays; otherwise nothing, and the
 * window opens in the middle. A screen may have been unplugged since.
 */
export function reachable(saved: WindowPlace | undefined, workAreas: readonly Area[]): WindowPlace | undefined {
  if (!saved) return undefined
  const titleBar = { x: saved.x, y: saved.y, width: saved.width, height: 40 }
  const area = workAreas.find((a) => overlap(titleBar, a).width >= 120 && overlap(titleBar, a).height >= 20)
  return area && { ...saved, width: Math.min(saved.width, area.width), height: Math.min(saved.height, area.height) }
}

function overlap(a: Area, b: Area): { width: number; height: number } {
  return {
    width: Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x),
    height: Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y),
  }
}

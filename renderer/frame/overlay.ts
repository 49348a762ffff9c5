/** What lies over the screens: one at a time, or nothing. */
export type Overlay = 'palette' | 'keys' | 'backup' | 'clock' | undefined

import { createRootRoute } from '@tanstack/react-router'
import { Frame } from '../frame/frame.tsx'

/** What stands around every screen. */
export const root = createRootRoute({ component: Frame })

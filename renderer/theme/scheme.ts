import { localStorageColorSchemeManager, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { useCallback, useEffect } from 'react'
import type { Scheme } from './tokens.ts'

/** Remembers the person's choice of light or dark on this machine. */
export const schemeManager = localStorageColorSchemeManager({ key: 'powerchain-scheme' })

/** The scheme shown now, and the act that turns it. */
export function useScheme(): { scheme: Scheme; turnScheme: () => void } {
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false })
  const { setColorScheme } = useMantineColorScheme()
  const turnScheme = useCallback(() => setColorScheme(scheme === 'light' ? 'dark' : 'light'), [scheme, setColorScheme])
  return { scheme, turnScheme }
}

/** Keeps `data-theme` on the root element equal to the scheme shown. */
export function useSchemeAttribute(): void {
  const { scheme } = useScheme()
  useEffect(() => {
    document.documentElement.dataset.theme = scheme
  }, [scheme])
}

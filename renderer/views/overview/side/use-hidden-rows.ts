import { type RefCallback, useCallback, useState } from 'react'

/**
 * How many rows of a list have no room, for a list that wraps what does not fit into a second, unseen column: rows are
 * whole or not there.
 */
export function useHiddenRows(): { list: RefCallback<HTMLElement>; hidden: number } {
  const [hidden, setHidden] = useState(0)
  const list = useCallback((element: HTMLElement | null) => {
    if (!element) return undefined
    const count = () => {
      const rows = [...element.children].filter((row) => row instanceof HTMLElement)
      setHidden(rows.filter((row) => row.offsetLeft - element.offsetLeft >= element.clientWidth).length)
    }
    const resized = new ResizeObserver(count)
    resized.observe(element)
    const changed = new MutationObserver(count)
    changed.observe(element, { childList: true, subtree: true, characterData: true })
    return () => {
      resized.disconnect()
      changed.disconnect()
    }
  }, [])
  return { list, hidden }
}

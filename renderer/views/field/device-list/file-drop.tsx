import { Upload } from 'lucide-react'
import { type DragEvent, useRef, useState } from 'react'
import { ActButton } from '../../operate/act-button.tsx'
import list from './list.module.css'

/** Takes a table from the person's machine: dropped, or chosen. */
export function FileDrop(props: {
  /** What the file is. */
  label?: string
  words?: string
  /** Endings of its name. */
  accept?: string
  obstacle: string | undefined
  isBusy: boolean
  onFile: (file: File) => void
}) {
  const {
    label = 'Device list',
    words = 'Drop a CSV or XLSX file here',
    accept = '.csv,.xlsx',
    obstacle,
    isBusy,
    onFile,
  } = props
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const take = (file: File | undefined) => {
    if (file && obstacle === undefined && !isBusy) onFile(file)
  }
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files[0])
  }
  return (
    // The button inside does the same for the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      className={list.drop}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <Upload size={16} strokeWidth={1.5} aria-hidden />
      <span>{words}</span>
      <ActButton obstacle={obstacle} isBusy={isBusy} onClick={() => input.current?.click()}>
        Choose a file…
      </ActButton>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={label}
        accept={accept}
        onChange={(event) => {
          take(event.currentTarget.files?.[0])
          // The same file, changed, can be chosen again.
          event.currentTarget.value = ''
        }}
      />
    </div>
  )
}

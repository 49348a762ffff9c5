import { Modal } from '@mantine/core'
import { KeyHint } from '../../components/layout/key-hint.tsx'
import css from './key-list.module.css'
import { keyList } from './keys.ts'

/** The published list of keys. */
export function KeyList({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Modal opened={isOpen} onClose={onClose} title="Keys" size={560} closeButtonProps={{ 'aria-label': 'Close' }}>
      <dl className={css.list}>
        {keyList.map(({ keys, does }) => (
          <div key={keys} className={css.row}>
            <dt>
              <KeyHint keys={keys} />
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <p className={css.note}>No key changes power. Keys are off while you type.</p>
    </Modal>
  )
}

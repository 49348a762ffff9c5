import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const at = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url))

// electron-vite does not know the newest Electron, and the shell must also run on the older one used in tests:
// CommonJS for Node 18 and Chromium 114, set by hand.
const shell = {
  outDir: at('dist/electron'),
  emptyOutDir: false,
  target: 'node18',
  minify: false,
}
const commonJs = { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name].cjs' } as const

// Screens have addresses of their own, such as /assets/container-7: what the page loads must not be relative to them.
const absoluteBase: Plugin = { name: 'absolute-base', enforce: 'post', config: () => ({ base: '/' }) }

export default defineConfig({
  main: {
    build: {
      ...shell,
      externalizeDeps: { exclude: ['zod'] },
      rolldownOptions: { input: { main: at('electron/main.ts') }, output: commonJs },
    },
  },
  preload: {
    // A sandboxed preload is one file and may require only `electron`.
    build: {
      ...shell,
      externalizeDeps: false,
      rolldownOptions: { input: { preload: at('electron/preload.ts') }, output: commonJs },
    },
  },
  renderer: {
    root: at('renderer'),
    plugins: [react(), absoluteBase],
    build: {
      outDir: at('dist/renderer'),
      emptyOutDir: true,
      target: 'chrome114',
      minify: true,
      chunkSizeWarningLimit: 2_000,
      rolldownOptions: {
        input: at('renderer/index.html'),
        output: {
          // The large libraries change rarely and load side by side.
          codeSplitting: {
            groups: [
              { name: 'aggrid', test: /node_modules[\\/]ag-/ },
              { name: 'echarts', test: /node_modules[\\/](echarts|zrender)/ },
              { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler|@tanstack)[\\/]/ },
            ],
          },
        },
      },
    },
  },
})

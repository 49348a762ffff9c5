// The second half of npm run format: Solidity.
import { forge } from './forge.ts'

process.exit(forge(['fmt'], true).status ?? 1)

// Deploys the contracts: node build/run.mjs build/solidity/deploy.ts RPC PEOPLE.json [VERSION]
// The deployer's key comes from a keystore file (KEYSTORE, PASSPHRASE_FILE); the manifest goes to deploy/<chain id>.json.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { JsonRpcProvider, Wallet } from 'ethers'
import { deploy } from '../../main/settlement/deployment/deploy.ts'
import type { People } from '../../main/settlement/deployment/plan.ts'

const [rpc, peopleFile, version = '1'] = process.argv.slice(2)
const { KEYSTORE: keystore, PASSPHRASE_FILE: passphraseFile } = process.env
if (rpc === undefined || peopleFile === undefined || keystore === undefined || passphraseFile === undefined) {
  console.error('usage: KEYSTORE=key.json PASSPHRASE_FILE=file deploy.ts RPC PEOPLE.json [VERSION]')
  process.exit(2)
}
const provider = new JsonRpcProvider(rpc)
const passphrase = readFileSync(passphraseFile, 'utf8').trim()
const wallet = (await Wallet.fromEncryptedJson(readFileSync(keystore, 'utf8'), passphrase)).connect(provider)
const manifest = await deploy(wallet, JSON.parse(readFileSync(peopleFile, 'utf8')) as People, version)
mkdirSync('deploy', { recursive: true })
const file = `deploy/${manifest.chainId}.json`
writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`)
console.log(`${Object.keys(manifest.contracts).length} contracts stand; written ${file}`)
provider.destroy()

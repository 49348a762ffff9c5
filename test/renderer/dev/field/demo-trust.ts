import { PowerchainError } from '../../../../domain/errors.ts'
import type { Offered } from '../../../../domain/rpc/field/northbound.ts'
import type { SiteDescription } from '../../../../domain/rpc/site.ts'
import type { Certificate, Certificates, Party, Trust } from '../../../../domain/rpc/field/trust.ts'
import { points } from '../../../../domain/points.ts'

const year = 365 * 86_400_000

function certificate(name: string, digit: string, now: number, more: Partial<Certificate> = {}): Certificate {
  return {
    thumbprint: `${digit}3e1b07c9a2f48d6e5b1c${digit}d97a40e83b65f12ca7`.slice(0, 40).padEnd(40, '0'),
    subject: `CN=${name}, O=Lindholm Works, C=SE`,
    uri: `urn:lindholm:${name.toLowerCase().replaceAll(' ', '-')}`,
    validFrom: now - year,
    validUntil: now + 3 * year,
    issuer: `CN=${name}, O=Lindholm Works, C=SE`,
    ...more,
  }
}

/** Certificates of a made-up site: one waits for a decision, one trusted ends soon. */
export function createDemoTrust(now: () => number) {
  const at = now()
  const devices: Certificates = {
    own: certificate('Powerchain Control Room', 'a', at),
    trusted: [
      certificate('Flywheel bank', 'b', at),
      certificate('Hydrogen storage', 'c', at, { validUntil: at + 12 * 86_400_000 }),
    ],
    issuers: [certificate('Lindholm automation CA', 'd', at)],
    rejected: [certificate('Wind park SCADA', 'e', at, { issuer: 'CN=Vendor root 2, O=Vendor, C=DK' })],
  }
  const others: Certificates = {
    own: certificate('Powerchain Control Room values', 'f', at),
    trusted: [certificate('Grid operator gateway', '1', at)],
    issuers: [],
    rejected: [certificate('Works historian', '2', at)],
  }
  const trust: Trust = { devices, others }
  const move = (from: 'rejected' | 'trusted', to: 'rejected' | 'trusted') => (asked: Asked) => {
    const certificates = trust[asked.party]
    const found = certificates[from].find((c) => c.thumbprint === asked.thumbprint)
    if (!found) throw new PowerchainError('Config.NotFound', 'there is no such certificate')
    certificates[from] = certificates[from].filter((c) => c !== found)
    certificates[to] = [...certificates[to], found]
  }
  return { list: () => trust, accept: move('rejected', 'trusted'), withdraw: move('trusted', 'rejected') }
}

interface Asked {
  party: Party
  thumbprint: string
}

/** The map of a made-up site: Modbus runs, OPC UA cannot. */
export function demoOffered(site: SiteDescription): Offered {
  return {
    modbus: { isOn: true, endpoint: 'modbus-tcp://127.0.0.1:1502', clients: 2, fault: '' },
    opcUa: { isOn: false, endpoint: '', clients: 0, fault: 'port 4841 is in use by another program' },
    points: site.points.map(({ assetId, point }, n) => ({
      assetId,
      point,
      label: points[point].label,
      unit: points[point].unit,
      modbusUnit: 1,
      register: n * 4,
      address: 300_001 + n * 4,
      qualityRegister: n * 4 + 2,
      node: `ns=1;s=${assetId}.${point}`,
    })),
  }
}

import type { AddressInfo, Server } from 'node:net'
import modbus from 'modbus-serial'
import type { ServerTCP } from 'modbus-serial'
import type { ModbusDefinition } from '../../definition.ts'
import type { SimulatedDevice } from '../simulated-device.ts'
import type { DeviceServer } from './device-server.ts'
import { createRegisterMap, ModbusRefusal } from './register-map.ts'

/** The library hides the socket; its port is known only there. */
interface Listening {
  _server: Server
}

const { ServerTCP: TcpServer } = modbus as unknown as { ServerTCP: typeof ServerTCP }

/** A device that answers Modbus TCP on a loopback port of its own, for one unit id. */
export function createModbusServer(options: {
  device: SimulatedDevice
  definition: ModbusDefinition
  unit: number
}): DeviceServer {
  const map = createRegisterMap(options.definition, options.device)
  let server: ServerTCP | undefined
  let port = 0
  return {
    async open() {
      server = new TcpServer(
        {
          getInputRegister: (register: number) => map.read('input', register, 1)[0] ?? 0,
          getMultipleInputRegisters: (register: number, length: number) => map.read('input', register, length),
          getHoldingRegister: (register: number) => map.read('holding', register, 1)[0] ?? 0,
          getMultipleHoldingRegisters: (register: number, length: number) => map.read('holding', register, length),
          setRegister: (register: number, word: number) => map.write(register, [word]),
          setRegisterArray: (register: number, words: number[]) => map.write(register, words),
          getCoil: refuse,
          getDiscreteInput: refuse,
          setCoil: refuse,
        },
        // the library takes a port of 0 for "none given" and would use 502; as text it stays an ephemeral one
        { host: '127.0.0.1', port: String(port) as unknown as number, unitID: options.unit },
      )
      port = await listening(server)
      return `modbus-tcp://127.0.0.1:${port}`
    },
    async close() {
      const closing = server
      server = undefined
      if (closing) await new Promise<void>((resolve) => closing.close(() => resolve()))
    },
    refresh() {},
  }
}

function refuse(): never {
  throw new ModbusRefusal(1, 'this device has registers only')
}

function listening(server: ServerTCP): Promise<number> {
  const { _server: socket } = server as unknown as Listening
  return new Promise((resolve, reject) => {
    socket.once('error', reject)
    socket.once('listening', () => {
      socket.off('error', reject)
      resolve((socket.address() as AddressInfo).port)
    })
  })
}

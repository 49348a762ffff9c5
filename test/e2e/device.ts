import modbus from 'modbus-serial'

/** A container's own registers, read past the engine: input registers of powerchain/mining-container. */
export interface Container {
  /** What it draws by its own meter, kW, never negative; registers 100 and 101, 0.1 kW. */
  drawKW(): Promise<number>
  /** The draw it was last told to keep, kW; registers 102 and 103, 0.1 kW. */
  askedKW(): Promise<number>
  close(): Promise<void>
}

/** Connects to the device itself at `modbus-tcp://HOST:PORT`. */
export async function openContainer(endpoint: string, unit: number): Promise<Container> {
  const { hostname, port } = new URL(endpoint)
  const client = new modbus()
  await client.connectTCP(hostname, { port: Number(port) })
  client.setID(unit)
  client.setTimeout(2_000)
  const tenthsOfKW = async (register: number) =>
    (await client.readInputRegisters(register, 2)).buffer.readInt32BE() / 10
  return {
    drawKW: () => tenthsOfKW(100),
    askedKW: () => tenthsOfKW(102),
    close: () => new Promise((resolve) => client.close(() => resolve())),
  }
}

import { createServer as createHttp, type IncomingHttpHeaders } from 'node:http'
import { type AddressInfo, createServer as createTcp, type Socket } from 'node:net'

/** A mail server on loopback that keeps what it is given; `answers` says how it takes the next messages. */
export async function startSmtp(port = 0) {
  const mails: string[] = []
  const logins: string[] = []
  const answers: string[] = []
  const sockets = new Set<Socket>()
  const server = createTcp((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => {})
    let data: string | undefined
    let buffer = ''
    const say = (line: string) => socket.write(`${line}\r\n`)
    const take = (line: string) => {
      if (data !== undefined && line === '.') {
        const answer = answers.shift() ?? '250 kept'
        if (answer.startsWith('250')) mails.push(data)
        data = undefined
        return say(answer)
      }
      if (data !== undefined) return void (data += `${line}\n`)
      const word = line.split(' ')[0]?.toUpperCase()
      if (word === 'EHLO') return say('250-fake\r\n250 AUTH PLAIN')
      if (word === 'AUTH') {
        logins.push(Buffer.from(line.split(' ')[2] ?? '', 'base64').toString())
        return say('235 welcome')
      }
      if (word === 'DATA') {
        data = ''
        return say('354 go on')
      }
      if (word === 'QUIT') return void socket.end('221 bye\r\n')
      say('250 ok')
    }
    socket.on('data', (chunk: Buffer) => {
      buffer += chunk.toString()
      for (let end = buffer.indexOf('\r\n'); end >= 0; end = buffer.indexOf('\r\n')) {
        const line = buffer.slice(0, end)
        buffer = buffer.slice(end + 2)
        take(line)
      }
    })
    say('220 fake')
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const stop = () => {
    for (const socket of sockets) socket.destroy()
    return new Promise<void>((resolve) => server.close(() => resolve()))
  }
  return { port: (server.address() as AddressInfo).port, mails, logins, answers, stop }
}

/** A receiver of posts on loopback; `statuses` says how it answers the next ones. */
export async function startReceiver(port = 0) {
  const posts: { headers: IncomingHttpHeaders; body: string; url: string }[] = []
  const statuses: number[] = []
  const server = createHttp((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      const status = statuses.shift() ?? 204
      if (status < 300) posts.push({ headers: request.headers, body, url: request.url ?? '' })
      response.writeHead(status, status >= 300 && status < 400 ? { Location: '/elsewhere' } : {}).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const stop = () => {
    server.closeAllConnections()
    return new Promise<void>((resolve) => server.close(() => resolve()))
  }
  return { port: (server.address() as AddressInfo).port, posts, statuses, stop }
}

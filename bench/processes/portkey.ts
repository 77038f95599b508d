import { type AddressInfo, Server } from 'node:net'
import { PORTKEY_FILE } from '../portkey.ts'
import { answer } from './answer.ts'

/** Portkey as its package starts it, on loopback only: by itself it listens on every interface. */
const listen = Server.prototype.listen
const listening = new Promise<string>((resolve) => {
  Server.prototype.listen = function listenOnLoopback(this: Server, ...args: unknown[]): Server {
    Server.prototype.listen = listen
    const done = args.at(-1)
    const server = listen.call(this, { host: '127.0.0.1', port: 0 })
    return server.once('listening', () => {
      const address = server.address() as AddressInfo
      if (typeof done === 'function') done(address)
      resolve(`http://127.0.0.1:${address.port}`)
    })
  } as Server['listen']
})
process.argv = [process.argv[0]!, PORTKEY_FILE, '--headless', '--port=0']
await import(PORTKEY_FILE)
answer(() => listening)

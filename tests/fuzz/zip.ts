import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib'

export interface ZipPart {
  readonly name: string
  readonly content: Buffer
  /** What the archive says the part unpacks to; else the truth. */
  readonly says?: number
}

/** Parts of an archive that a program of ours wrote. */
export function unzip(archive: Uint8Array): readonly ZipPart[] {
  const bytes = Buffer.from(archive)
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  let at = bytes.readUInt32LE(end + 16)
  return Array.from({ length: bytes.readUInt16LE(end + 10) }, () => {
    const [method, packed, nameLength, extra, comment, local] = [
      bytes.readUInt16LE(at + 10),
      bytes.readUInt32LE(at + 20),
      bytes.readUInt16LE(at + 28),
      bytes.readUInt16LE(at + 30),
      bytes.readUInt16LE(at + 32),
      bytes.readUInt32LE(at + 42),
    ]
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength)
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const data = bytes.subarray(start, start + packed)
    at += 46 + nameLength + extra + comment
    return { name, content: method === 8 ? inflateRawSync(data) : Buffer.from(data) }
  })
}

export function zip(parts: readonly ZipPart[]): Uint8Array {
  const [bodies, list]: [Buffer[], Buffer[]] = [[], []]
  let offset = 0
  for (const { name, content, says = content.length } of parts) {
    const [label, packed] = [Buffer.from(name), deflateRawSync(content, { level: 1 })]
    const local = Buffer.alloc(30)
    const central = Buffer.alloc(46)
    local.writeUInt32LE(0x04034b50, 0)
    central.writeUInt32LE(0x02014b50, 0)
    for (const [header, base] of [
      [local, 8],
      [central, 10],
    ] as const) {
      header.writeUInt16LE(8, base)
      header.writeUInt32LE(crc32(content), base + 6)
      header.writeUInt32LE(packed.length, base + 10)
      header.writeUInt32LE(says, base + 14)
      header.writeUInt16LE(label.length, base + 18)
    }
    central.writeUInt32LE(offset, 42)
    bodies.push(local, label, packed)
    list.push(central, label)
    offset += 30 + label.length + packed.length
  }
  const directory = Buffer.concat(list)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return new Uint8Array(Buffer.concat([...bodies, directory, end]))
}

// Reads an MCAP file twice, as a stream and by its index, checksums on, and prints what it holds as JSON.
const fs = require("node:fs");
const { McapStreamReader, McapIndexedReader } = require("@mcap/core");
const { crc32 } = require("@foxglove/crc");

async function main(file) {
  const bytes = new Uint8Array(fs.readFileSync(file));

  const stream = new McapStreamReader({ validateCrcs: true });
  stream.append(bytes);
  const types = [];
  let dataCrc = "missing";
  let streamed = 0;
  for (let record; (record = stream.nextRecord()); ) {
    types.push(record.type);
    if (record.type === "Message") {
      streamed++;
      JSON.parse(new TextDecoder().decode(record.data));
    }
    if (record.type === "DataEnd") {
      dataCrc = record.dataSectionCrc;
    }
  }
  // The record before the last 0x0f .. summary: everything before DataEnd is under its checksum.
  const view = new DataView(bytes.buffer);
  const footer = bytes.length - 8 - 20 - 9;
  const summaryStart = Number(view.getBigUint64(footer + 9, true));
  const isDataCrcRight = crc32(bytes.subarray(0, summaryStart - 13)) === dataCrc;

  const readable = {
    size: async () => BigInt(bytes.length),
    read: async (offset, length) => bytes.slice(Number(offset), Number(offset + length)),
  };
  const indexed = await McapIndexedReader.Initialize({ readable });
  const topics = [...indexed.channelsById.values()].map((channel) => channel.topic).sort();
  const schemas = [...indexed.schemasById.values()].map((schema) => {
    JSON.parse(new TextDecoder().decode(schema.data));
    return schema.encoding;
  });
  let read = 0;
  let last = -1n;
  let isOrdered = true;
  for await (const message of indexed.readMessages()) {
    read++;
    isOrdered = isOrdered && message.logTime >= last;
    last = message.logTime;
  }
  console.log(
    JSON.stringify({
      streamed,
      indexed: read,
      counted: Number(indexed.statistics.messageCount),
      chunks: indexed.chunkIndexes.length,
      topics,
      schemas: [...new Set(schemas)],
      isOrdered,
      isDone: stream.done(),
      isDataCrcRight,
      last: types[types.length - 1],
    }),
  );
}

main(process.argv[2]).catch((error) => {
  console.error(error.message);
  process.exit(1);
});

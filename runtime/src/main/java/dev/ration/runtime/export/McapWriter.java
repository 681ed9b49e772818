package dev.ration.runtime.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * A writer of MCAP files, version 0: JSON messages in chunks without compression, with indexes,
 * checksums and a summary. Used by one thread.
 *
 * @see <a href="https://mcap.dev/spec">the specification</a>
 */
final class McapWriter implements AutoCloseable {
  private static final byte[] MAGIC = {(byte) 0x89, 'M', 'C', 'A', 'P', '0', '\r', '\n'};
  private static final int CHUNK_BYTES = 1 << 20;

  private static final int HEADER = 0x01;
  private static final int FOOTER = 0x02;
  private static final int SCHEMA = 0x03;
  private static final int CHANNEL = 0x04;
  private static final int MESSAGE = 0x05;
  private static final int CHUNK = 0x06;
  private static final int MESSAGE_INDEX = 0x07;
  private static final int CHUNK_INDEX = 0x08;
  private static final int STATISTICS = 0x0B;
  private static final int SUMMARY_OFFSET = 0x0E;
  private static final int DATA_END = 0x0F;

  private final OutputStream out;
  private final CRC32 dataChecksum = new CRC32();
  private final Bytes schemas = new Bytes();
  private final Bytes channels = new Bytes();
  private final Bytes chunkIndexes = new Bytes();
  private final Bytes chunk = new Bytes();
  private final Map<Integer, Bytes> index = new TreeMap<>();
  private final List<Long> counts = new ArrayList<>();
  private long written;
  private long messages;
  private long chunks;
  private long chunkStart = Long.MAX_VALUE;
  private long chunkEnd;
  private long start = Long.MAX_VALUE;
  private long end;

  /** Begins a file; {@code out} is the caller's to close. */
  McapWriter(OutputStream out, String library) throws IOException {
    this.out = out;
    data(new Bytes().raw(MAGIC).record(HEADER, new Bytes().text("").text(library)));
  }

  private void data(Bytes bytes) throws IOException {
    byte[] array = bytes.toArray();
    out.write(array);
    dataChecksum.update(array);
    written += array.length;
  }

  /**
   * Declares a topic, with the JSON schema of its messages.
   *
   * @return its number
   */
  int topic(String topic, String schemaName, String schema) {
    int channel = counts.size() + 1;
    counts.add(0L);
    Bytes schemaRecord = new Bytes().u16(channel).text(schemaName).text("jsonschema").text(schema);
    Bytes channelRecord =
        new Bytes().u16(channel).u16(channel).text(topic).text("json").group(new Bytes());
    chunk.record(SCHEMA, schemaRecord).record(CHANNEL, channelRecord);
    schemas.record(SCHEMA, schemaRecord);
    channels.record(CHANNEL, channelRecord);
    return channel;
  }

  /** Adds a message; instants in nanoseconds. */
  void message(int channel, long nanos, String json) throws IOException {
    index.computeIfAbsent(channel, _ -> new Bytes()).u64(nanos).u64(chunk.size());
    long count = counts.get(channel - 1);
    counts.set(channel - 1, count + 1);
    chunk.record(
        MESSAGE,
        new Bytes()
            .u16(channel)
            .u32(count)
            .u64(nanos)
            .u64(nanos)
            .raw(json.getBytes(StandardCharsets.UTF_8)));
    messages++;
    chunkStart = Math.min(chunkStart, nanos);
    chunkEnd = Math.max(chunkEnd, nanos);
    if (chunk.size() >= CHUNK_BYTES) {
      finishChunk();
    }
  }

  private void finishChunk() throws IOException {
    if (chunk.size() == 0) {
      return;
    }
    byte[] records = chunk.toArray();
    long first = index.isEmpty() ? 0 : chunkStart;
    CRC32 checksum = new CRC32();
    checksum.update(records);
    long offset = written;
    data(
        new Bytes()
            .record(
                CHUNK,
                new Bytes()
                    .u64(first)
                    .u64(chunkEnd)
                    .u64(records.length)
                    .u32(checksum.getValue())
                    .text("")
                    .u64(records.length)
                    .raw(records)));
    long length = written - offset;
    Bytes offsets = new Bytes();
    long before = written;
    for (Map.Entry<Integer, Bytes> entry : index.entrySet()) {
      offsets.u16(entry.getKey()).u64(written);
      data(
          new Bytes()
              .record(MESSAGE_INDEX, new Bytes().u16(entry.getKey()).group(entry.getValue())));
    }
    chunkIndexes.record(
        CHUNK_INDEX,
        new Bytes()
            .u64(first)
            .u64(chunkEnd)
            .u64(offset)
            .u64(length)
            .group(offsets)
            .u64(written - before)
            .text("")
            .u64(records.length)
            .u64(records.length));
    chunks++;
    start = Math.min(start, first);
    end = Math.max(end, chunkEnd);
    chunk.clear();
    index.clear();
    chunkStart = Long.MAX_VALUE;
    chunkEnd = 0;
  }

  /** Writes the summary and the end of the file. */
  @Override
  public void close() throws IOException {
    finishChunk();
    out.write(new Bytes().record(DATA_END, new Bytes().u32(dataChecksum.getValue())).toArray());
    long summaryStart = written + 1 + 8 + 4;
    Bytes summary = new Bytes();
    Bytes offsets = new Bytes();
    group(SCHEMA, schemas, summaryStart, summary, offsets);
    group(CHANNEL, channels, summaryStart, summary, offsets);
    group(STATISTICS, statistics(), summaryStart, summary, offsets);
    group(CHUNK_INDEX, chunkIndexes, summaryStart, summary, offsets);
    long offsetStart = summaryStart + summary.size();
    summary.raw(offsets.toArray());
    // The checksum covers the summary and the footer up to itself.
    summary.u8(FOOTER).u64(8 + 8 + 4).u64(summaryStart).u64(offsetStart);
    CRC32 checksum = new CRC32();
    checksum.update(summary.toArray());
    out.write(summary.u32(checksum.getValue()).raw(MAGIC).toArray());
  }

  private static void group(
      int opcode, Bytes records, long summaryStart, Bytes summary, Bytes offsets) {
    if (records.size() > 0) {
      offsets.record(
          SUMMARY_OFFSET,
          new Bytes().u8(opcode).u64(summaryStart + summary.size()).u64(records.size()));
      summary.raw(records.toArray());
    }
  }

  private Bytes statistics() {
    Bytes byChannel = new Bytes();
    for (int i = 0; i < counts.size(); i++) {
      byChannel.u16(i + 1).u64(counts.get(i));
    }
    return new Bytes()
        .record(
            STATISTICS,
            new Bytes()
                .u64(messages)
                .u16(counts.size())
                .u32(counts.size())
                .u32(0)
                .u32(0)
                .u32(chunks)
                .u64(messages == 0 ? 0 : start)
                .u64(end)
                .group(byChannel));
  }
}

package dev.ration.runtime.export;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A buffer that grows, little-endian, with the shapes MCAP is made of. */
final class Bytes {
  private ByteBuffer buffer = ByteBuffer.allocate(1 << 12).order(ByteOrder.LITTLE_ENDIAN);

  private ByteBuffer room(int bytes) {
    if (buffer.remaining() < bytes) {
      int size = Math.max(buffer.capacity() * 2, buffer.position() + bytes);
      ByteBuffer larger = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
      larger.put(buffer.flip());
      buffer = larger;
    }
    return buffer;
  }

  Bytes u8(int value) {
    room(1).put((byte) value);
    return this;
  }

  Bytes u16(int value) {
    room(2).putShort((short) value);
    return this;
  }

  Bytes u32(long value) {
    room(4).putInt((int) value);
    return this;
  }

  Bytes u64(long value) {
    room(8).putLong(value);
    return this;
  }

  Bytes raw(byte[] bytes) {
    room(bytes.length).put(bytes);
    return this;
  }

  /** A text, or bytes, with its length in front. */
  Bytes text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return u32(bytes.length).raw(bytes);
  }

  /** Another buffer with its length in 32 bits in front: an array or a map. */
  Bytes group(Bytes group) {
    byte[] bytes = group.toArray();
    return u32(bytes.length).raw(bytes);
  }

  /** A record: what it is, its length in 64 bits, its content. */
  Bytes record(int opcode, Bytes content) {
    byte[] bytes = content.toArray();
    return u8(opcode).u64(bytes.length).raw(bytes);
  }

  int size() {
    return buffer.position();
  }

  byte[] toArray() {
    return Arrays.copyOf(buffer.array(), buffer.position());
  }

  void clear() {
    buffer.clear();
  }
}

package dev.ration.runtime.mission;

import dev.ration.plan.Code;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Numbered lines on a disk, each in 512 bytes of its own, so that a device writes it as a whole or
 * not at all.
 *
 * <p>A line is a checksum in hexadecimal, its number, a text, spaces and a line end. A last line
 * that is not complete was never acknowledged and does not count; any other defect means that the
 * file was changed from outside, and it is refused. Used by one thread.
 */
final class Records {
  static final int SLOT = 512;

  /** The longest text of a record. */
  static final int MAX_TEXT = SLOT - 32;

  private static final int VERSION = 1;
  private static final String MAGIC = "ration-missions version=";
  private static final int CHECKSUM = 8;

  private final Disk disk;
  private long count;
  private boolean isBroken;

  private Records(Disk disk, long count) {
    this.disk = disk;
    this.count = count;
  }

  /** What was read, and the records to go on with. */
  record Opened(Records records, List<String> texts) {}

  /** Begins a file. */
  static Records create(Disk disk, List<String> texts) throws IOException {
    Records records = new Records(disk, 0);
    records.replace(texts);
    return records;
  }

  /**
   * Reads a file, changing nothing.
   *
   * @throws StateException if it is damaged, foreign, or of a newer version
   */
  static Opened open(Disk disk) throws IOException, StateException {
    byte[] bytes = disk.read();
    int complete = bytes.length / SLOT;
    while (complete > 1 && isBlank(bytes, (complete - 1) * SLOT)) {
      complete--;
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < complete; i++) {
      texts.add(text(bytes, i));
    }
    if (complete == 0) {
      throw damaged("it is too short");
    }
    header(texts.removeFirst());
    return new Opened(new Records(disk, complete), texts);
  }

  private static void header(String text) throws StateException {
    if (!text.startsWith(MAGIC)) {
      throw damaged("it begins with something else");
    }
    String version = text.substring(MAGIC.length());
    if (!version.equals(Integer.toString(VERSION))) {
      throw new StateException(
          Code.LEDGER_NEWER,
          "the ledger is of version %s, and this Ration reads version %d"
              .formatted(version, VERSION));
    }
  }

  /** A device may lengthen a file before it writes what belongs there. */
  private static boolean isBlank(byte[] bytes, int offset) {
    for (int i = offset; i < offset + SLOT; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }

  private static String text(byte[] bytes, int index) throws StateException {
    int offset = index * SLOT;
    String slot = new String(bytes, offset, SLOT, StandardCharsets.ISO_8859_1);
    String body = slot.substring(CHECKSUM + 1);
    String number = index + " ";
    boolean isSound =
        slot.startsWith(checksum(body) + " ") && body.endsWith("\n") && body.startsWith(number);
    if (!isSound) {
      throw damaged("record %d is not what was written".formatted(index));
    }
    return body.substring(number.length()).stripTrailing();
  }

  private static StateException damaged(String why) {
    return new StateException(Code.LEDGER_DAMAGED, "the ledger cannot be read: " + why);
  }

  private static String checksum(String body) {
    CRC32C sum = new CRC32C();
    sum.update(body.getBytes(StandardCharsets.ISO_8859_1));
    return "%08x".formatted(sum.getValue());
  }

  private static byte[] slot(long index, String text) {
    if (text.length() > MAX_TEXT) {
      throw new IllegalArgumentException("a record is too long");
    }
    byte[] slot = new byte[SLOT];
    Arrays.fill(slot, (byte) ' ');
    slot[SLOT - 1] = '\n';
    put(slot, CHECKSUM + 1, index + " " + text);
    String body = new String(slot, CHECKSUM + 1, SLOT - CHECKSUM - 1, StandardCharsets.ISO_8859_1);
    put(slot, 0, checksum(body));
    return slot;
  }

  private static void put(byte[] slot, int offset, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, slot, offset, bytes.length);
  }

  /** How many there are, the head included. */
  long count() {
    return count;
  }

  /** Appends records; on return they are durable. After a failure nothing is written any more. */
  void append(List<String> texts) throws IOException {
    if (isBroken) {
      throw new IOException("an earlier record could not be written");
    }
    isBroken = true;
    disk.write(count * SLOT, bytes(count, texts));
    isBroken = false;
    count += texts.size();
  }

  /** Puts these records in the place of all others. */
  void replace(List<String> texts) throws IOException {
    if (isBroken) {
      throw new IOException("an earlier record could not be written");
    }
    List<String> all = new ArrayList<>();
    all.add(MAGIC + VERSION);
    all.addAll(texts);
    isBroken = true;
    disk.replace(bytes(0, all));
    isBroken = false;
    count = all.size();
  }

  private static byte[] bytes(long first, List<String> texts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < texts.size(); i++) {
      all.writeBytes(slot(first + i, texts.get(i)));
    }
    return all.toByteArray();
  }
}

package dev.ration.dist;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** What the header of a file in a tar archive of the form ustar says. */
record TarEntry(String name, char type, int mode, String owner, long seconds) {
  private static final int BLOCK = 512;

  /** Reads the headers of a compressed archive, in their order. */
  static List<TarEntry> of(Path file) throws IOException {
    var entries = new ArrayList<TarEntry>();
    try (var in = new DataInputStream(new GZIPInputStream(Files.newInputStream(file), 1 << 16))) {
      var block = new byte[BLOCK];
      in.readFully(block);
      while (block[0] != 0) {
        entries.add(parse(block));
        in.skipNBytes((number(block, 124, 12) + BLOCK - 1) / BLOCK * BLOCK);
        in.readFully(block);
      }
    }
    return entries;
  }

  private static TarEntry parse(byte[] block) throws IOException {
    if (!text(block, 257, 6).equals("ustar")) {
      throw new IOException("not a header of the form ustar: " + text(block, 0, 100));
    }
    var prefix = text(block, 345, 155);
    var name = (prefix.isEmpty() ? "" : prefix + "/") + text(block, 0, 100);
    var owner =
        number(block, 108, 8)
            + text(block, 265, 32)
            + ":"
            + number(block, 116, 8)
            + text(block, 297, 32);
    return new TarEntry(
        name, (char) block[156], (int) number(block, 100, 8), owner, number(block, 136, 12));
  }

  private static String text(byte[] block, int from, int length) {
    var end = from;
    while (end < from + length && block[end] != 0) {
      end++;
    }
    return new String(block, from, end - from, StandardCharsets.UTF_8);
  }

  private static long number(byte[] block, int from, int length) {
    return Long.parseLong(text(block, from, length).strip(), 8);
  }
}

package dev.ration.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** A private text that stands nowhere else, and all the forms in which a piece of it could leak. */
record Token(String text) {
  private static final int LENGTH = 24;
  private static final int PIECE = 8;

  /** Letters that JSON, URLs and Base64 write in ways of their own are among them. */
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789äßé/+&=%";

  static Token random(Random lots) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      text.append(LETTERS.charAt(lots.nextInt(LETTERS.length())));
    }
    return new Token(text.toString());
  }

  /** The first piece of it, in whatever form, that stands in a text. */
  Optional<String> leak(String where) {
    for (int i = 0; i + PIECE <= text.length(); i++) {
      for (String form : forms(text.substring(i, i + PIECE))) {
        if (where.contains(form)) {
          return Optional.of(form);
        }
      }
    }
    return Optional.empty();
  }

  private static Set<String> forms(String piece) {
    byte[] bytes = piece.getBytes(StandardCharsets.UTF_8);
    Set<String> forms = new LinkedHashSet<>();
    forms.add(piece);
    forms.add(escaped(piece));
    forms.add(escaped(piece).toLowerCase(Locale.ROOT));
    forms.add(piece.replace("/", "\\/"));
    forms.add(URLEncoder.encode(piece, StandardCharsets.UTF_8));
    forms.add(URLEncoder.encode(piece, StandardCharsets.UTF_8).replace("%2F", "/"));
    forms.add(HexFormat.of().formatHex(bytes));
    forms.add(HexFormat.of().withUpperCase().formatHex(bytes));
    for (int before = 0; before < 3; before++) {
      forms.add(inside(Base64.getEncoder(), bytes, before));
      forms.add(inside(Base64.getUrlEncoder(), bytes, before));
    }
    return forms;
  }

  /** The characters of Base64 that these bytes alone decide, after so many other bytes. */
  private static String inside(Base64.Encoder encoder, byte[] bytes, int before) {
    byte[] padded = new byte[before + bytes.length];
    System.arraycopy(bytes, 0, padded, before, bytes.length);
    String encoded = encoder.withoutPadding().encodeToString(padded);
    int first = (before * 8 + 5) / 6;
    int last = padded.length * 8 / 6;
    return encoded.substring(first, last);
  }

  private static String escaped(String piece) {
    StringBuilder text = new StringBuilder();
    for (char one : piece.toCharArray()) {
      text.append(one < 128 ? String.valueOf(one) : "\\u%04X".formatted((int) one));
    }
    return text.toString();
  }
}

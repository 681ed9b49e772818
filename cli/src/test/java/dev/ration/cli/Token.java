package dev.ration.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** A private text that stands nowhere else, and all the forms in which a piece of it could leak. */
final class Token {
  private static final int LENGTH = 24;
  private static final int PIECE = 8;

  /** Letters that JSON, URLs and Base64 write in ways of their own are among them. */
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789äßé/+&=%";

  private final String text;

  /** Every form of every piece, by its first characters. */
  private final Map<Integer, List<String>> forms = new HashMap<>();

  Token(String text) {
    this.text = text;
    for (int i = 0; i + PIECE <= text.length(); i++) {
      String piece = text.substring(i, i + PIECE);
      for (String form : forms(piece)) {
        forms.computeIfAbsent(start(form, 0), _ -> new ArrayList<>()).add(form);
      }
    }
  }

  static Token random(Random lots) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      text.append(LETTERS.charAt(lots.nextInt(LETTERS.length())));
    }
    return new Token(text.toString());
  }

  String text() {
    return text;
  }

  /** The first piece of it, in whatever form, that stands in a text. */
  Optional<String> leak(String where) {
    for (int i = 0; i + PIECE <= where.length(); i++) {
      List<String> like = forms.get(start(where, i));
      if (like != null) {
        for (String form : like) {
          if (where.startsWith(form, i)) {
            return Optional.of(form);
          }
        }
      }
    }
    return Optional.empty();
  }

  /** A number for the characters from there on; no form is shorter than that many. */
  private static int start(String text, int from) {
    int number = 0;
    for (int i = from; i < from + PIECE; i++) {
      number = 31 * number + text.charAt(i);
    }
    return number;
  }

  /** As it is, and as a policy may have changed it. */
  private static Set<String> forms(String piece) {
    Set<String> forms = new LinkedHashSet<>(encoded(piece));
    forms.addAll(encoded(piece.toUpperCase(Locale.ROOT)));
    return forms;
  }

  private static Set<String> encoded(String piece) {
    byte[] bytes = piece.getBytes(StandardCharsets.UTF_8);
    Set<String> forms = new LinkedHashSet<>();
    forms.add(piece);
    for (String pattern : List.of("\\u%04X", "\\u%04x")) {
      forms.add(escaped(piece, pattern, 128));
      forms.add(escaped(piece, pattern, 0));
      forms.add(escaped(piece, pattern, 128).replace("/", "\\/"));
    }
    forms.add(piece.replace("/", "\\/"));
    String url = URLEncoder.encode(piece, StandardCharsets.UTF_8);
    for (String one : List.of(url, escaped(bytes))) {
      forms.add(one);
      forms.add(one.replace("%2F", "/"));
      forms.add(lowerEscapes(one));
      forms.add(lowerEscapes(one).replace("%2f", "/"));
    }
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

  /** With the characters from that number on as escapes. */
  private static String escaped(String piece, String pattern, int from) {
    StringBuilder text = new StringBuilder();
    for (char one : piece.toCharArray()) {
      text.append(one < from ? String.valueOf(one) : pattern.formatted((int) one));
    }
    return text.toString();
  }

  /** Every byte as a URL's escape. */
  private static String escaped(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (byte one : bytes) {
      text.append("%%%02X".formatted(one & 0xff));
    }
    return text.toString();
  }

  private static String lowerEscapes(String url) {
    StringBuilder text = new StringBuilder(url);
    for (int i = 0; i + 2 < text.length(); i++) {
      if (text.charAt(i) == '%') {
        text.replace(i + 1, i + 3, text.substring(i + 1, i + 3).toLowerCase(Locale.ROOT));
      }
    }
    return text.toString();
  }
}

package dev.ration.dist;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A licence of a shipped jar, and sentences that are in every copy of its text. */
enum Licence {
  APACHE(
      "Apache-2.0", "Apache License", "Version 2.0, January 2004", "END OF TERMS AND CONDITIONS"),
  BSD_2(
      "BSD-2-Clause",
      "Redistributions in binary form must reproduce the above copyright",
      "THIS SOFTWARE IS PROVIDED BY THE"),
  BSD_3(
      "BSD-3-Clause",
      "Redistributions in binary form must reproduce the above copyright",
      "Neither the name of",
      "THIS SOFTWARE IS PROVIDED BY THE"),
  GPL_WITH_EXCEPTION(
      "GPL-2.0-only WITH Classpath-exception-2.0",
      "GNU General Public License",
      "Version 2, June 1991",
      "END OF TERMS AND CONDITIONS",
      "As a special exception, the copyright holders of this library give you permission to link"),
  MIT(
      "MIT",
      "Permission is hereby granted, free of charge, to any person",
      "THE SOFTWARE IS PROVIDED"),
  UPL("UPL-1.0", "The Universal Permissive License (UPL), Version 1.0", "THE SOFTWARE IS PROVIDED");

  private final String spdx;
  private final List<String> sentences;

  Licence(String spdx, String... sentences) {
    this.spdx = spdx;
    this.sentences = List.of(sentences);
  }

  /** Finds a licence by the name that SPDX gives it. */
  static Optional<Licence> of(String spdx) {
    return Arrays.stream(values()).filter(licence -> licence.spdx.equals(spdx)).findFirst();
  }

  /** Tells whether a text is this licence, however its lines are broken. */
  boolean isIn(String text) {
    var flat = text.replaceAll("\\s+", " ");
    return sentences.stream().allMatch(flat::contains);
  }
}

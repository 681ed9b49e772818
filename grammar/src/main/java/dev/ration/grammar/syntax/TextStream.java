package dev.ration.grammar.syntax;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.IntStream;
import org.antlr.v4.runtime.misc.Interval;

/** A stretch of a text as ANTLR reads it: offsets are those of the whole text, in UTF-16 units. */
final class TextStream implements CharStream {
  private final String name;
  private final String text;
  private final int end;
  private int index;
  private long steps;

  TextStream(String name, String text, int start, int end) {
    this.name = name;
    this.text = text;
    this.end = end;
    this.index = start;
  }

  @Override
  public String getText(Interval interval) {
    int from = Math.clamp(interval.a, 0, end);
    return text.substring(from, Math.clamp(interval.b + 1L, from, end));
  }

  @Override
  public void consume() {
    index++;
    steps++;
  }

  /** How many characters were read so far, those read again included. */
  long steps() {
    return steps;
  }

  @Override
  public int LA(int i) {
    int at = i > 0 ? index + i - 1 : index + i;
    return i == 0 || at < 0 || at >= end ? IntStream.EOF : text.charAt(at);
  }

  @Override
  public int mark() {
    return -1;
  }

  @Override
  public void release(int marker) {}

  @Override
  public int index() {
    return index;
  }

  @Override
  public void seek(int to) {
    index = Math.min(to, end);
  }

  @Override
  public int size() {
    return end;
  }

  @Override
  public String getSourceName() {
    return name;
  }
}

package dev.ration.grammar.syntax;

import dev.ration.grammar.diag.Span;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What stands at the top level of a file. {@code doc} is the text of its {@code ///} lines. */
public sealed interface Declaration extends Tree {
  /** Its documentation comment, lines joined by line ends, without the slashes. */
  Optional<String> doc();

  /** {@code enum Errand { directions, meeting }}. */
  record EnumType(Optional<String> doc, Name name, List<EnumCase> cases, Span span)
      implements Declaration {
    public EnumType {
      cases = List.copyOf(cases);
    }

    @Override
    public Tree[] children() {
      return Children.NONE;
    }
  }

  /** One value of an enum. */
  record EnumCase(Optional<String> doc, Name name, Span span) {}

  /** {@code record Item { sku: Text }}; every value of a {@code private} record is private. */
  record RecordType(
      Optional<String> doc, boolean isPrivate, Name name, List<Parameter> fields, Span span)
      implements Declaration {
    public RecordType {
      fields = List.copyOf(fields);
    }

    @Override
    public Tree[] children() {
      return Children.of(fields);
    }
  }

  /** {@code host type Image private}: a type whose values only the host can make. */
  record HostType(Optional<String> doc, boolean isPrivate, Name name, Span span)
      implements Declaration {
    @Override
    public Tree[] children() {
      return Children.NONE;
    }
  }

  /** {@code fun}: a pure computation; a {@code host fun} has no body. */
  record Function(
      Optional<String> doc,
      boolean isHost,
      Name name,
      List<Parameter> parameters,
      @Nullable TypeName result,
      @Nullable Block body,
      Span span)
      implements Declaration {
    public Function {
      parameters = List.copyOf(parameters);
    }

    @Override
    public Tree[] children() {
      return new Children().addAll(parameters).add(result).add(body).toArray();
    }
  }

  /** {@code policy}, {@code action} or {@code host action}. */
  record Activity(
      Optional<String> doc,
      Kind kind,
      Name name,
      List<Parameter> parameters,
      @Nullable TypeName result,
      List<Clause> clauses,
      @Nullable Block body,
      List<Trailer> trailers,
      Span span)
      implements Declaration {
    public Activity {
      parameters = List.copyOf(parameters);
      clauses = List.copyOf(clauses);
      trailers = List.copyOf(trailers);
    }

    @Override
    public Tree[] children() {
      return new Children()
          .addAll(parameters)
          .add(result)
          .addAll(clauses)
          .add(body)
          .addAll(trailers)
          .toArray();
    }

    @Override
    public boolean isScope() {
      return true;
    }

    /** What kind of activity. */
    public enum Kind {
      POLICY,
      ACTION,
      HOST_ACTION
    }
  }

  /** {@code think}: a typed question to a model. */
  record Think(
      Optional<String> doc,
      Name name,
      List<Parameter> parameters,
      TypeName result,
      List<Clause> clauses,
      List<ThinkLine> lines,
      Span span)
      implements Declaration {
    public Think {
      parameters = List.copyOf(parameters);
      clauses = List.copyOf(clauses);
      lines = List.copyOf(lines);
    }

    @Override
    public Tree[] children() {
      Children all = new Children().addAll(parameters).add(result).addAll(clauses);
      for (ThinkLine line : lines) {
        switch (line) {
          case ThinkLine.Prompt prompt -> all.add(prompt.text());
          case ThinkLine.Show show -> all.add(show.image());
          case ThinkLine.Example example -> all.addAll(example.inputs()).add(example.answer());
          case ThinkLine.Check check -> all.add(check.condition());
        }
      }
      return all.toArray();
    }

    @Override
    public boolean isScope() {
      return true;
    }
  }

  /** A line of a think body. */
  sealed interface ThinkLine {
    Span span();

    /** A part of the prompt. */
    record Prompt(Expression.TextLiteral text, Span span) implements ThinkLine {}

    /** {@code show view}: an image for the model. */
    record Show(Expression image, Span span) implements ThinkLine {}

    /** {@code example "in" -> out}; several inputs are separated by commas. */
    record Example(List<Expression> inputs, Expression answer, Span span) implements ThinkLine {
      public Example {
        inputs = List.copyOf(inputs);
      }
    }

    /** {@code check it.length < 160}. */
    record Check(Expression condition, Span span) implements ThinkLine {}
  }

  /** A top-level {@code let}. */
  record Constant(
      Optional<String> doc, Name name, @Nullable TypeName type, Expression value, Span span)
      implements Declaration {
    @Override
    public Tree[] children() {
      return Children.of(type, value);
    }
  }

  /** {@code test "…" { }}. */
  record Test(Optional<String> doc, String name, Block body, Span span) implements Declaration {
    @Override
    public Tree[] children() {
      return Children.of(body);
    }
  }

  /** {@code resource}, {@code sensor}, {@code topic} or {@code place}: what any robot may have. */
  record World(Optional<String> doc, Kind kind, Path name, @Nullable TypeName type, Span span)
      implements Declaration {
    @Override
    public Tree[] children() {
      return Children.of(type);
    }

    /** What kind of thing. */
    public enum Kind {
      RESOURCE,
      SENSOR,
      TOPIC,
      PLACE
    }
  }

  /** {@code site}, {@code robot}, {@code board}, {@code link}, {@code model} or {@code tier}. */
  record Profile(
      Optional<String> doc,
      Kind kind,
      Path name,
      @Nullable Path like,
      List<Entry> entries,
      Span span)
      implements Declaration {
    public Profile {
      entries = List.copyOf(entries);
    }

    @Override
    public Tree[] children() {
      Children all = new Children();
      addValues(entries, all);
      return all.toArray();
    }

    private static void addValues(List<Entry> entries, Children all) {
      for (Entry entry : entries) {
        switch (entry) {
          case Entry.Field field -> all.add(field.value());
          case Entry.Group group -> addValues(group.entries(), all);
        }
      }
    }

    /** What is described. */
    public enum Kind {
      SITE,
      ROBOT,
      BOARD,
      LINK,
      MODEL,
      TIER
    }
  }

  /** A line of a profile. */
  sealed interface Entry {
    Span span();

    /**
     * {@code memory: 8 GB from datasheet "module datasheet"}; grade and source are optional. The
     * name may be dotted, as in {@code hand.left: 100 %}.
     */
    record Field(
        Name name, Expression value, @Nullable Name grade, @Nullable String source, Span span)
        implements Entry {}

    /** {@code price { … }} or {@code serve cloud.chat { … }}. */
    record Group(Name name, @Nullable Path key, List<Entry> entries, Span span) implements Entry {
      public Group {
        entries = List.copyOf(entries);
      }
    }
  }
}

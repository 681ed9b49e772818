package dev.ration.grammar.syntax;

import dev.ration.grammar.diag.Span;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A part of a parsed text. One tree serves checker, interpreter, formatter and editor.
 *
 * <p>Immutable; every node knows its span. Facts about nodes (types, bindings) are kept beside the
 * tree, by identity.
 */
public sealed interface Tree
    permits Tree.Module,
        Tree.Use,
        Tree.Name,
        Tree.Path,
        Tree.Block,
        Tree.Parameter,
        Tree.TypeName,
        Declaration,
        Statement,
        Expression,
        Pattern,
        Clause,
        Trailer {

  /** Where it stands. */
  Span span();

  /** The nodes right below it, in the order of the text, in an array of the caller's own. */
  // A method of each node and no switch over them: every walk asks this of every node.
  Tree[] children();

  /** Whether clauses and trailers may stand on it, and limit what it does. */
  default boolean isScope() {
    return false;
  }

  /** A whole file. {@code name} is absent when the file does not say {@code module}. */
  record Module(@Nullable Path name, List<Use> uses, List<Declaration> declarations, Span span)
      implements Tree {
    public Module {
      uses = List.copyOf(uses);
      declarations = List.copyOf(declarations);
    }

    @Override
    public Tree[] children() {
      return new Children().add(name).addAll(uses).addAll(declarations).toArray();
    }
  }

  /** {@code use a.b as c}; one for each module of a list. */
  record Use(Path module, @Nullable Name as, Span span) implements Tree {
    @Override
    public Tree[] children() {
      return Children.of(module, as);
    }
  }

  /** One word, without its backticks. */
  record Name(String text, Span span) implements Tree {
    @Override
    public Tree[] children() {
      return Children.NONE;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** Words joined by dots, as in {@code arm.right}; at least one. */
  record Path(List<Name> names, Span span) implements Tree {
    public Path {
      names = List.copyOf(names);
    }

    @Override
    public Tree[] children() {
      return Children.NONE;
    }

    /** The dotted text. */
    public String text() {
      return names.stream().map(Name::text).collect(Collectors.joining("."));
    }

    @Override
    public String toString() {
      return text();
    }
  }

  /** Statements in braces; its value is its last expression (L25). */
  record Block(List<Statement> statements, Span span) implements Tree {
    public Block {
      statements = List.copyOf(statements);
    }

    @Override
    public Tree[] children() {
      return Children.of(statements);
    }
  }

  /** A parameter of an activity, or a field of a record. */
  record Parameter(
      Optional<String> doc,
      boolean isPrivate,
      Name name,
      TypeName type,
      @Nullable Expression range,
      @Nullable Expression defaultValue,
      Span span)
      implements Tree {
    @Override
    public Tree[] children() {
      return new Children().add(name).add(type).add(range).add(defaultValue).toArray();
    }
  }

  /** A type, as in {@code List<Item>} or {@code Place?}. */
  record TypeName(Path name, List<TypeName> arguments, boolean isOptional, Span span)
      implements Tree {
    public TypeName {
      arguments = List.copyOf(arguments);
    }

    @Override
    public Tree[] children() {
      return new Children().add(name).addAll(arguments).toArray();
    }
  }
}

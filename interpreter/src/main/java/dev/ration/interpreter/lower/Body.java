package dev.ration.interpreter.lower;

import com.oracle.truffle.api.RootCallTarget;
import com.oracle.truffle.api.frame.FrameDescriptor;
import com.oracle.truffle.api.frame.FrameSlotKind;
import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.diag.Span;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.nodes.Slot;
import dev.ration.interpreter.nodes.action.ClosureRootNode;
import dev.ration.interpreter.nodes.expr.ArgumentNode;
import dev.ration.interpreter.nodes.expr.WriteNode;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One piece of code under construction: its frame, and those around it. Used by one thread. */
final class Body {
  private final Lowering program;
  private final @Nullable Body outer;
  private final FrameDescriptor.Builder frame = FrameDescriptor.newBuilder();
  private final Map<Symbol.Variable, Slot> variables = new IdentityHashMap<>();
  private @Nullable Slot failure;

  Body(Lowering program, @Nullable Body outer) {
    this.program = program;
    this.outer = outer;
  }

  Lowering program() {
    return program;
  }

  /** Makes a place for a variable. */
  Slot declare(Symbol.Variable variable) {
    boolean mayBeUnknown = program.facts().mayBeUnknown(variable);
    Slot slot = hidden(mayBeUnknown ? Slot.Kind.UNSURE : Kinds.of(variable.type()));
    variables.put(variable, slot);
    return slot;
  }

  /** Makes a place that only the code knows. */
  Slot hidden(Slot.Kind kind) {
    return new Slot(0, frame.addSlot(FrameSlotKind.Static, null, null), kind);
  }

  /** Finds a variable, here or in a frame around. */
  Slot find(Symbol.Variable variable) {
    int depth = 0;
    for (Body each = this; each != null; each = each.outer) {
      Slot slot = each.variables.get(variable);
      if (slot != null) {
        return new Slot(depth, slot.index(), slot.kind());
      }
      depth++;
    }
    throw new IllegalStateException("`" + variable.name() + "` is not in scope");
  }

  /** Finds what the handler around is answering; null outside handlers. */
  @Nullable Slot failure() {
    int depth = 0;
    for (Body each = this; each != null; each = each.outer) {
      if (each.failure != null) {
        return new Slot(depth, each.failure.index(), Slot.Kind.OBJECT);
      }
      depth++;
    }
    return null;
  }

  FrameDescriptor descriptor() {
    return frame.build();
  }

  /** Makes code with a frame of its own, inside this one. */
  RootCallTarget closure(String name, Span span, Function<Body, ExpressionNode> content) {
    Body inner = new Body(program, this);
    return inner.finish(name, span, null, content.apply(inner));
  }

  /** As {@link #closure}, for code that is given the failure it answers. */
  RootCallTarget handler(String name, Span span, Function<Body, ExpressionNode> content) {
    Body inner = new Body(program, this);
    Slot slot = inner.hidden(Slot.Kind.OBJECT);
    inner.failure = slot;
    ExpressionNode keep = new WriteNode(slot, new ArgumentNode(0, null), false);
    return inner.finish(name, span, keep, content.apply(inner));
  }

  /** As {@link #closure}, for code that keeps what it is given before it begins. */
  RootCallTarget given(
      String name,
      Span span,
      Function<Body, ExpressionNode> keep,
      Function<Body, ExpressionNode> content) {
    Body inner = new Body(program, this);
    ExpressionNode before = keep.apply(inner);
    return inner.finish(name, span, before, content.apply(inner));
  }

  private RootCallTarget finish(
      String name, Span span, @Nullable ExpressionNode before, ExpressionNode content) {
    return new ClosureRootNode(
            program.language(), descriptor(), name, program.section(span), before, content)
        .getCallTarget();
  }
}

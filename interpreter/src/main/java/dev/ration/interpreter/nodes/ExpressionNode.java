package dev.ration.interpreter.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.GenerateWrapper;
import com.oracle.truffle.api.instrumentation.InstrumentableNode;
import com.oracle.truffle.api.instrumentation.ProbeNode;
import com.oracle.truffle.api.instrumentation.StandardTags;
import com.oracle.truffle.api.instrumentation.Tag;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.nodes.RootNode;
import com.oracle.truffle.api.source.Source;
import com.oracle.truffle.api.source.SourceSection;
import dev.ration.grammar.diag.Span;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a policy that can be executed. The checker knows its type, so whoever executes it
 * knows which of the methods to call.
 */
@GenerateWrapper
public abstract class ExpressionNode extends Node implements InstrumentableNode {
  private @Nullable Span span;
  private boolean isStatement;
  private boolean isCall;
  private boolean isRootBody;

  /** Computes the value; whole numbers and exact amounts are Long, other numbers Double. */
  public abstract Object execute(VirtualFrame frame);

  /** Computes a whole number or an exact amount. */
  public long executeLong(VirtualFrame frame) {
    return (long) execute(frame);
  }

  /** Computes a number or an amount that is not exact. */
  public double executeDouble(VirtualFrame frame) {
    return (double) execute(frame);
  }

  /** Computes a truth. */
  public boolean executeBoolean(VirtualFrame frame) {
    return (boolean) execute(frame);
  }

  /** Executes what is wanted for its effect only. */
  public void executeVoid(VirtualFrame frame) {
    execute(frame);
  }

  /** Says where it stands; returns itself. */
  public final ExpressionNode at(@Nullable Span place) {
    span = place;
    return this;
  }

  /** Where it stands, or null. */
  public final @Nullable Span span() {
    return span;
  }

  /** Marks it as a statement for tools. */
  public final ExpressionNode asStatement() {
    isStatement = true;
    return this;
  }

  /** Marks it as a call for tools. */
  public final ExpressionNode asCall() {
    isCall = true;
    return this;
  }

  /** Marks it as the body of a function or an activity for tools. */
  public final ExpressionNode asRootBody() {
    isRootBody = true;
    return this;
  }

  @Override
  public boolean isInstrumentable() {
    return span != null;
  }

  @Override
  public boolean hasTag(Class<? extends Tag> tag) {
    if (tag == StandardTags.StatementTag.class) {
      return isStatement;
    }
    if (tag == StandardTags.CallTag.class) {
      return isCall;
    }
    if (tag == StandardTags.RootTag.class || tag == StandardTags.RootBodyTag.class) {
      return isRootBody;
    }
    return tag == StandardTags.ExpressionTag.class && !isStatement && !isRootBody;
  }

  @Override
  public WrapperNode createWrapper(ProbeNode probe) {
    return new ExpressionNodeWrapper(this, probe);
  }

  @Override
  @TruffleBoundary
  public @Nullable SourceSection getSourceSection() {
    RootNode root = getRootNode();
    if (span == null || !(root instanceof GuestRootNode guest)) {
      return null;
    }
    Source source = guest.source();
    int end = Math.min(span.end(), source.getLength());
    return source.createSection(Math.min(span.start(), end), Math.max(0, end - span.start()));
  }
}

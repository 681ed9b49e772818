package dev.ration.interpreter.nodes;

import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.frame.FrameDescriptor;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.nodes.RootNode;
import com.oracle.truffle.api.source.Source;
import com.oracle.truffle.api.source.SourceSection;
import org.jspecify.annotations.Nullable;

/**
 * The root of something that can be called. Its arguments are the {@link Line} it runs on, the
 * frame around it or null, and then what the caller gives.
 */
public abstract class GuestRootNode extends RootNode {
  /** Where the line stands among the arguments. */
  public static final int LINE = 0;

  /** Where the frame around stands among the arguments. */
  public static final int OUTER = 1;

  /** Where the caller's own arguments begin. */
  public static final int FIRST = 2;

  private final String name;
  private final Source source;
  private final @Nullable SourceSection section;

  protected GuestRootNode(
      TruffleLanguage<?> language, FrameDescriptor frame, String name, SourceSection section) {
    super(language, frame);
    this.name = name;
    this.source = section.getSource();
    this.section = section;
  }

  /** The text it comes from. */
  public final Source source() {
    return source;
  }

  /** Names a piece of code after the root it stands in, as {@code while in step}. */
  public static String named(String what, Node piece) {
    RootNode root = piece.getRootNode();
    return root == null ? what : what + " in " + root.getName();
  }

  @Override
  public final String getName() {
    return name;
  }

  @Override
  public final @Nullable SourceSection getSourceSection() {
    return section;
  }

  @Override
  public final String toString() {
    return name;
  }
}

package dev.ration.grammar.syntax;

import dev.ration.grammar.syntax.parse.PolicyLexer;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The kinds of words, as sets of token types. */
final class Words {
  /** Reserved words, structure and clauses. */
  static final BitSet RESERVED = between(PolicyLexer.MODULE, PolicyLexer.ON);

  private static final Set<String> RESERVED_WORDS =
      keywords().entrySet().stream()
          .filter(kind -> !kind.getKey().equals("soft"))
          .flatMap(kind -> kind.getValue().stream())
          .collect(Collectors.toUnmodifiableSet());

  /** Reserved words that begin a clause; such a line goes on from the one before (L1). */
  static final BitSet CLAUSES = between(PolicyLexer.WITHIN, PolicyLexer.RETRY);

  /** Soft words that are keywords only at the start of a line. */
  static final BitSet LINE_STARTERS = between(PolicyLexer.HOST, PolicyLexer.UNFREEZE);

  /** Soft words that are keywords inside a line. */
  static final BitSet SOFT = between(PolicyLexer.TYPE_WORD, PolicyLexer.NEEDS);

  /** Declarations that only a whole file may hold. */
  static final BitSet PROFILES = between(PolicyLexer.ROBOT, PolicyLexer.SITE);

  /** Things that a robot has. */
  static final BitSet WORLD = between(PolicyLexer.RESOURCE, PolicyLexer.PLACE);

  /** What can be a name where a line is open. */
  static final BitSet NAMES = union(SOFT, of(PolicyLexer.WORD, PolicyLexer.QUOTED_NAME));

  /** Reserved words that begin a declaration. */
  static final BitSet DECLARATIONS =
      of(
          PolicyLexer.MODULE,
          PolicyLexer.USE,
          PolicyLexer.ENUM,
          PolicyLexer.RECORD,
          PolicyLexer.POLICY,
          PolicyLexer.ACTION,
          PolicyLexer.THINK,
          PolicyLexer.FUN);

  /** Words that begin a line and can stand nowhere else. */
  static final BitSet LINE_ONLY =
      union(
          DECLARATIONS,
          of(
              PolicyLexer.LET,
              PolicyLexer.VAR,
              PolicyLexer.WHENEVER,
              PolicyLexer.RETURN,
              PolicyLexer.FAIL,
              PolicyLexer.BREAK,
              PolicyLexer.CONTINUE));

  /** Words that begin a construct with a body. */
  static final BitSet CONSTRUCTS =
      of(
          PolicyLexer.IF,
          PolicyLexer.WHEN,
          PolicyLexer.STEP,
          PolicyLexer.FOR,
          PolicyLexer.WHILE,
          PolicyLexer.EVERY,
          PolicyLexer.CRITICAL,
          PolicyLexer.RESPOND,
          PolicyLexer.ALL,
          PolicyLexer.ANY,
          PolicyLexer.RACE);

  /** Words that begin a trailer. */
  static final BitSet TRAILERS =
      of(PolicyLexer.ELSE, PolicyLexer.ON, PolicyLexer.CLEANUP, PolicyLexer.SOFT);

  /** Operators between two operands, `-` left out because it may be a sign. */
  static final BitSet OPERATORS =
      of(
          PolicyLexer.PLUS,
          PolicyLexer.STAR,
          PolicyLexer.SLASH,
          PolicyLexer.PERCENT,
          PolicyLexer.MOD,
          PolicyLexer.AND,
          PolicyLexer.OR,
          PolicyLexer.IN,
          PolicyLexer.IS,
          PolicyLexer.EQUAL,
          PolicyLexer.NOT_EQUAL,
          PolicyLexer.COALESCE,
          PolicyLexer.RANGE,
          PolicyLexer.LESS,
          PolicyLexer.LESS_OR_EQUAL,
          PolicyLexer.GREATER,
          PolicyLexer.GREATER_OR_EQUAL);

  /** Comparisons, which may also begin a pattern. */
  static final BitSet COMPARISONS =
      of(
          PolicyLexer.LESS,
          PolicyLexer.LESS_OR_EQUAL,
          PolicyLexer.GREATER,
          PolicyLexer.GREATER_OR_EQUAL);

  /** Operators before one operand. */
  static final BitSet PREFIXES =
      of(PolicyLexer.NOT, PolicyLexer.MINUS, PolicyLexer.CONFIRM, PolicyLexer.ACCEPT);

  /** After one of these a line goes on, whatever the next begins with. */
  static final BitSet WANT_MORE = wantMore();

  /** What can begin an operand, a bracket left out because it may open arguments. */
  static final BitSet OPERANDS =
      union(
          NAMES,
          of(
              PolicyLexer.INT,
              PolicyLexer.NUMBER,
              PolicyLexer.TEXT,
              PolicyLexer.TEXT_BLOCK,
              PolicyLexer.FOREIGN_TEXT,
              PolicyLexer.NOT,
              PolicyLexer.CONFIRM,
              PolicyLexer.ACCEPT,
              PolicyLexer.WAIT,
              PolicyLexer.TRUE,
              PolicyLexer.FALSE,
              PolicyLexer.NONE,
              PolicyLexer.UNKNOWN));

  /** What the grammar knows only to say what is meant. */
  static final BitSet HABITS =
      of(
          PolicyLexer.FAT_ARROW,
          PolicyLexer.ADD_ASSIGN,
          PolicyLexer.SUBTRACT_ASSIGN,
          PolicyLexer.PERCENT,
          PolicyLexer.FOREIGN_TEXT);

  private Words() {}

  private static BitSet wantMore() {
    BitSet words = new BitSet();
    words.or(OPERATORS);
    words.or(CLAUSES);
    words.clear(PolicyLexer.GREATER);
    words.clear(PolicyLexer.PRIVATE);
    words.clear(PolicyLexer.SKIP_WORD);
    words.clear(PolicyLexer.RETRY);
    words.or(PREFIXES);
    for (int type :
        new int[] {
          PolicyLexer.ASSIGN,
          PolicyLexer.ADD_ASSIGN,
          PolicyLexer.SUBTRACT_ASSIGN,
          PolicyLexer.ARROW,
          PolicyLexer.FAT_ARROW,
          PolicyLexer.COMMA,
          PolicyLexer.COLON,
          PolicyLexer.ELSE,
          PolicyLexer.ON,
          PolicyLexer.SOFT,
          PolicyLexer.CLEANUP
        }) {
      words.set(type);
    }
    return words;
  }

  /** Every keyword with the name people know it by, in the order of the lexer, by kind. */
  static Map<String, List<String>> keywords() {
    Map<String, List<String>> kinds = new LinkedHashMap<>();
    kinds.put("structure", texts(between(PolicyLexer.MODULE, PolicyLexer.ACCEPT)));
    kinds.put("clauses", texts(between(PolicyLexer.WITHIN, PolicyLexer.ON)));
    kinds.put("soft", texts(between(PolicyLexer.HOST, PolicyLexer.NEEDS)));
    return kinds;
  }

  /** Whether a token can be a name once it is known that nothing opens with it. */
  static boolean isName(int type) {
    return type > 0 && (NAMES.get(type) || LINE_STARTERS.get(type));
  }

  /** Whether a word is reserved, as structure or as a clause. */
  static boolean isReserved(String word) {
    return RESERVED_WORDS.contains(word);
  }

  private static List<String> texts(BitSet types) {
    return types.stream().mapToObj(Words::text).toList();
  }

  /** How a token type is written, without quotes; its rule's name if it has many forms. */
  static String text(int type) {
    String literal = PolicyLexer.VOCABULARY.getLiteralName(type);
    return literal == null
        ? PolicyLexer.VOCABULARY.getSymbolicName(type)
        : literal.substring(1, literal.length() - 1);
  }

  static BitSet of(int... types) {
    BitSet set = new BitSet();
    for (int type : types) {
      set.set(type);
    }
    return set;
  }

  private static BitSet between(int first, int last) {
    BitSet set = new BitSet();
    set.set(first, last + 1);
    return set;
  }

  private static BitSet union(BitSet left, BitSet right) {
    BitSet set = (BitSet) left.clone();
    set.or(right);
    return set;
  }
}

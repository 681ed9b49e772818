// Characters to words. Which word is a keyword where, what is a unit, and where a line ends is
// decided by Layout, between this lexer and the parser.
lexer grammar PolicyLexer;

channels { DOC }

tokens { LINE_END, UNIT }

// Reserved: structure.
MODULE : 'module';
USE : 'use';
ENUM : 'enum';
RECORD : 'record';
POLICY : 'policy';
ACTION : 'action';
THINK : 'think';
FUN : 'fun';
LET : 'let';
VAR : 'var';
IF : 'if';
ELSE : 'else';
FOR : 'for';
IN : 'in';
WHILE : 'while';
WHEN : 'when';
OTHERWISE : 'otherwise';
UNSURE : 'unsure';
WHENEVER : 'whenever';
EVERY : 'every';
RETURN : 'return';
FAIL : 'fail';
BREAK : 'break';
CONTINUE : 'continue';
STEP : 'step';
ALL : 'all';
ANY : 'any';
RACE : 'race';
CRITICAL : 'critical';
RESPOND : 'respond';
WAIT : 'wait';
TRUE : 'true';
FALSE : 'false';
NONE : 'none';
UNKNOWN : 'unknown';
AND : 'and';
OR : 'or';
NOT : 'not';
IS : 'is';
MOD : 'mod';
CONFIRM : 'confirm';
ACCEPT : 'accept';

// Reserved: clauses.
WITHIN : 'within';
RESERVE : 'reserve';
SOFT : 'soft';
ENERGY : 'energy';
TOTAL : 'total';
POWER : 'power';
SPEND : 'spend';
TIERS : 'tiers';
PREFER : 'prefer';
PRIVATE : 'private';
SHARE : 'share';
HOLDS : 'holds';
PRIORITY : 'priority';
REQUIRE : 'require';
KEEP : 'keep';
ENSURE : 'ensure';
SKIP_WORD : 'skip';
UNTIL : 'until';
RETRY : 'retry';
CLEANUP : 'cleanup';
ON : 'on';

// Soft, at the start of a line: Layout turns them into WORD everywhere else.
HOST : 'host';
ROBOT : 'robot';
BOARD : 'board';
LINK : 'link';
MODEL : 'model';
TIER : 'tier';
SITE : 'site';
TEST : 'test';
RESOURCE : 'resource';
SENSOR : 'sensor';
TOPIC : 'topic';
PLACE : 'place';
SHARED : 'shared';
SHOW : 'show';
EXAMPLE : 'example';
CHECK : 'check';
GIVEN : 'given';
STUB : 'stub';
EXPECT : 'expect';
FREEZE : 'freeze';
UNFREEZE : 'unfreeze';

// Soft, inside a line: the rule `name` lists them.
TYPE_WORD : 'type';
LIKE : 'like';
FROM : 'from';
AT : 'at';
LEAST : 'least';
OF : 'of';
BACKOFF : 'backoff';
BY : 'by';
AFTER : 'after';
ONLY : 'only';
OVER : 'over';
COLLECT : 'collect';
BUSY : 'busy';
AS : 'as';
MIN : 'min';
MAX : 'max';
NOW : 'now';
TAKES : 'takes';
BEGINS : 'begins';
DRAWS : 'draws';
PURE : 'pure';
PREEMPTIBLE : 'preemptible';
UNFENCED : 'unfenced';
FAILS : 'fails';
NEEDS : 'needs';

// Punctuation.
LPAREN : '(';
RPAREN : ')';
LBRACKET : '[';
RBRACKET : ']';
LBRACE : '{';
RBRACE : '}';
COMMA : ',';
SEMICOLON : ';';
COLON : ':';
ARROW : '->';
RANGE : '..';
DOT : '.';
COALESCE : '??';
QUESTION : '?';
EQUAL : '==';
NOT_EQUAL : '!=';
LESS_OR_EQUAL : '<=';
GREATER_OR_EQUAL : '>=';
LESS : '<';
GREATER : '>';
ADD_ASSIGN : '+=';
SUBTRACT_ASSIGN : '-=';
ASSIGN : '=';
PLUS : '+';
MINUS : '-';
STAR : '*';
SLASH : '/';
PERCENT : '%';
DEGREE : '°';
FAT_ARROW : '=>';

// Other languages' words; Layout says what to write instead.
FOREIGN_AND : '&&';
FOREIGN_OR : '||';
FOREIGN_NOT : '!';
FOREIGN_COMMENT : '/*' .*? '*/' | '#' ~[\r\n]*;

// Literals and names.
INT : Digits;
NUMBER : Digits '.' Digits;
WORD : Letter ( Letter | [0-9] )*;
QUOTED_NAME : '`' Letter ( Letter | [0-9] )* '`';

// Texts nest three deep, so that no input can make the lexer remember an unbounded context.
TEXT_BLOCK : '"""' ( '\\' . | ~'\\' )*? '"""';
TEXT : '"' ( Escape | Hole1 | ~["\\{\r\n] )* '"';
OPEN_TEXT_BLOCK : '"""';
OPEN_TEXT : '"';
FOREIGN_TEXT : '\'' ~['\r\n]* '\'' | [\u201C\u201D] ~[\u201C\u201D\r\n]* [\u201C\u201D];

DOC_COMMENT : '///' ~[\r\n]* -> channel(DOC);
COMMENT : '//' ~[\r\n]* -> channel(HIDDEN);
NEWLINE : '\r'? '\n';
BLANK : [ \t\r\f\u00A0\uFEFF]+ -> skip;

// Whatever is left, one character at a time, so that the lexer never fails.
STRAY : .;

fragment Digits : [0-9] ( [0-9_]* [0-9] )?;
fragment Letter : [\p{L}_];
fragment Escape : '\\' ~[\r\n];
fragment Hole1 : '{' ( Text2 | ~[{}"\r\n] )* '}';
fragment Text2 : '"' ( Escape | Hole2 | ~["\\{\r\n] )* '"';
fragment Hole2 : '{' ( Text3 | ~[{}"\r\n] )* '}';
fragment Text3 : '"' ( Escape | ~["\\{\r\n] )* '"';

// Words to structure. Line ends come from Layout: one before every closing brace and at the end of
// the text, none where a line goes on.
parser grammar PolicyParser;

options { tokenVocab = PolicyLexer; }

// Entry rules.
file : fileLine* EOF;
soleExpression : value LINE_END? EOF;
input : inputLine* EOF;

fileLine : fileItem end;
fileItem
    : moduleHead       # moduleItem
    | use              # useItem
    | declaration      # declarationItem
    | constant         # constantItem
    ;

inputLine : inputItem end;
inputItem
    : moduleHead       # moduleInput
    | use              # useInput
    | declaration      # declarationInput
    | statement        # statementInput
    ;

end : LINE_END | SEMICOLON;

moduleHead : MODULE path;
use : USE usePath ( COMMA usePath )*;
usePath : path ( AS name )?;

// Declarations.
declaration
    : enumType
    | recordType
    | hostDeclaration
    | function
    | activity
    | think
    | test
    | world
    | profile
    ;

enumType : ENUM name open enumLine* close;
enumLine : name dataEnd;

recordType : PRIVATE? RECORD name open fieldLine* close;
fieldLine : parameter dataEnd;
dataEnd : LINE_END | COMMA;

hostDeclaration
    : HOST ACTION name parameters result? clause*   # hostAction
    | HOST FUN name parameters result?              # hostFunction
    | PRIVATE? HOST TYPE_WORD name PRIVATE?         # hostType
    ;

function : FUN name parameters result? block;
activity : ( POLICY | ACTION ) name parameters result? clause* block trailer*;
think : THINK name parameters result clause* open thinkLine* close;
test : TEST TEXT block;
world : ( RESOURCE | SENSOR | TOPIC | PLACE ) path ( COLON type )?;
constant : LET name ( COLON type )? ASSIGN value;

result : ARROW type;
parameters : LPAREN ( parameter ( COMMA parameter )* COMMA? )? RPAREN;
parameter : PRIVATE? name COLON type ( IN range )? ( ASSIGN expression )?;

thinkLine : thinkPart end;
thinkPart
    : text                                                      # promptPart
    | SHOW expression                                           # showPart
    | EXAMPLE expression ( COMMA expression )* ARROW expression # examplePart
    | CHECK expression                                          # checkPart
    ;

profile : profileKind path ( LIKE path )? open entryLine* close;
profileKind : SITE | ROBOT | BOARD | LINK | MODEL | TIER;
entryLine : entry dataEnd;
entry
    : path COLON expression ( FROM name TEXT? )?   # figureEntry
    | name path? open entryLine* close             # groupEntry
    ;

// Types.
type : path ( LESS type ( COMMA type )* GREATER )? QUESTION?;

// Blocks and statements. `open` and `close` are rules of their own because recovery hangs on them.
block : open line* close;
open : LBRACE;
close : RBRACE;
line : statement end;

statement
    : LET name ( COLON type )? ASSIGN value                     # letStatement
    | SHARED? VAR name ( COLON type )? ASSIGN value             # varStatement
    | name ASSIGN value                                         # assignStatement
    | name ( ADD_ASSIGN | SUBTRACT_ASSIGN ) value               # stepAssignHabit
    | RETURN value?                                             # returnStatement
    | FAIL path?                                                # failStatement
    | BREAK                                                     # breakStatement
    | CONTINUE                                                  # continueStatement
    | REQUIRE expression ( ELSE repair )?                       # requireStatement
    | ENSURE expression                                         # ensureStatement
    | WHENEVER expression ( AS name )? ( FOR sum )? ( EVERY sum )? clause* block trailer*
                                                                # wheneverStatement
    | FREEZE name                                               # freezeStatement
    | UNFREEZE name                                             # unfreezeStatement
    | GIVEN postfix ( ASSIGN expression )? ( AT sum )?          # givenStatement
    | STUB path ( BY path )? ( ARROW expression ( COMMA expression )* | FAILS path )? stubClause*
                                                                # stubStatement
    | EXPECT expression ( FAILS path )? ( WITHIN sum )?         # expectStatement
    | value block?                                              # valueStatement
    | reservedClause callClause* block trailer*                 # headlessHabit
    ;

stubClause : takesClause | drawsClause;
repair : block | expression callClause*;

// What stands on a line, after `=`, `return` and `->`.
value : construct | governed;
governed : expression callClause* trailer*;

construct
    : IF expression block ( ELSE elseBranch )?                             # ifConstruct
    | WHEN expression open armLine* close                                  # whenConstruct
    | STEP TEXT? clause* block trailer*                                    # stepConstruct
    | FOR name IN expression clause* block trailer*                        # forConstruct
    | WHILE expression clause* block trailer*                              # whileConstruct
    | EVERY sum clause* block trailer*                                     # everyConstruct
    | CRITICAL clause* block trailer*                                      # criticalConstruct
    | RESPOND clause* block trailer*                                       # respondConstruct
    | gather COLLECT? clause* open branchLine* close trailer*              # parallelConstruct
    ;

elseBranch
    : block ( ELSE UNKNOWN block )?                # elseBlock
    | UNKNOWN block                                # elseUnknown
    | IF expression block ( ELSE elseBranch )?     # elseIf
    ;

gather : ALL | ANY | RACE | AT LEAST sum OF;

branchLine : branch end;
branch
    : name COLON value     # labelledBranch
    | name ARROW name      # arrowBranch
    | value                # plainBranch
    ;

armLine : arm end;
arm
    : pattern ( IF expression )? ( ARROW | FAT_ARROW ) armValue     # patternArm
    | UNSURE ( ARROW | FAT_ARROW ) armValue                         # unsureArm
    | OTHERWISE ( ARROW | FAT_ARROW ) armValue                      # otherwiseArm
    | ELSE ( ARROW | FAT_ARROW )? armValue                          # elseArmHabit
    ;
armValue : value | block;

trailer
    : SOFT WITHIN bound sum block                      # softTrailer
    | ON path ( COMMA path )* block                    # onTrailer
    | ELSE block                                       # elseBlockTrailer
    | ELSE expression callClause*                      # elseTrailer
    | CLEANUP ( WITHIN bound sum )? block              # cleanupTrailer
    ;

// Clauses.
clause
    : callClause
    | requireClause
    | ensureClause
    ;
requireClause : REQUIRE expression ( ELSE expression )?;
ensureClause : ENSURE expression;

callClause : reservedClause | softClause;

reservedClause
    : WITHIN bound sum ( AT sum )? ( RESERVE sum )?     # withinClause
    | TOTAL? ENERGY bound sum                           # energyClause
    | POWER bound sum ( OVER sum )?                     # powerClause
    | SPEND bound sum                                   # spendClause
    | TIERS path ( COMMA path )*                        # tiersClause
    | PREFER name ( MIN sum )? ( BY sum )?              # preferClause
    | PRIVATE                                           # privateClause
    | SHARE ONLY name ( COMMA name )*                   # shareOnlyClause
    | SHARE ENERGY                                      # shareEnergyClause
    | HOLDS holding ( COMMA holding )* NOW?             # holdsClause
    | PRIORITY name                                     # priorityClause
    | KEEP disjunction ( FOR sum )?                     # keepClause
    | SKIP_WORD IF disjunction                          # skipClause
    | UNTIL disjunction                                 # untilClause
    | RETRY attempts? ( AFTER path ( COMMA path )* )? ( BACKOFF range ( BY sum )? )?
                                                        # retryClause
    ;

softClause
    : BUSY ( SKIP_WORD | name ) attempts?     # busyClause
    | takesClause                             # takes
    | BEGINS range ( MAX sum )?               # beginsClause
    | drawsClause                             # draws
    | FAILS path ( COMMA path )*              # failsClause
    | PREEMPTIBLE                             # preemptibleClause
    | PURE                                    # pureClause
    | UNFENCED                                # unfencedClause
    | NEEDS name ( COMMA name )*              # needsClause
    ;

bound : ( LESS | LESS_OR_EQUAL | ASSIGN )?;
takesClause : TAKES range ( MAX sum )?;
drawsClause : DRAWS range;
holding : path share?;
share : number | LPAREN expression RPAREN;
attempts : INT | WORD | QUOTED_NAME | LPAREN expression RPAREN;

// Patterns.
pattern : patternAtom ( OR patternAtom )*;
patternAtom
    : LET name                                                      # bindPattern
    | ( LESS | LESS_OR_EQUAL | GREATER | GREATER_OR_EQUAL ) sum     # comparePattern
    | patternValue ( RANGE patternValue )?                          # literalPattern
    | path fieldPatterns?                                           # namedPattern
    | LPAREN pattern RPAREN                                         # groupPattern
    ;
patternValue : MINUS? number | text | TRUE | FALSE | NONE | UNKNOWN;
fieldPatterns : LPAREN ( fieldPattern ( COMMA fieldPattern )* COMMA? )? RPAREN;
fieldPattern : ( name COLON )? pattern;

// Expressions, in layers, loosest first.
expression
    : WAIT UNTIL disjunction     # waitUntil
    | WAIT sum                   # waitFor
    | disjunction                # plainExpression
    ;
disjunction : conjunction ( OR conjunction )*;
conjunction : negation ( AND negation )*;
negation : NOT negation | comparison;
comparison : coalesced ( compareOperator coalesced | IS patternAtom )?;
compareOperator
    : LESS | LESS_OR_EQUAL | GREATER | GREATER_OR_EQUAL | EQUAL | NOT_EQUAL | IN;
coalesced : range ( COALESCE range )?;
range : sum ( RANGE sum ( RANGE sum )? )?;
sum : product ( ( PLUS | MINUS ) product )*;
product : unary ( ( STAR | SLASH | MOD | PERCENT ) unary )*;
unary
    : MINUS unary                    # negative
    | CONFIRM postfix AT postfix     # confirm
    | ACCEPT postfix                 # accept
    | postfix                        # plainUnary
    ;
postfix : primary postfixPart*;
postfixPart
    : DOT name                      # memberPart
    | arguments                     # callPart
    | LBRACKET expression RBRACKET  # indexPart
    ;
arguments : LPAREN ( argument ( COMMA argument )* COMMA? )? RPAREN;
argument : ( name COLON )? expression;

primary
    : number                                                      # numberPrimary
    | text                                                        # textPrimary
    | TRUE                                                        # truePrimary
    | FALSE                                                       # falsePrimary
    | NONE                                                        # nonePrimary
    | UNKNOWN                                                     # unknownPrimary
    | name                                                        # namePrimary
    | LPAREN governed RPAREN                                      # groupPrimary
    | LBRACKET COLON RBRACKET                                     # emptyMapPrimary
    | LBRACKET RBRACKET                                           # emptyListPrimary
    | LBRACKET expression mapOrList RBRACKET                      # bracketPrimary
    | FOREIGN_TEXT                                                # foreignTextHabit
    ;
mapOrList
    : COLON expression ( COMMA mapEntry )* COMMA?     # mapRest
    | ( COMMA expression )* COMMA?                    # listRest
    ;
mapEntry : expression COLON expression;
number : ( INT | NUMBER ) UNIT?;
text : TEXT | TEXT_BLOCK;

// Names. Reserved words after `.` and before `:` arrive here as WORD.
path : name ( DOT name )*;
name
    : WORD
    | QUOTED_NAME
    | TYPE_WORD
    | LIKE
    | FROM
    | AT
    | LEAST
    | OF
    | BACKOFF
    | BY
    | AFTER
    | ONLY
    | OVER
    | COLLECT
    | BUSY
    | AS
    | MIN
    | MAX
    | NOW
    | TAKES
    | BEGINS
    | DRAWS
    | PURE
    | PREEMPTIBLE
    | UNFENCED
    | FAILS
    | NEEDS
    ;

package dev.ration.interpreter.values;

import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.check.Type;
import dev.ration.plan.Code;
import dev.ration.runtime.scope.Bug;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Guest values as the host sees them, and back, checked against the declared type. */
public final class HostValues {
  private HostValues() {}

  /** Turns a guest value into what the robot's side is given. */
  public static Object toHost(Object value) {
    return switch (value) {
      case EnumValue one -> one.name();
      case WorldValue world -> world.name();
      case HostValue host -> host.value();
      case NoneValue _ -> Map.of();
      case ListValue list -> list.stream().map(HostValues::toHost).toList();
      case RecordValue record -> fields(record);
      case MapValue map -> entries(map);
      case GuessValue guess -> toHost(guess.value());
      case RangeValue range -> List.of(toHost(range.low()), toHost(range.high()));
      default -> value;
    };
  }

  private static Map<String, Object> fields(RecordValue record) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < record.size(); i++) {
      if (record.field(i) != NoneValue.NONE) {
        fields.put(record.shape().fields().get(i), toHost(record.field(i)));
      }
    }
    return fields;
  }

  private static Map<Object, Object> entries(MapValue map) {
    Map<Object, Object> entries = new LinkedHashMap<>();
    for (int i = 0; i < map.size(); i++) {
      entries.put(toHost(map.keyAt(i)), toHost(map.valueAt(i)));
    }
    return entries;
  }

  /** How values of a type come from the host; {@code what} names the source in messages. */
  public static HostConversion conversion(Type type, String what) {
    return value -> {
      Object converted = toGuest(value, type);
      if (converted == null) {
        throw wrong(type, what, value);
      }
      return converted;
    };
  }

  private static Bug wrong(Type type, String what, Object value) {
    return new Bug(
        Code.WRONG_HOST_VALUE,
        "`" + what + "` promises " + type.display() + ", but gives " + shown(value) + ".");
  }

  private static String shown(Object value) {
    return switch (value) {
      case NoneValue _ -> "nothing";
      case Boolean _ -> "a truth";
      case Long _, Integer _ -> "a whole number";
      case Number _ -> "a number";
      case CharSequence _ -> "a text";
      case List<?> _ -> "a list";
      case Map<?, ?> _ -> "named values";
      default -> "something else";
    };
  }

  /** Converts, or returns null where the value is not of the type. */
  public static @Nullable Object toGuest(Object value, Type type) {
    return switch (type) {
      case Type.Bool _ -> value instanceof Boolean ? value : null;
      case Type.Int _ -> whole(value);
      case Type.Measure(var dimension) ->
          dimension.grain().isExact() ? whole(value) : number(value);
      case Type.Text _ -> text(value);
      case Type.EnumOf(var symbol) -> enumCase(value, symbol);
      case Type.RecordOf(var symbol) -> record(value, symbol);
      case Type.Host(var symbol) -> host(value, symbol);
      case Type.ListOf(Type element) -> list(value, element);
      case Type.MapOf(Type key, Type held) -> map(value, key, held);
      case Type.Maybe(Type element) -> value == NoneValue.NONE ? value : toGuest(value, element);
      case Type.Nothing _ -> NoneValue.NONE;
      default -> null;
    };
  }

  private static @Nullable Object whole(Object value) {
    return value instanceof Long || value instanceof Integer
        ? (Object) ((Number) value).longValue()
        : null;
  }

  private static @Nullable Object number(Object value) {
    return value instanceof Number number && Double.isFinite(number.doubleValue())
        ? (Object) number.doubleValue()
        : null;
  }

  private static @Nullable Object text(Object value) {
    return value instanceof CharSequence text && text.length() <= Caps.TEXT
        ? text.toString()
        : null;
  }

  private static @Nullable Object enumCase(Object value, Symbol.EnumSymbol symbol) {
    if (value instanceof EnumValue one) {
      return one.type().equals(symbol.toString()) ? one : null;
    }
    return symbol.cases().stream()
        .filter(one -> one.name().equals(value))
        .findFirst()
        .map(one -> new EnumValue(symbol.toString(), one.name()))
        .orElse(null);
  }

  private static @Nullable Object host(Object value, Symbol.HostTypeSymbol symbol) {
    if (value instanceof NoneValue) {
      return null;
    }
    return value instanceof WorldValue || value instanceof HostValue
        ? value
        : new HostValue(symbol.toString(), value);
  }

  private static @Nullable Object list(Object value, Type element) {
    if (!(value instanceof List<?> items) || items.size() > Caps.ITEMS) {
      return null;
    }
    List<Object> converted = new ArrayList<>(items.size());
    for (Object item : items) {
      Object guest = item == null ? null : toGuest(item, element);
      if (guest == null) {
        return null;
      }
      converted.add(guest);
    }
    return ListValue.copyOf(converted);
  }

  private static @Nullable Object map(Object value, Type keyType, Type valueType) {
    if (!(value instanceof Map<?, ?> entries) || entries.size() > Caps.ITEMS) {
      return null;
    }
    MapValue converted = MapValue.empty();
    for (Map.Entry<?, ?> entry : entries.entrySet()) {
      Object key = entry.getKey() == null ? null : toGuest(entry.getKey(), keyType);
      Object held = entry.getValue() == null ? null : toGuest(entry.getValue(), valueType);
      if (key == null || held == null) {
        return null;
      }
      converted = converted.put(key, held);
    }
    return converted;
  }

  private static @Nullable Object record(Object value, Symbol.RecordSymbol symbol) {
    if (value instanceof RecordValue already) {
      return already.shape().name().equals(symbol.toString()) ? already : null;
    }
    if (!(value instanceof Map<?, ?> named)) {
      return null;
    }
    Object[] fields = new Object[symbol.fields().size()];
    List<String> names = new ArrayList<>();
    for (int i = 0; i < fields.length; i++) {
      Symbol.Variable field = symbol.fields().get(i);
      names.add(field.name());
      Object given = named.get(field.name());
      Object guest = toGuest(given == null ? NoneValue.NONE : given, field.type());
      if (guest == null) {
        return null;
      }
      fields[i] = guest;
    }
    return new RecordValue(new RecordShape(symbol.toString(), names), fields);
  }
}

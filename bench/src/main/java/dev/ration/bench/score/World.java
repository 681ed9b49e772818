package dev.ration.bench.score;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** The parameters of the world, read from the one file that holds them. Immutable. */
final class World {
  private final Map<String, double[]> figures = new HashMap<>();

  private World(Properties text) {
    text.stringPropertyNames().forEach(name -> figures.put(name, all(text, name)));
  }

  static World standard() {
    return new World(read("world.properties"));
  }

  static Properties read(String name) {
    Properties figures = new Properties();
    try (var in = World.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no " + name);
      }
      figures.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return figures;
  }

  double figure(String name) {
    return all(name)[0];
  }

  double[] all(String name) {
    double[] known = figures.get(name);
    if (known == null) {
      throw new IllegalArgumentException("the parameters lack " + name);
    }
    return known;
  }

  static double[] all(Properties figures, String name) {
    String text = figures.getProperty(name);
    if (text == null) {
      throw new IllegalArgumentException("the parameters lack " + name);
    }
    return Stream.of(text.trim().split("\\s+")).mapToDouble(Double::parseDouble).toArray();
  }

  int count(String name) {
    return (int) Math.round(figure(name));
  }
}

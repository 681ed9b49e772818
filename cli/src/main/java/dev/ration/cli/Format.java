package dev.ration.cli;

/** How a command prints; lower case, as people type it. */
enum Format {
  text,
  json
}

package dev.ration.connect.llama;

import java.util.Set;

/**
 * The architectures that the pinned llama.cpp knows and that write text; it is of March 2025.
 *
 * <p>A list of our own, because the library prints which one it does not know and then says only
 * that a file cannot be loaded. A user's own build of the library may know more.
 */
final class Architectures {
  private static final Set<String> KNOWN =
      Set.of(
          "llama",
          "deci",
          "falcon",
          "grok",
          "gpt2",
          "gptj",
          "gptneox",
          "mpt",
          "baichuan",
          "starcoder",
          "refact",
          "bloom",
          "stablelm",
          "qwen",
          "qwen2",
          "qwen2moe",
          "qwen2vl",
          "phi2",
          "phi3",
          "phimoe",
          "plamo",
          "codeshell",
          "orion",
          "internlm2",
          "minicpm",
          "minicpm3",
          "gemma",
          "gemma2",
          "gemma3",
          "starcoder2",
          "mamba",
          "xverse",
          "command-r",
          "cohere2",
          "dbrx",
          "olmo",
          "olmo2",
          "olmoe",
          "openelm",
          "arctic",
          "deepseek",
          "deepseek2",
          "chatglm",
          "bitnet",
          "jais",
          "nemotron",
          "exaone",
          "rwkv6",
          "rwkv6qwen2",
          "rwkv7",
          "arwkv7",
          "granite",
          "granitemoe",
          "chameleon");

  private Architectures() {}

  static boolean isKnown(String architecture) {
    return KNOWN.contains(architecture);
  }
}

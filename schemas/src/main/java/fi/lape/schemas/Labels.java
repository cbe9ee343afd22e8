package fi.lape.schemas;

import static java.util.Objects.requireNonNull;

/** The same name in Finnish, Swedish and English; each is non-blank. */
public record Labels(String fi, String sv, String en) {
  public Labels {
    requireNonNull(fi, "fi is null");
    requireNonNull(sv, "sv is null");
    requireNonNull(en, "en is null");
  }

  /**
   * Returns the name in a language.
   *
   * @param language {@code fi}, {@code sv} or {@code en}
   * @throws SchemaException {@code LANGUAGE_UNKNOWN}
   */
  public String in(String language) {
    return switch (language) {
      case "fi" -> fi;
      case "sv" -> sv;
      case "en" -> en;
      default -> throw SchemaFaults.languageUnknown(language);
    };
  }
}

package fi.lape.jobs.release.report;

import java.text.Collator;
import java.util.Locale;

/** A language of the report with its way of writing numbers and of sorting names. */
enum Language {
  FI("fi", ',', '\u00A0'),
  SV("sv", ',', '\u00A0'),
  EN("en", '.', ',');

  private final String code;
  private final char decimal;
  private final char thousands;

  Language(String code, char decimal, char thousands) {
    this.code = code;
    this.decimal = decimal;
    this.thousands = thousands;
  }

  static Language of(String code) {
    for (Language language : values()) {
      if (language.code.equals(code)) {
        return language;
      }
    }
    throw new IllegalArgumentException("no report in language " + code);
  }

  String code() {
    return code;
  }

  char decimal() {
    return decimal;
  }

  char thousands() {
    return thousands;
  }

  /** Names in the order of the language: å, ä and ö after z in Finnish and Swedish. */
  Collator collator() {
    return Collator.getInstance(Locale.forLanguageTag(code));
  }
}

package fi.lape.jobs.plan;

/** A text in the three languages of the programme; a language that was not given is empty. */
public record Texts(String fi, String sv, String en) {
  public Texts {
    fi = fi == null ? "" : fi;
    sv = sv == null ? "" : sv;
    en = en == null ? "" : en;
  }

  /** The text in a language (fi, sv, en), or the first that was given. */
  public String in(String language) {
    String wanted =
        switch (language) {
          case "fi" -> fi;
          case "sv" -> sv;
          default -> en;
        };
    if (!wanted.isEmpty()) {
      return wanted;
    }
    return !en.isEmpty() ? en : !fi.isEmpty() ? fi : sv;
  }
}

package fi.lape.estimators.diagnostics;

import fi.lape.estimators.error.DiagnosticErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The diagnostics of an event study; the only list of them, one entry a diagnostic. */
public enum Diagnostics {
  /** {@link HonestDid}. */
  HONEST_DID(
      HonestDid.NAME,
      "Does the effect survive if trends were not parallel, and up to which violation?",
      "estimates at consecutive event times around one reference period, at least one before it"
          + " (two for relative-smoothness) and one after it, with their covariance",
      List.of(
          "TOO_FEW_PRE_PERIODS",
          "NO_POST_PERIODS",
          "EVENT_TIMES_NOT_CONSECUTIVE",
          "REFERENCE_PERIOD_MISSING",
          "COVARIANCE_SINGULAR"),
      HonestSettings.KNOWN,
      DiagnosticRows::honest),
  /** {@link PreTrendPower}. */
  PRETRENDS(
      PreTrendPower.NAME,
      "Could the test for pre-trends have found one, and what does passing it do to the effects?",
      "at least one estimate before a reference period, with the covariance of all estimates",
      List.of("TOO_FEW_PRE_PERIODS", "REFERENCE_PERIOD_MISSING", "COVARIANCE_SINGULAR"),
      PreTrendPower.SETTINGS,
      DiagnosticRows::pretrends);

  private final String word;
  private final String question;
  private final String needs;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> refusals;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> settings;

  @SuppressWarnings("ImmutableEnumChecker") // the runners capture nothing
  private final Runner runner;

  /** Runs a diagnostic with settings in words. */
  @FunctionalInterface
  private interface Runner {
    List<DiagnosticRow> run(EventStudy study, Map<String, String> settings);
  }

  Diagnostics(
      String word,
      String question,
      String needs,
      List<String> refusals,
      List<String> settings,
      Runner runner) {
    this.word = word;
    this.question = question;
    this.needs = needs;
    this.refusals = refusals;
    this.settings = settings;
    this.runner = runner;
  }

  /** Returns the word of the diagnostic on the command line and in results. */
  public String word() {
    return word;
  }

  /** Returns what it answers, in one sentence. */
  public String question() {
    return question;
  }

  /** Returns what it needs, in words. */
  public String needs() {
    return needs;
  }

  /** Returns the codes it refuses with, besides those of settings. */
  public List<String> refusals() {
    return refusals;
  }

  /** Returns the names of its settings. */
  public List<String> settings() {
    return settings;
  }

  /**
   * Returns the diagnostic of this word.
   *
   * @throws fi.lape.estimators.error.EvaluationException {@code DIAGNOSTIC_UNKNOWN}
   */
  public static Diagnostics of(String word) {
    List<String> known = new ArrayList<>();
    for (Diagnostics diagnostic : values()) {
      if (diagnostic.word.equals(word)) {
        return diagnostic;
      }
      known.add(diagnostic.word);
    }
    throw DiagnosticErrors.diagnosticUnknown(word, known);
  }

  /**
   * Runs the diagnostic and gives its answers as rows.
   *
   * @param settings in words; settings left out have their defaults
   * @throws fi.lape.estimators.error.EvaluationException one of {@link #refusals}, or that a
   *     setting is unknown or out of range
   */
  public List<DiagnosticRow> run(EventStudy study, Map<String, String> settings) {
    return runner.run(study, settings);
  }
}

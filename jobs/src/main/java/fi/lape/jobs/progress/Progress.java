package fi.lape.jobs.progress;

/** Where a long job says what it is doing. Implementations never throw. */
public interface Progress {
  /** A progress that says nothing, for libraries and tests. */
  Progress SILENT = text -> {};

  /** Says the step that starts now, in a few plain words without personal data. */
  void step(String text);

  /** Says something that stays readable when later steps begin. */
  default void note(String text) {
    step(text);
  }
}

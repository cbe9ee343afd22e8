package fi.lape.estimators.inference;

/** What an inference answers: numbers, or a named refusal. */
public sealed interface InferenceResult permits Inferred, NotInferable {
  /** Returns the word of the inference. */
  String name();

  /** Returns the number of clusters the estimate rests on. */
  int clusters();
}

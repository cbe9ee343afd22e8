package fi.lape.estimators.inference;

import static java.util.Objects.requireNonNull;

/** An uncertainty that cannot be stated, with the reason. */
public record NotInferable(String name, Refusal refusal, int clusters) implements InferenceResult {
  public NotInferable {
    requireNonNull(name, "name is null");
    requireNonNull(refusal, "refusal is null");
  }
}

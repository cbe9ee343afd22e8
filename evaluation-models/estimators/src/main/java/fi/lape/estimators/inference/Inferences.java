package fi.lape.estimators.inference;

import fi.lape.estimators.error.EvaluationErrors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The inferences a plan can name, with the choices they have when it names no more. */
public final class Inferences {
  private static final Map<String, Inference> KNOWN = new LinkedHashMap<>();

  static {
    for (Inference inference :
        List.of(
            new Cr1(SmallSample.CR1),
            new Cr2(),
            new Cr3(Cr3.Scale.ONE),
            new UnitRobust(SmallSample.CR1),
            new WildClusterTest(WildClusterTest.Restriction.RESTRICTED),
            new WildClusterTest(
                WildClusterTest.Restriction.RESTRICTED, WildClusterTest.Scores.ORDINARY),
            new WildClusterTest(WildClusterTest.Restriction.UNRESTRICTED))) {
      KNOWN.put(inference.name(), inference);
    }
  }

  private Inferences() {}

  /**
   * Returns the inference of this name.
   *
   * @throws fi.lape.estimators.error.EvaluationException if there is none
   */
  public static Inference of(String name) {
    Inference inference = KNOWN.get(name);
    if (inference == null) {
      throw EvaluationErrors.settingOutOfRange(
          "inference", "'" + name + "'", "one of " + String.join(", ", KNOWN.keySet()));
    }
    return inference;
  }

  /** Returns the names, in a fixed order. */
  public static List<String> names() {
    return List.copyOf(KNOWN.keySet());
  }
}

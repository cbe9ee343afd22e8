package fi.lape.estimators.golden;

import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/** Prints after the tests how many numbers of the reference programs were met, and how closely. */
public final class ParityTable implements TestExecutionListener {
  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    if (!Parity.done().isEmpty()) {
      System.out.printf(
          "%nParity with the reference programs (evaluation-models/docs/parity.md)%n%-52s %6s  %s%n%s%n%n",
          "set", "number", "worst gap", String.join(System.lineSeparator(), Parity.done()));
    }
  }
}

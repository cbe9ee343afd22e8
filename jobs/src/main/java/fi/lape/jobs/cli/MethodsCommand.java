package fi.lape.jobs.cli;

import fi.lape.estimators.Methods;
import fi.lape.estimators.diagnostics.Diagnostics;
import fi.lape.estimators.inference.Inferences;
import fi.lape.estimators.inference.RefitInferences;
import fi.lape.jobs.estimate.InferenceText;
import fi.lape.spark.dml.DoubleMl;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lape methods}: what can be estimated, and how surely. */
@Command(
    name = "methods",
    mixinStandardHelpOptions = true,
    description =
        "Lists the methods and diagnostics with what each needs and when it refuses, and the inferences.")
final class MethodsCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("Methods (--method)%n");
    for (Methods method : Methods.values()) {
      String option =
          switch (method.needs()) {
            case ADOPTION -> "--adoption";
            case TREATMENT -> "--treatment";
            case ADOPTION_OR_TREATMENT -> "--adoption or --treatment";
            case ADOPTION_AND_EXPOSURE -> "--adoption and --exposure";
            case DOSE -> "--dose (of the cluster)";
            case UNIT_DOSE -> "--dose (of the unit; --set start=PERIOD), or --treatment";
          };
      print(out, method.word(), method.summary(), option, method.refuses());
    }
    print(
        out,
        DoubleMl.METHOD,
        DoubleMl.SUMMARY,
        "--adoption, --covariates; --set fold_by=COLUMN",
        DoubleMl.REFUSES);
    out.printf("%nMethods of a study plan only, whose observations are areas%n");
    for (PlanMethod method : PlanMethod.ALL) {
      print(out, method);
    }
    out.printf("%nDiagnostics (lape diagnose --diagnostic)%n");
    for (Diagnostics diagnostic : Diagnostics.values()) {
      out.printf(
          "%n  %s%n      %s%n      needs    %s%n      refuses  %s%n      settings %s%n",
          diagnostic.word(),
          diagnostic.question(),
          diagnostic.needs(),
          String.join(", ", diagnostic.refusals()),
          String.join(", ", diagnostic.settings()));
    }
    out.printf("%nInferences (--inference)%n%n");
    Inferences.names().forEach(name -> out.printf("  %-26s %s%n", name, InferenceText.of(name)));
    RefitInferences.names()
        .forEach(name -> out.printf("  %-26s %s (fits again)%n", name, InferenceText.of(name)));
    out.printf(
        "%nWhich to choose, and how to get the numbers of other programs: evaluation-models/docs/standard-errors.md%n");
    out.flush();
    return 0;
  }

  private static void print(
      PrintWriter out, String word, String summary, String needs, String refuses) {
    print(out, new PlanMethod(word, summary, needs, refuses, word));
  }

  private static void print(PrintWriter out, PlanMethod method) {
    out.printf(
        "%n  %s%n      %s%n      needs    %s%n      refuses  %s%n      page     evaluation-models/docs/methods/%s.md%n",
        method.word(), method.summary(), method.needs(), method.refuses(), method.page());
  }
}

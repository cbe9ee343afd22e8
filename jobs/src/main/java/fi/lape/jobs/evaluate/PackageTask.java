package fi.lape.jobs.evaluate;

import fi.lape.estimators.dose.RegressionWeights;
import fi.lape.estimators.estimate.Effect;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.NotEstimable;
import fi.lape.estimators.estimate.ProfileRegression;
import fi.lape.estimators.inference.Inferred;
import fi.lape.estimators.moments.PanelMoments;
import fi.lape.estimators.packages.AreaChoices;
import fi.lape.estimators.packages.ChangeSettings;
import fi.lape.estimators.packages.ContaminationWeights;
import fi.lape.estimators.packages.PackageAssociation;
import fi.lape.estimators.settings.SettingWords;
import fi.lape.jobs.analysis.AnalysisResult;
import fi.lape.jobs.analysis.DesignInference;
import fi.lape.jobs.analysis.DiagnosticRow;
import fi.lape.jobs.analysis.EstimateRow;
import fi.lape.jobs.analysis.PanelAccess;
import fi.lape.jobs.analysis.Plain;
import fi.lape.jobs.analysis.Question;
import fi.lape.jobs.analysis.Uncertainty;
import fi.lape.jobs.plan.AreaMethods;
import fi.lape.schemas.Code;
import fi.lape.schemas.CodeLists;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Answers one question about packages: every comparison with its error and its make-up. */
final class PackageTask {
  private final Question question;
  private final PanelMoments moments;
  private final AreaChoices all;
  private final List<EstimateRow> rows = new ArrayList<>();
  private final List<DiagnosticRow> diagnostics = new ArrayList<>();
  private final List<AnalysisResult.FamilyMember> members = new ArrayList<>();

  PackageTask(Question question, PanelAccess panels) {
    this.question = question;
    moments = panels.moments(question).values();
    all = choices(panels.packages());
  }

  private static AreaChoices choices(Map<String, List<String>> packages) {
    List<String> codes = CodeLists.standard().codes("packages").stream().map(Code::code).toList();
    Map<String, double[]> byArea = new TreeMap<>();
    packages.forEach(
        (area, chosen) ->
            byArea.put(
                area, codes.stream().mapToDouble(p -> chosen.contains(p) ? 1 : 0).toArray()));
    return new AreaChoices(codes, byArea);
  }

  /** Years whose mean changes are measured from: those of the plan's pre-period, or as set. */
  static List<Integer> before(Question question) {
    List<Integer> set = AreaMethods.words(question.analysis()).wholes("before");
    return question.coverage().years().stream()
        .filter(y -> y <= question.plan().pre().lastCleanYear())
        .filter(y -> set.isEmpty() || set.contains(y))
        .toList();
  }

  /** Whole years of the programme and after. */
  static List<Integer> after(Question question) {
    return question.coverage().years().stream()
        .filter(y -> y > question.plan().pre().partialYear())
        .toList();
  }

  AnalysisResult run() {
    List<String> methods = new ArrayList<>(question.analysis().checkWith());
    methods.add(0, question.analysis().method());
    for (String method : methods) {
      if (AreaMethods.isPackage(method) && AreaMethods.fits(method, question.treatment())) {
        method(method);
      } else {
        rows.add(refused(method, "METHOD_NOT_AVAILABLE"));
      }
    }
    return new AnalysisResult(rows, diagnostics, List.of(), Optional.empty(), List.of(), members);
  }

  private EstimateRow refused(String method, String reason) {
    return EstimateRow.notEstimable(
        question.analysis(),
        method,
        question.outcome(),
        question.headline(method),
        question.coverage().unitsUsed(),
        moments.clusters().size(),
        reason);
  }

  private void method(String method) {
    boolean several = method.equals(PackageAssociation.SEVERAL);
    boolean each =
        question.treatment().contrast().filter(AreaMethods.EACH_PACKAGE::equals).isPresent();
    if (each) {
      for (String name : all.packages()) {
        compare(method, several ? all : only(name), name, EstimateRow.About.treatment(name));
      }
    } else {
      String name = question.treatment().id();
      AreaChoices choice =
          question
              .treatment()
              .chosen()
              .map(p -> AreaChoices.of(name, moments.clusters(), chose(p)))
              .orElseGet(() -> AreaChoices.of(name, moments.clusters(), choseAll()));
      compare(method, choice, name, EstimateRow.About.ALL);
    }
  }

  private AreaChoices only(String name) {
    return AreaChoices.of(name, moments.clusters(), chose(name));
  }

  private List<String> chose(String name) {
    return areas(row -> row[all.place(name)] > 0);
  }

  private List<String> choseAll() {
    return areas(row -> java.util.Arrays.stream(row).allMatch(c -> c > 0));
  }

  private List<String> areas(java.util.function.Predicate<double[]> wanted) {
    List<String> areas = new ArrayList<>();
    for (String area : moments.clusters()) {
      if (wanted.test(all.of(List.of(area))[0])) {
        areas.add(area);
      }
    }
    return areas;
  }

  private void compare(String method, AreaChoices choices, String name, EstimateRow.About about) {
    SettingWords words = AreaMethods.words(question.analysis());
    PackageAssociation association =
        new PackageAssociation(
            new ChangeSettings(
                before(question),
                after(question),
                words.choice("weights", RegressionWeights.class).orElse(RegressionWeights.PANEL)),
            choices,
            name);
    Optional<ProfileRegression> regression = association.regression(moments);
    for (Effect effect : association.fit(moments).effects()) {
      boolean whole = effect.key().period().isEmpty();
      if (effect instanceof Estimated estimated) {
        Uncertainty uncertainty =
            whole
                ? PackageInference.of(question, regression.orElseThrow(), estimated, method)
                : question.inference().ofPart(estimated);
        if (whole) {
          members.add(new AnalysisResult.FamilyMember(rows.size(), regression.orElseThrow()));
          usual(method, estimated, name);
        }
        rows.add(row(method, estimated, uncertainty).about(about));
      } else if (effect instanceof NotEstimable refused && whole) {
        rows.add(refused(method, refused.reason().name()).about(about));
      }
    }
    association.weights(moments, all).ifPresent(weights -> weights(method, name, weights));
  }

  private EstimateRow row(String method, Estimated estimated, Uncertainty uncertainty) {
    return new EstimateRow(
        question.analysis(),
        method,
        question.outcome(),
        estimated.key(),
        OptionalDouble.of(estimated.estimate()),
        uncertainty,
        estimated.clusters().size(),
        OptionalInt.of(estimated.sample().clustersTreated()),
        question.coverage().unitsUsed(),
        estimated.sample().observations(),
        estimated.sample().baselineMean(),
        OptionalDouble.empty(),
        "ESTIMATED",
        Optional.empty());
  }

  private String subject(String method, String name) {
    return question.outcome().id() + ":" + method + ":" + name;
  }

  /** The p-value of a second way. */
  private void usual(String method, Estimated estimated, String name) {
    if (DesignInference.usual(estimated) instanceof Inferred usual) {
      diagnostics.add(
          DiagnosticRow.reported(
              question.analysis().id(),
              "cr1-p-value",
              subject(method, name),
              usual.pValue(),
              "the usual default, t(G-1)"));
    }
  }

  private void weights(String method, String name, ContaminationWeights weights) {
    for (ContaminationWeights.Summary summary : weights.summaries()) {
      String subject = subject(method, name);
      String detail =
          "weights of %s in %s: sum %s, negative %s in %d of %d areas"
              .formatted(
                  summary.of(),
                  name,
                  Plain.number(rounded(summary.sum())),
                  Plain.number(rounded(summary.negative())),
                  summary.areasNegative(),
                  summary.areas());
      if (summary.isOwn()) {
        report("negative-own-weights", subject, summary.negative(), detail);
      } else if (method.equals(PackageAssociation.SEVERAL)) {
        report("contamination-weights", subject + ":" + summary.of(), summary.most(), detail);
      } else {
        report("chosen-together", subject + ":" + summary.of(), summary.sum(), detail);
      }
    }
  }

  private static double rounded(double value) {
    return Math.rint(value * 1e6) / 1e6 + 0.0;
  }

  private void report(String diagnostic, String subject, double value, String detail) {
    diagnostics.add(
        DiagnosticRow.reported(
            question.analysis().id(), diagnostic, subject, rounded(value), detail));
  }
}

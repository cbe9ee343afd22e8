package fi.lape.jobs.plan;

import fi.lape.estimators.Methods;
import fi.lape.estimators.dose.DoseRegression;
import fi.lape.estimators.error.EvaluationException;
import fi.lape.estimators.packages.PackageAssociation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Whether the method of an analysis is there, takes its settings and suits its treatment. */
final class MethodCheck {
  private static final String MUNICIPALITY = "municipality";

  private final StudyPlan.Analysis analysis;
  private final String place;
  private final Faults faults;

  MethodCheck(StudyPlan.Analysis analysis, String place, Faults faults) {
    this.analysis = analysis;
    this.place = place;
    this.faults = faults;
  }

  /** The words of method, checks, inference and settings. */
  void check(StudyPlan plan) {
    faults.word(place + "/method", analysis.method(), "method", PlanWords.methods());
    for (int i = 0; i < analysis.checkWith().size(); i++) {
      faults.word(
          place + "/check_with/" + i, analysis.checkWith().get(i), "method", PlanWords.methods());
    }
    faults.word(
        place + "/inference",
        analysis.inference(),
        "inference of this version",
        PlanWords.inferences());
    AreaMethods.faults(analysis).forEach((where, fault) -> faults.add(place + where, fault));
    PlanWords.built(analysis.method())
        .filter(PlanWords::isForPlans)
        .ifPresent(method -> settings(method, plan));
  }

  /** Each setting by itself, so that none hides another; then all of them together. */
  private void settings(Methods method, StudyPlan plan) {
    boolean sound = true;
    Map<String, String> all = needed(method, plan);
    for (Map.Entry<String, String> setting : analysis.words().entrySet()) {
      Map<String, String> one = needed(method, plan);
      one.put(setting.getKey(), setting.getValue());
      all.put(setting.getKey(), setting.getValue());
      Optional<String> refusal = refusal(method, one);
      refusal.ifPresent(r -> faults.add(place + "/settings/" + setting.getKey(), r));
      sound &= refusal.isEmpty();
    }
    if (sound) {
      refusal(method, all).ifPresent(r -> faults.add(place + "/settings", r));
    }
  }

  /** What the evaluation adds where the plan is silent. */
  private static Map<String, String> needed(Methods method, StudyPlan plan) {
    Map<String, String> words = new TreeMap<>();
    if (method == Methods.DOSE_REGRESSION) {
      int base = plan.pre().lastCleanYear();
      words.put("base_period", Integer.toString(base));
      words.put("periods", Integer.toString(plan.period().to() + 1));
    }
    return words;
  }

  private static Optional<String> refusal(Methods method, Map<String, String> words) {
    try {
      method.estimator(words, Map.of());
      return Optional.empty();
    } catch (EvaluationException e) {
      return Optional.of(e.getMessage().substring(e.code().length() + 2));
    }
  }

  /** The outcomes against the methods: a method for counts needs counts. */
  void checkOutcomes(StudyPlan plan) {
    List<String> methods = new ArrayList<>(analysis.checkWith());
    methods.add(0, analysis.method());
    for (int i = 0; i < methods.size(); i++) {
      String pointer = i == 0 ? place + "/method" : place + "/check_with/" + (i - 1);
      for (StudyPlan.Outcome outcome : plan.outcomes()) {
        if (analysis.outcome().contains(outcome.id())
            && countsOnly(methods.get(i))
            && !outcome.kind().equals("count")) {
          faults.add(
              pointer,
              "'%s' is for counts and '%s' is of kind '%s'; write another method, or an outcome of kind 'count' with its 'exposure'"
                  .formatted(methods.get(i), outcome.id(), outcome.kind()));
        }
      }
    }
  }

  private static boolean countsOnly(String method) {
    return PlanWords.built(method)
        .filter(m -> m.needs() == Methods.Needs.ADOPTION_AND_EXPOSURE)
        .isPresent();
  }

  /** The treatment against the method and the level of clustering. */
  void checkAgainst(StudyPlan.Treatment treatment) {
    if (analysis.cluster().filter(MUNICIPALITY::equals).isPresent()
        && !treatment.level().equals(MUNICIPALITY)) {
      faults.add(
          place + "/cluster",
          "the treatment '%s' was assigned by %s; errors clustered below that are far too small: write '%s' or remove 'cluster'"
              .formatted(treatment.id(), treatment.level(), treatment.level()));
    }
    suits(place + "/method", analysis.method(), treatment);
    for (int i = 0; i < analysis.checkWith().size(); i++) {
      suits(place + "/check_with/" + i, analysis.checkWith().get(i), treatment);
    }
  }

  private static String describes(StudyPlan.Treatment treatment) {
    return treatment.kind().equals("package") ? PackageAssociation.CONTRAST : DoseRegression.METHOD;
  }

  private void suits(String pointer, String method, StudyPlan.Treatment treatment) {
    if (method.equals(PlanWords.SYNTHETIC_CONTROL)) {
      faults.add(
          pointer,
          "'%s' puts an area together from donors that nobody treated, and all project areas were in the programme from the same day: every donor of '%s' is treated; write 'group-time-att' for an adoption or 'dose-regression' for a dose"
              .formatted(method, treatment.id()));
      return;
    }
    if (AreaMethods.WORDS.contains(method)) {
      AreaMethods.unsuited(method, treatment).ifPresent(fault -> faults.add(pointer, fault));
      return;
    }
    boolean chosen = treatment.kind().equals("package") || !treatment.causal().orElse(true);
    if (chosen && !method.equals(DoseRegression.METHOD)) {
      if (PlanWords.methods().contains(method)) {
        faults.add(
            pointer,
            "the projects chose '%s' themselves and '%s' would claim an effect of it; write '%s', which describes, or another treatment"
                .formatted(treatment.id(), method, describes(treatment)));
      }
      return;
    }
    Optional<Methods> built = PlanWords.built(method);
    if (built.isEmpty() || chosen) {
      return;
    }
    if (!PlanWords.isForPlans(built.get())) {
      faults.add(
          pointer,
          "'%s' needs a treatment that may rise and fall and no treatment of a plan does; choose another, or use it by 'lape estimate'"
              .formatted(method));
      return;
    }
    boolean dose = treatment.kind().equals("dose");
    boolean suits =
        switch (built.get().needs()) {
          case DOSE, UNIT_DOSE -> dose;
          case ADOPTION, ADOPTION_OR_TREATMENT, ADOPTION_AND_EXPOSURE -> !dose;
          case TREATMENT -> false;
        };
    if (!suits) {
      faults.add(
          pointer,
          "'%s' is no method for the %s '%s'; write %s"
              .formatted(
                  method,
                  dose ? "dose" : "adoption",
                  treatment.id(),
                  dose
                      ? "'dose-regression' or 'heterogeneous-adoption'"
                      : "'group-time-att' or 'twfe'"));
    }
  }
}

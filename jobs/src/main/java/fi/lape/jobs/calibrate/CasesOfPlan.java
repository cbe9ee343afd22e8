package fi.lape.jobs.calibrate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import fi.lape.estimators.calibration.NoiseModel;
import fi.lape.estimators.calibration.OutcomeSimulator;
import fi.lape.estimators.calibration.PanelShape;
import fi.lape.estimators.did.GroupTimeAtt;
import fi.lape.estimators.dose.DoseRegression;
import fi.lape.jobs.analysis.EstimatorFactory;
import fi.lape.jobs.analysis.PanelAccess;
import fi.lape.jobs.analysis.Question;
import fi.lape.jobs.analysis.StudyPanel;
import fi.lape.jobs.analysis.UnitPanel;
import fi.lape.jobs.gold.Estimands;
import fi.lape.jobs.plan.StudyPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What of a plan is calibrated: every method of adoption, and the regression on the doses of areas,
 * of every analysis on every outcome, as the evaluation makes it, and the grid of designs, weights
 * and kinds of outcome that a programme like this can meet.
 */
final class CasesOfPlan {
  private final StudyPlan plan;
  private final StudyPanel panel;
  private final PanelAccess panels;
  private final Assignments assignments;
  private final Map<String, OutcomeLaw> laws = new TreeMap<>();

  CasesOfPlan(StudyPlan plan, StudyPanel panel, PanelAccess panels, Assignments assignments) {
    this.plan = plan;
    this.panel = panel;
    this.panels = panels;
    this.assignments = assignments;
  }

  /** The noise fitted to each outcome looked at so far. */
  SortedMap<String, NoiseModel.Law> noise() {
    SortedMap<String, NoiseModel.Law> noise = new TreeMap<>();
    laws.forEach((outcome, law) -> noise.put(outcome, law.model().law()));
    return noise;
  }

  /** The analyses of the plan, with the methods that check them. */
  List<Case> ofAnalyses() {
    List<Case> cases = new ArrayList<>();
    for (StudyPlan.Analysis analysis : plan.analyses()) {
      for (String outcome : analysis.outcome()) {
        List<String> methods = new ArrayList<>(List.of(analysis.method()));
        methods.addAll(analysis.checkWith());
        for (String method : methods) {
          make(analysis, method, plan.outcome(outcome), Case.CHILDREN).ifPresent(cases::add);
        }
      }
    }
    return cases;
  }

  /** Dose, package and staggered adoption; weighted and not; a count and a rate. */
  List<Case> ofGrid() {
    List<Case> cases = new ArrayList<>();
    for (String kind : List.of("dose", "package", "adoption")) {
      Optional<StudyPlan.Treatment> treatment =
          plan.treatments().stream().filter(t -> t.kind().equals(kind)).findFirst();
      for (String measure : List.of("count", "rate")) {
        Optional<StudyPlan.Outcome> outcome =
            plan.outcomes().stream()
                .filter(o -> o.kind().equals(measure) && !o.family().equals("negative-control"))
                .findFirst();
        if (treatment.isPresent() && outcome.isPresent()) {
          for (String weighting : List.of(Case.CHILDREN, Case.EQUAL)) {
            StudyPlan.Analysis analysis = ofGrid(treatment.get(), outcome.get(), weighting);
            make(analysis, analysis.method(), outcome.get(), weighting).ifPresent(cases::add);
          }
        }
      }
    }
    return cases;
  }

  /** Adoption and dose on every outcome, for assignments dealt out at random. */
  List<Case> ofPlacebos() {
    List<Case> cases = new ArrayList<>();
    for (StudyPlan.Outcome outcome : plan.outcomes()) {
      for (String kind : List.of("adoption", "dose")) {
        plan.treatments().stream()
            .filter(t -> t.kind().equals(kind))
            .findFirst()
            .map(treatment -> ofGrid(treatment, outcome, Case.CHILDREN))
            .flatMap(analysis -> make(analysis, analysis.method(), outcome, Case.CHILDREN))
            .ifPresent(cases::add);
      }
    }
    return cases;
  }

  /** What was seen of an outcome that has a case. */
  double[][] seen(String outcome) {
    return laws.get(outcome).values();
  }

  private static StudyPlan.Analysis ofGrid(
      StudyPlan.Treatment treatment, StudyPlan.Outcome outcome, String weighting) {
    boolean adoption = treatment.kind().equals("adoption");
    Map<String, JsonNode> settings =
        !adoption && weighting.equals(Case.EQUAL)
            ? Map.of("weights", TextNode.valueOf("equal"))
            : Map.of();
    return new StudyPlan.Analysis(
        Case.GRID + design(treatment),
        Optional.empty(),
        List.of(outcome.id()),
        treatment.id(),
        adoption ? GroupTimeAtt.METHOD : DoseRegression.METHOD,
        settings,
        List.of(),
        "by-design",
        List.of(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static String design(StudyPlan.Treatment treatment) {
    return switch (treatment.kind()) {
      case "dose" -> "dose";
      case "package" -> "package";
      default -> "staggered";
    };
  }

  private Optional<Case> make(
      StudyPlan.Analysis analysis, String method, StudyPlan.Outcome outcome, String weighting) {
    StudyPlan.Treatment treatment = plan.treatment(analysis.treatment());
    Map<String, Double> doses = assignments.doses(treatment.id());
    boolean dose = method.equals(DoseRegression.METHOD) && !doses.isEmpty();
    boolean adoption =
        treatment.kind().equals("adoption") && EstimatorFactory.fits(method, treatment);
    if ((!dose && !adoption)
        || panel.coverage(outcome.id()).isEmpty()
        || (dose && !panel.coverage(outcome.id()).years().contains(base(analysis)))) {
      return Optional.empty();
    }
    Question question = new Question(plan, analysis, outcome, panel.coverage(outcome.id()), doses);
    OutcomeLaw law = laws.computeIfAbsent(outcome.id(), id -> fit(question));
    if (dose && !doses.keySet().containsAll(law.shape().clusters())) {
      return Optional.empty();
    }
    CaseSpec spec = spec(question, method, law, weighting, dose);
    Case made =
        new Case(
            analysis.id(),
            outcome.id(),
            treatment.id(),
            method,
            Estimands.headline(method),
            design(treatment),
            weighting,
            law.model().law().kind() == NoiseModel.Kind.COUNT ? "count" : "rate",
            !outcome.better().filter("higher"::equals).isPresent(),
            spec);
    return spec.estimate(0, 0).map(estimated -> made);
  }

  private OutcomeLaw fit(Question question) {
    UnitPanel units = panels.units(question);
    return OutcomeLaw.of(question.outcome(), units, assignments.adoptions().values());
  }

  private int base(StudyPlan.Analysis analysis) {
    return EstimatorFactory.basePeriod(plan, analysis);
  }

  private CaseSpec spec(
      Question question, String method, OutcomeLaw law, String weighting, boolean dose) {
    PanelShape shape = weighting.equals(Case.EQUAL) ? law.shape().unweighted() : law.shape();
    Map<String, Integer> adoption =
        dose ? Map.of() : assignments.adoptions().get(question.treatment().id());
    int[] cohorts = OutcomeLaw.cohorts(law.units(), adoption);
    StudyPlan.Analysis analysis = question.analysis();
    CaseSpec.Words words =
        new CaseSpec.Words(
            "%s/%s/%s/%s/%s"
                .formatted(
                    plan.sha256(), analysis.id(), question.outcome().id(), method, weighting),
            method,
            new TreeMap<>(question.settings(method)),
            new TreeMap<>(question.doses()),
            Estimands.headline(method),
            analysis.inference(),
            Question.measure(method) == UnitPanel.Measure.COUNT);
    return new CaseSpec(
        words,
        new OutcomeSimulator(shape, law.model()),
        cohorts,
        dose ? ofDose(shape, question.doses(), base(analysis)) : ofAdoption(shape, cohorts));
  }

  private static double[][] ofAdoption(PanelShape shape, int[] cohorts) {
    double[][] exposed = new double[shape.units()][shape.periodCount()];
    for (int u = 0; u < exposed.length; u++) {
      for (int t = 0; t < exposed[u].length; t++) {
        exposed[u][t] = shape.period(t) >= cohorts[u] ? 1 : 0;
      }
    }
    return exposed;
  }

  /** The dose above its mean, so that the level of the country stays. */
  private static double[][] ofDose(PanelShape shape, Map<String, Double> doses, int base) {
    double mean = 0;
    double weights = 0;
    for (int u = 0; u < shape.units(); u++) {
      weights += shape.weight(u);
      mean += shape.weight(u) * doses.get(shape.clusterOf(u));
    }
    double[][] exposed = new double[shape.units()][shape.periodCount()];
    for (int u = 0; u < exposed.length; u++) {
      for (int t = 0; t < exposed[u].length; t++) {
        exposed[u][t] = shape.period(t) > base ? doses.get(shape.clusterOf(u)) - mean / weights : 0;
      }
    }
    return exposed;
  }
}

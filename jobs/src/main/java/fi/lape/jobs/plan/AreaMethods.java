package fi.lape.jobs.plan;

import fi.lape.estimators.areas.AreaEffects;
import fi.lape.estimators.error.EvaluationException;
import fi.lape.estimators.packages.PackageAssociation;
import fi.lape.estimators.segmented.SegmentedRegression;
import fi.lape.estimators.settings.SettingWords;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The methods whose observations are areas: comparisons of packages, and areas' own effects. */
public final class AreaMethods {
  /** Their words. */
  public static final Set<String> WORDS =
      Set.of(
          PackageAssociation.CONTRAST,
          PackageAssociation.SEVERAL,
          AreaEffects.METHOD,
          SegmentedRegression.METHOD);

  /** Every package against not having chosen it. */
  public static final String EACH_PACKAGE = "each-package";

  /** All four packages against fewer of them. */
  public static final String FOUR_PACKAGES = "four-packages-against-fewer";

  private static final Set<String> CONTRASTS = new TreeSet<>(Set.of(EACH_PACKAGE, FOUR_PACKAGES));

  private AreaMethods() {}

  /** Whether a method compares packages. */
  public static boolean isPackage(String method) {
    return method.equals(PackageAssociation.CONTRAST) || method.equals(PackageAssociation.SEVERAL);
  }

  /** Whether an analysis is answered by one of them. */
  public static boolean answers(StudyPlan.Analysis analysis) {
    return WORDS.contains(analysis.method());
  }

  /** Whether a method answers questions about a treatment. */
  public static boolean fits(String method, StudyPlan.Treatment treatment) {
    return WORDS.contains(method) && unsuited(method, treatment).isEmpty();
  }

  /** Settings a method knows. */
  private static List<String> settings(String method) {
    return switch (method) {
      case PackageAssociation.CONTRAST, PackageAssociation.SEVERAL ->
          List.of("weights", "before", "draws", "most_enumerated");
      case AreaEffects.METHOD -> List.of("anticipation", "fewest_adopters", "draws", "lag");
      default -> List.of("draws", "lag");
    };
  }

  /** The settings of an analysis, read; of a check with another method as well. */
  public static SettingWords words(StudyPlan.Analysis analysis) {
    return new SettingWords(analysis.method(), analysis.words(), settings(analysis.method()));
  }

  /** Faults of settings and checks, by place below the analysis. */
  static Map<String, String> faults(StudyPlan.Analysis analysis) {
    Map<String, String> faults = new LinkedHashMap<>();
    if (!answers(analysis)) {
      return faults;
    }
    try {
      SettingWords words = words(analysis);
      List.of("draws", "most_enumerated", "anticipation", "fewest_adopters", "lag")
          .forEach(words::whole);
      words.wholes("before");
    } catch (EvaluationException e) {
      faults.put("/settings", e.getMessage().substring(e.code().length() + 2));
    }
    for (int i = 0; i < analysis.checkWith().size(); i++) {
      if (!WORDS.contains(analysis.checkWith().get(i))) {
        faults.put(
            "/check_with/" + i,
            "'%s' is no check of '%s', whose observations are areas; write one of %s"
                .formatted(analysis.checkWith().get(i), analysis.method(), new TreeSet<>(WORDS)));
      }
    }
    return faults;
  }

  /** Why a method is none for a treatment. */
  static Optional<String> unsuited(String method, StudyPlan.Treatment treatment) {
    boolean packages = treatment.kind().equals("package");
    if (isPackage(method) != packages
        || (!packages && method.equals(AreaEffects.METHOD) && !isAdoption(treatment))) {
      return Optional.of(
          "'%s' is no method for the %s '%s'".formatted(method, treatment.kind(), treatment.id()));
    }
    Optional<String> contrast = treatment.contrast();
    if (packages && contrast.filter(c -> !CONTRASTS.contains(c)).isPresent()) {
      return Optional.of(
          "'%s' is no contrast of packages; write one of %s"
              .formatted(contrast.orElseThrow(), CONTRASTS));
    }
    if (method.equals(PackageAssociation.SEVERAL)
        && !contrast.filter(EACH_PACKAGE::equals).isPresent()) {
      return Optional.of(
          "'%s' compares all packages at once and '%s' is one comparison; write '%s', or a treatment with 'contrast: %s'"
              .formatted(method, treatment.id(), PackageAssociation.CONTRAST, EACH_PACKAGE));
    }
    return Optional.empty();
  }

  private static boolean isAdoption(StudyPlan.Treatment treatment) {
    return treatment.kind().equals("adoption") && treatment.causal().orElse(true);
  }
}

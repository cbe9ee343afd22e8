package fi.lape.jobs.register.effect;

import static java.util.Objects.requireNonNull;

import fi.lape.jobs.plan.RegisterAnalysis;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Children of an age group, of a sex, or all of them.
 *
 * @param code of the code list {@code register_populations}
 * @param grouping what splits the children into this group and others; empty for all
 */
record Population(String code, String grouping, Optional<String> ageGroup, Optional<String> sex) {
  static final Population ALL =
      new Population("register-all", "", Optional.empty(), Optional.empty());

  private static final List<String> AGE_GROUPS = List.of("0-6", "7-12", "13-17");
  private static final List<String> SEXES = List.of("male", "female");

  Population {
    requireNonNull(code, "code is null");
    requireNonNull(grouping, "grouping is null");
  }

  /** All children, then the groups an analysis asks for. */
  static List<Population> of(RegisterAnalysis analysis) {
    List<Population> populations = new ArrayList<>(List.of(ALL));
    if (analysis.subgroups().contains(RegisterAnalysis.AGE_GROUP)) {
      for (String group : AGE_GROUPS) {
        populations.add(
            new Population(
                "register-age-" + group,
                RegisterAnalysis.AGE_GROUP,
                Optional.of(group),
                Optional.empty()));
      }
    }
    if (analysis.subgroups().contains(RegisterAnalysis.SEX)) {
      for (String sex : SEXES) {
        populations.add(
            new Population(
                "register-sex-" + sex, RegisterAnalysis.SEX, Optional.empty(), Optional.of(sex)));
      }
    }
    return populations;
  }

  boolean isAll() {
    return grouping.isEmpty();
  }

  boolean holds(CellSums.Cell cell) {
    return AGE_GROUPS.contains(cell.ageGroup())
        && ageGroup.map(cell.ageGroup()::equals).orElse(true)
        && sex.map(cell.sex()::equals).orElse(true);
  }
}

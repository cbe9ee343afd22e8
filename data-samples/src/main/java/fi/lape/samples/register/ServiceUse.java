package fi.lape.samples.register;

import fi.lape.samples.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A client's year in a corrective or preventive service. No effect is planted on any of them.
 *
 * @param day day of the first visit of the year, as days since 1970
 * @param unit index of the panel unit the child lives in on that day
 */
record ServiceUse(int day, int unit, String service, int visits) {
  /** Probability of being a client in a year by age group (0–6, 7–12, 13–17) and mean visits. */
  private enum Kind {
    OPEN_CARE_SUPPORT("open-care-support", 0.030, 0.044, 0.060, 8, 1),
    FAMILY_COUNSELLING("family-counselling", 0.014, 0.034, 0.020, 4, 0.3),
    HOME_HELP("home-help", 0.035, 0.012, 0.003, 6, 0.3),
    PSYCHIATRY("child-adolescent-psychiatry", 0.008, 0.036, 0.078, 7, 0.5);

    private final String code;
    private final double under7;
    private final double under13;
    private final double under18;
    private final double meanVisits;
    private final double frailtyPower;

    Kind(
        String code,
        double under7,
        double under13,
        double under18,
        double meanVisits,
        double frailtyPower) {
      this.code = code;
      this.under7 = under7;
      this.under13 = under13;
      this.under18 = under18;
      this.meanVisits = meanVisits;
      this.frailtyPower = frailtyPower;
    }

    private double share(int age) {
      return age < 7 ? under7 : age < 13 ? under13 : under18;
    }
  }

  /** The services of one life in the years observed. */
  static List<ServiceUse> of(RandomStream random, ChildLife life, RegisterSettings settings) {
    List<ServiceUse> uses = new ArrayList<>();
    for (int year = settings.firstYear(); year <= settings.lastYear(); year++) {
      int from = Days.of(year, 1);
      int length = Days.of(year + 1, 1) - from;
      for (Kind kind : Kind.values()) {
        int day = from + random.integer(0, length - 1);
        double draw = random.uniform();
        int visits = 1 + (int) random.poisson(kind.meanVisits - 1);
        int age = Math.floorDiv(day - life.birth(), 365);
        OptionalInt unit = life.unitOn(day);
        if (unit.isPresent() && day >= life.birth() && day < life.adulthood()) {
          double share = kind.share(age);
          if (draw < share * StrictMath.pow(life.frailty(), kind.frailtyPower)) {
            uses.add(new ServiceUse(day, unit.getAsInt(), kind.code, visits));
          }
        }
      }
    }
    return uses;
  }
}

package fi.lape.samples.register;

import fi.lape.samples.RandomStream;
import java.util.ArrayList;
import java.util.List;

/**
 * One unbroken time in care: a heavy-tailed duration cut into places and decisions. About half end
 * within a few months, a few last to the 18th birthday.
 */
final class CareSpell {
  /** Probabilities of a short and of a middling duration by age at entry; the rest are long. */
  private static final double[][] MIXTURE = {
    {0.42, 0.16}, {0.51, 0.15}, {0.50, 0.16}, {0.55, 0.21}
  };

  private static final double YEAR = 365.25;

  private final RandomStream random;
  private final int unit;
  private final int adulthood;
  private final double institutionShift;
  private final int end;
  private final List<Stay> stays = new ArrayList<>();

  /**
   * Draws the spell.
   *
   * @param age age at entry in years
   * @param first whether the child was never placed before
   * @param institutionShift change of the probability of an institution
   */
  CareSpell(
      RandomStream random,
      int age,
      boolean first,
      int start,
      int unit,
      int adulthood,
      double institutionShift) {
    this.random = random;
    this.unit = unit;
    this.adulthood = adulthood;
    this.institutionShift = institutionShift;
    int length = length(age);
    boolean long_ = length > 2 * YEAR;
    this.end = Math.min(start + length, adulthood);
    fill(age, first, start, long_);
    if (start + length >= adulthood && end - start > 180) {
      after();
    }
  }

  /** Day of the exit, not counted; the 18th birthday at the latest. */
  int end() {
    return end;
  }

  /** The rows of the register, those after the 18th birthday included. */
  List<Stay> stays() {
    return stays;
  }

  private int length(int age) {
    double[] mixture = MIXTURE[age < 1 ? 0 : age < 7 ? 1 : age < 13 ? 2 : 3];
    double which = random.uniform();
    double days;
    if (which < mixture[0]) {
      days = 45 * StrictMath.exp(0.9 * random.gaussian());
    } else if (which < mixture[0] + mixture[1]) {
      days = 330 * StrictMath.exp(0.6 * random.gaussian());
    } else {
      days = 3 * YEAR - 16 * YEAR * StrictMath.log(random.uniform());
    }
    return (int) Math.max(1, Math.min(days, 20 * YEAR));
  }

  private void fill(int age, boolean first, int start, boolean long_) {
    int day = start;
    CareForm form = form(age, 0.15);
    CareDecision decision = CareDecision.EMERGENCY;
    double ground = random.uniform();
    double emergency = 14 - 25 * StrictMath.log(random.uniform());
    if (ground < (first ? 0.62 : 0.45)) {
      int until = Math.min(end, day + (int) emergency);
      add(day, until, form, decision);
      day = until;
      form = random.uniform() < 0.4 ? form : form(age, 0);
    }
    decision = long_ || ground > 0.9 ? CareDecision.CARE_ORDER : CareDecision.OPEN_CARE;
    while (day < end) {
      double wait = -StrictMath.log(random.uniform()) * (long_ ? 4 : 1.5) * YEAR;
      boolean decides = random.uniform() < 0.3 && decision == CareDecision.OPEN_CARE;
      int until = wait >= end - day ? end : day + 1 + (int) wait;
      until = Math.min(until, end);
      boolean late = random.uniform() < 0.03; // the old place is closed some days too late
      int lag = random.integer(1, 5);
      add(day, late ? Math.min(until + lag, end) : until, form, decision);
      day = until;
      if (decides) {
        decision = CareDecision.CARE_ORDER; // the place stays, the ground changes
      } else {
        int now = Math.min(17, age + (int) ((day - start) / YEAR));
        form = random.uniform() < 0.45 ? form : form(now, 0);
      }
    }
  }

  private void after() {
    double which = random.uniform();
    double days = -StrictMath.log(random.uniform()) * 1.4 * YEAR;
    int until = adulthood + 1 + (int) Math.min(days, 3 * YEAR);
    Stay last = stays.get(stays.size() - 1);
    if (which < 0.2) { // the placement is never closed on the birthday
      stays.set(
          stays.size() - 1, new Stay(last.start(), until, unit, last.form(), last.decision()));
    } else if (which < 0.75) {
      stays.add(new Stay(adulthood, until, unit, CareForm.OTHER, CareDecision.AFTER_CARE));
    }
  }

  private CareForm form(int age, double more) {
    double institution = (age < 7 ? 0.10 : age < 13 ? 0.26 : 0.50) + more + institutionShift;
    double where = random.uniform();
    double family = random.uniform();
    if (where < institution) {
      return CareForm.INSTITUTION;
    }
    return family < 0.70
        ? CareForm.FOSTER_FAMILY
        : family < 0.87 ? CareForm.PROFESSIONAL_FAMILY_HOME : CareForm.OTHER;
  }

  private void add(int from, int until, CareForm form, CareDecision decision) {
    if (until > from) {
      stays.add(new Stay(from, until, unit, form, decision));
    }
  }
}

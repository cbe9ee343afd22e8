package fi.lape.samples.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The register has the shapes of the published figures (THL, tilastoraportti 9/2018,
 * Tieto&amp;trendit 2018 and Sotkanet 191, CC BY 4.0): yearly prevalence by age, durations, first
 * placements, forms.
 */
class RegisterShapesTest {
  private static final int LIVES = 150_000;
  private static final int YEAR = 2016;

  private static final RegisterSettings SETTINGS =
      RegisterSettings.standard().withChildren(LIVES).withEffects(0, 0);

  private static final List<ChildLife> ALL = new ArrayList<>();

  @BeforeAll
  static void live() {
    RegisterWorld world = RegisterWorld.of(SETTINGS);
    for (long number = 0; number < LIVES; number++) {
      ALL.add(new ChildLife(SETTINGS, world, number, true));
    }
  }

  private static boolean placed(ChildLife life, int from, int to) {
    return life.stays().stream()
        .anyMatch(
            s ->
                s.decision() != CareDecision.AFTER_CARE
                    && s.start() < to
                    && Math.min(s.end(), life.adulthood()) > from);
  }

  private static double percentPlaced(int year, int lowAge, int highAge) {
    int from = Days.of(year, 1);
    int to = Days.of(year + 1, 1);
    long children = 0;
    long placed = 0;
    for (ChildLife life : ALL) {
      double age = (to - 1 - life.birth()) / 365.25;
      if (age >= lowAge && age < highAge + 1 && life.unitOn(to - 1).isPresent()) {
        children++;
        placed += placed(life, from, to) ? 1 : 0;
      }
    }
    return 100.0 * placed / children;
  }

  private static int daysInCare(ChildLife life, int until) {
    return life.stays().stream()
        .filter(s -> s.decision() != CareDecision.AFTER_CARE)
        .mapToInt(s -> Math.max(0, Math.min(s.end(), until) - s.start()))
        .sum();
  }

  @Test
  void theShareOfPlacedChildrenIsThePublishedOneInEveryAgeGroup() {
    // Sotkanet 191, 2016: 1.519 % in all; 3 086, 4 244 and 8 953 of some 415 000, 360 000, 297 000.
    // Tolerance: about three standard errors of 90 000 children.
    assertThat(percentPlaced(YEAR, 0, 17)).isCloseTo(1.52, within(0.14));
    assertThat(percentPlaced(YEAR, 0, 6)).isCloseTo(0.74, within(0.15));
    assertThat(percentPlaced(YEAR, 7, 12)).isCloseTo(1.18, within(0.20));
    assertThat(percentPlaced(YEAR, 13, 17)).isCloseTo(2.98, within(0.35));
    assertThat(percentPlaced(2020, 0, 17)).isGreaterThan(percentPlaced(2012, 0, 17));
  }

  @Test
  void durationsAreHeavyTailedAndAboutAQuarterOfTheStockIsThereForTheFirstTime() {
    int from = Days.of(YEAR, 1);
    int to = Days.of(YEAR + 1, 1);
    double stock = 0;
    double first = 0;
    double underHalfYear = 0;
    double overSixYears = 0;
    double nearlyAllYear = 0;
    double underAMonth = 0;
    Map<CareForm, Double> forms = new EnumMap<>(CareForm.class);
    for (ChildLife life : ALL) {
      if (!placed(life, from, to)) {
        continue;
      }
      int end = Math.min(to, life.adulthood());
      int inYear = daysInCare(life, end) - daysInCare(life, from);
      int ever = daysInCare(life, end);
      stock++;
      first += life.stays().get(0).start() >= from ? 1 : 0;
      underHalfYear += ever < 183 ? 1 : 0;
      overSixYears += ever > 6 * 365 ? 1 : 0;
      nearlyAllYear += inYear >= 335 ? 1 : 0;
      underAMonth += inYear <= 30 ? 1 : 0;
      Stay last =
          life.stays().stream()
              .filter(s -> s.start() < to && s.decision() != CareDecision.AFTER_CARE)
              .reduce((a, b) -> b)
              .orElseThrow();
      forms.merge(last.form(), 1.0, Double::sum);
    }
    // THL 9/2018 of the stock of 2016; a life's smoothness allows no more than a few points.
    assertThat(first / stock).as("first ever").isCloseTo(0.24, within(0.05));
    assertThat(underHalfYear / stock).as("under 6 months").isCloseTo(0.25, within(0.07));
    assertThat(overSixYears / stock).as("over 6 years").isCloseTo(0.25, within(0.06));
    assertThat(nearlyAllYear / stock).as("11 months or more").isCloseTo(0.61, within(0.10));
    assertThat(underAMonth / stock).as("under a month").isCloseTo(0.10, within(0.05));
    // Tieto&trendit 2018, children and young people under 21 in 2016.
    assertThat(forms.get(CareForm.FOSTER_FAMILY) / stock).isCloseTo(0.41, within(0.06));
    assertThat(forms.get(CareForm.PROFESSIONAL_FAMILY_HOME) / stock).isCloseTo(0.12, within(0.04));
    assertThat(forms.get(CareForm.INSTITUTION) / stock).isCloseTo(0.36, within(0.07));
    assertThat(forms.get(CareForm.OTHER) / stock).isCloseTo(0.10, within(0.04));
  }

  @Test
  void ofACohortSomeSixPercentAreEverPlacedHalfOfThemForLessThanAYear() {
    List<Integer> ever = new ArrayList<>();
    double cohort = 0;
    for (ChildLife life : ALL) {
      if (life.birth() >= Days.of(1998, 1) && life.birth() < Days.of(2001, 1)) {
        cohort++;
        int days = daysInCare(life, life.adulthood());
        if (days > 0) {
          ever.add(days);
        }
      }
    }
    Collections.sort(ever);
    // Born 1999: 5.8 %, median below 9 months, the longest tenth 9 years or more. The stock of
    // 2016 and its share of first placements together imply more than 5.8 % by then.
    assertThat(ever.size() / cohort).isBetween(0.052, 0.075);
    assertThat(ever.get(ever.size() / 2)).isBetween(150, 400);
    assertThat(ever.get(ever.size() * 9 / 10) / 365.25).isBetween(8.0, 11.5);
  }

  @Test
  void aLifeIsTheSameWhenLivedAgainAndOnlyAdoptionChangesIt() {
    RegisterWorld world = RegisterWorld.of(SETTINGS);
    RegisterSettings effective = SETTINGS.withEffects(-0.5, 0);
    long changed = 0;
    for (long number = 0; number < 20_000; number++) {
      ChildLife again = new ChildLife(SETTINGS, world, number, true);
      assertThat(again.stays()).isEqualTo(ALL.get((int) number).stays());
      assertThat(new ChildLife(effective, world, number, false).stays()).isEqualTo(again.stays());
      changed +=
          new ChildLife(effective, world, number, true).stays().equals(again.stays()) ? 0 : 1;
    }
    assertThat(changed).isPositive();
  }
}

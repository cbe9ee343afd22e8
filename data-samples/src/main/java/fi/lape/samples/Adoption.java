package fi.lape.samples;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * When each municipality takes a component into use.
 *
 * <p>The willing come first within their own area: willingness rises with the level of placements
 * but knows nothing of their trend, so that adoption is selected on level alone.
 */
final class Adoption {

  /**
   * Shares of a project area's municipalities that adopt by the end of each year.
   *
   * @param firstYear the year of the first share
   */
  record Calendar(int firstYear, List<Double> cumulativeShares) {

    /** Family centres: about three in five municipalities by the end of 2020. */
    static final Calendar FAMILY_CENTRE = new Calendar(2017, List.of(0.14, 0.36, 0.50, 0.60));

    /** The systemic model: few places, trained within the programme. */
    static final Calendar SYSTEMIC = new Calendar(2017, List.of(0.05, 0.14, 0.17));

    static final Calendar LETS_TALK = new Calendar(2018, List.of(0.12, 0.28, 0.40));

    static final Calendar SCHOOL_WELLBEING = new Calendar(2017, List.of(0.20, 0.45, 0.55, 0.60));
  }

  private final List<Optional<LocalDate>> inUseFrom;

  private Adoption(List<Optional<LocalDate>> inUseFrom) {
    this.inUseFrom = inUseFrom;
  }

  static Adoption plan(
      SampleSettings settings,
      Geography geography,
      String component,
      Calendar calendar,
      Predicate<ProjectArea> areas,
      double[] level) {
    List<Optional<LocalDate>> dates =
        new ArrayList<>(Collections.nCopies(geography.municipalities().size(), Optional.empty()));
    double[] willingness = new double[level.length];
    for (Municipality municipality : geography.municipalities()) {
      RandomStream random =
          RandomStream.of(settings.seed(), "willingness/" + component + "/" + municipality.code());
      int u = municipality.index();
      willingness[u] = level[u] + 0.8 * random.gaussian();
    }
    for (ProjectArea area : geography.projectAreas()) {
      if (!areas.test(area)) {
        continue;
      }
      RandomStream random =
          RandomStream.of(settings.seed(), "calendar/" + component + "/" + area.code());
      List<Municipality> queue = new ArrayList<>(geography.municipalitiesOf(area.code()));
      queue.sort(Comparator.comparingDouble(each -> -willingness[each.index()]));
      double shift = random.uniform();
      int place = 0;
      for (int i = 0; i < calendar.cumulativeShares().size(); i++) {
        double upTo = calendar.cumulativeShares().get(i) * queue.size() + shift;
        for (; place + 1 <= upTo; place++) {
          LocalDate date = LocalDate.of(calendar.firstYear() + i, random.integer(1, 12), 1);
          dates.set(queue.get(place).index(), Optional.of(date));
        }
      }
    }
    return new Adoption(List.copyOf(dates));
  }

  /** The first day of use, empty where the component is never taken into use. */
  Optional<LocalDate> inUseFrom(Municipality municipality) {
    return inUseFrom.get(municipality.index());
  }

  /** Relative effect in a year: none before adoption, half in the adoption year, full after it. */
  double effectIn(Municipality municipality, int year, double fullEffect) {
    Optional<LocalDate> from = inUseFrom(municipality);
    if (from.isEmpty() || year < from.get().getYear()) {
      return 0;
    }
    return year == from.get().getYear() ? fullEffect / 2 : fullEffect;
  }
}

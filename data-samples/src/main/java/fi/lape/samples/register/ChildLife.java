package fi.lape.samples.register;

import fi.lape.samples.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * One made-up life up to the data date: born, living somewhere, placed or not.
 *
 * <p>A pure function of the settings, the child's number and whether municipalities adopted
 * anything; every placement has a random stream of its own, so that a life with and the same life
 * without adoption share their luck.
 */
final class ChildLife {
  /** Share of each year's births that the next year has. */
  private static final double BIRTHS_FALL = 0.993;

  private static final double BOYS = 0.512;
  private static final double IMMIGRANTS = 0.03;
  private static final double EMIGRANTS = 0.02;
  private static final double NEAR_MOVES = 0.65;

  /** First placements per child and year of age, before frailty and place. */
  private static final double[] FIRST_HAZARD = {
    0.0074, 0.0020, 0.0018, 0.0017, 0.0017, 0.0017, 0.0018, 0.0019, 0.0020, 0.0022, 0.0024, 0.0028,
    0.0038, 0.0070, 0.0097, 0.0105, 0.0093, 0.0063
  };

  private final RegisterSettings settings;
  private final RegisterWorld world;
  private final boolean adoption;
  private final long number;
  private final int birthYear;
  private final int birthMonth;
  private final boolean boy;
  private final double frailty;
  private final List<Residence> residences = new ArrayList<>();
  private final List<Stay> stays = new ArrayList<>();
  private final List<Stay> entries = new ArrayList<>();

  ChildLife(RegisterSettings settings, RegisterWorld world, long number, boolean adoption) {
    this.settings = settings;
    this.world = world;
    this.adoption = adoption;
    this.number = number;
    RandomStream random = RandomStream.of(settings.seed(), "register/child/" + number);
    int years = RegisterSettings.CHILDHOOD + settings.lastYear() - settings.firstYear() + 1;
    double share = random.uniform() * (1 - StrictMath.pow(BIRTHS_FALL, years));
    int year = (int) (StrictMath.log(1 - share) / StrictMath.log(BIRTHS_FALL));
    this.birthYear = settings.firstYear() - RegisterSettings.CHILDHOOD + Math.min(year, years - 1);
    this.birthMonth = random.integer(1, 12);
    this.boy = random.uniform() < BOYS;
    this.frailty = random.gammaOfMeanOne(1);
    settle(random);
    live(random);
  }

  /** First day of the month of birth, as days since 1970. */
  int birth() {
    return Days.of(birthYear, birthMonth);
  }

  /** The 18th birthday, counted from the first day of the month of birth. */
  int adulthood() {
    return Days.of(birthYear + 18, birthMonth);
  }

  boolean boy() {
    return boy;
  }

  double frailty() {
    return frailty;
  }

  List<Residence> residences() {
    return residences;
  }

  /** The rows of the placement register up to the data date, by their beginning. */
  List<Stay> stays() {
    return stays;
  }

  /** The first row of each unbroken time in care. */
  List<Stay> entries() {
    return entries;
  }

  /**
   * The child's pseudonym: of the shape of a keyed one, but drawn, as there is nobody behind it.
   */
  String pseudonym() {
    RandomStream random = RandomStream.of(settings.seed(), "register/pseudonym/" + number);
    StringBuilder hex = new StringBuilder(32);
    for (int i = 0; i < 8; i++) {
      hex.append(String.format(Locale.ROOT, "%04x", random.integer(0, 0xFFFF)));
    }
    return hex.toString();
  }

  /** Index of the unit the child lives in on a day; empty before and after it lives in any. */
  OptionalInt unitOn(int day) {
    for (Residence each : residences) {
      if (each.start() <= day && day < each.end()) {
        return OptionalInt.of(each.unit());
      }
    }
    return OptionalInt.empty();
  }

  private void settle(RandomStream random) {
    int unit = world.draw(random);
    double arrives = random.uniform();
    double leaves = random.uniform();
    int day = birth();
    if (arrives < IMMIGRANTS) {
      day += (int) (arrives / IMMIGRANTS * 15 * 365);
    }
    int end =
        leaves < EMIGRANTS ? day + 30 + (int) (leaves / EMIGRANTS * 15 * 365) : Residence.FOREVER;
    int dataDate = (int) settings.dataDate().toEpochDay();
    int last = Math.min(dataDate, adulthood() + 365);
    while (day <= last && day < end) {
      double perYear = day - birth() < 6 * 365 ? 0.045 : 0.02;
      double wait = -StrictMath.log(random.uniform()) / perYear * 365;
      int next = wait > 40 * 365 ? Residence.FOREVER : day + 1 + (int) wait;
      boolean stays = next > last || next >= end;
      residences.add(new Residence(day, stays ? end : next, unit));
      if (stays) {
        return;
      }
      unit = random.uniform() < NEAR_MOVES ? world.drawNear(random, unit) : world.draw(random);
      day = next;
    }
  }

  /** Walks through childhood month by month until luck runs out. */
  private void live(RandomStream random) {
    if (residences.isEmpty()) {
      return;
    }
    int dataDate = (int) settings.dataDate().toEpochDay();
    int leaves = residences.get(residences.size() - 1).end();
    int placements = 0;
    int lastExit = birth();
    double threshold = -StrictMath.log(random.uniform());
    double hazard = 0;
    int freeFrom = residences.get(0).start();
    for (int month = 0; month < 18 * 12; month++) {
      int day = Days.of(birthYear, birthMonth + month);
      if (day > dataDate || day >= leaves) {
        return;
      }
      if (day < freeFrom) {
        continue;
      }
      int year = birthYear + (birthMonth - 1 + month) / 12;
      int unit = unitOn(day).orElseThrow();
      double monthly =
          placements == 0
              ? frailty * FIRST_HAZARD[month / 12] / 12 * settings.placementFactor()
              : again(day - lastExit);
      monthly *= world.relativeEntries(unit, year);
      if (adoption) {
        monthly *= 1 + settings.entryEffect() * world.familyCentre(unit, year);
      }
      hazard += monthly;
      if (hazard < threshold) {
        continue;
      }
      RandomStream care =
          RandomStream.of(settings.seed(), "register/child/" + number + "/placement/" + placements);
      int start = day + care.integer(0, 27);
      double shift = adoption ? settings.institutionEffect() * world.systemic(unit, year) : 0;
      if (start > dataDate || start >= leaves || start >= adulthood()) {
        return;
      }
      CareSpell spell =
          new CareSpell(care, month / 12, placements == 0, start, unit, adulthood(), shift);
      for (Stay stay : spell.stays()) {
        if (stay.start() <= dataDate && stay.start() < leaves) {
          stays.add(
              new Stay(
                  stay.start(),
                  Math.min(stay.end(), leaves),
                  stay.unit(),
                  stay.form(),
                  stay.decision()));
        }
      }
      entries.add(spell.stays().get(0));
      placements++;
      lastExit = spell.end();
      freeFrom = lastExit + 1;
      hazard = 0;
      threshold = -StrictMath.log(care.uniform());
    }
  }

  /** Monthly hazard of coming back: high after an exit, then falling. */
  private static double again(int daysOut) {
    return daysOut < 183 ? 0.030 : daysOut < 365 ? 0.016 : 0.004;
  }
}

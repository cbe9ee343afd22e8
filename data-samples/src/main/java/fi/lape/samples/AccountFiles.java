package fi.lape.samples;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the accounts of the 19 projects and the price index.
 *
 * <p>The sum of the grants, 19 000 000 euros, is public (Ministry of Social Affairs and Health
 * 251/2016), and so are grant and total cost of South Ostrobothnia; every other amount is
 * synthetic: a floor for each project and a part per child that differs between projects.
 */
final class AccountFiles {

  static final long GRANTS_CENTS = 1_900_000_000L;

  private static final String PUBLIC_AREA = "EPO";
  private static final long PUBLIC_GRANT_CENTS = 89_994_700L;
  private static final long PUBLIC_OWN_CENTS = 114_319_900L - PUBLIC_GRANT_CENTS;
  private static final double FLOOR_EUR = 300_000;
  private static final double PER_CHILD_EUR = 11.5;
  private static final int INDEX_CODE = 121;

  private static final YearPath INDEX_2010 =
      YearPath.of(
          2010, 100.0, 2011, 103.4, 2012, 107.2, 2013, 109.6, 2014, 110.7, 2015, 111.5, 2016, 112.1,
          2017, 111.3, 2018, 113.4, 2019, 115.5, 2020, 117.2, 2021, 120.3);

  private final World world;
  private final Map<String, Money> money = new LinkedHashMap<>();

  /** Grant and own funding of a project, cents. */
  record Money(long grantCents, long ownCents) {}

  AccountFiles(World world) {
    this.world = world;
    shareOut();
  }

  Money of(String area) {
    return money.get(area);
  }

  private void shareOut() {
    int base = world.settings().index(SampleSettings.BASE_YEAR);
    Map<String, Double> claims = new LinkedHashMap<>();
    double total = 0;
    for (ProjectArea area : world.geography().projectAreas()) {
      long children = 0;
      for (Municipality municipality : world.geography().municipalitiesOf(area.code())) {
        children += world.children().of(municipality, base);
      }
      RandomStream random = RandomStream.of(world.settings().seed(), "grant/" + area.code());
      double perChild = PER_CHILD_EUR * StrictMath.exp(0.25 * random.gaussian());
      double claim = FLOOR_EUR + perChild * children / world.settings().childrenScale();
      claims.put(area.code(), claim);
      total += area.code().equals(PUBLIC_AREA) ? 0 : claim;
    }
    long left = GRANTS_CENTS - PUBLIC_GRANT_CENTS;
    long toShare = left;
    String last = "";
    for (Map.Entry<String, Double> claim : claims.entrySet()) {
      String area = claim.getKey();
      if (area.equals(PUBLIC_AREA)) {
        money.put(area, new Money(PUBLIC_GRANT_CENTS, PUBLIC_OWN_CENTS));
        continue;
      }
      long grant = 100 * Math.round(toShare * (claim.getValue() / total) / 100);
      left -= grant;
      last = area;
      RandomStream random = RandomStream.of(world.settings().seed(), "own-funding/" + area);
      double ownShare = random.uniform(0.19, 0.23);
      money.put(area, new Money(grant, 100 * Math.round(grant * ownShare / (1 - ownShare) / 100)));
    }
    Money rounded = money.get(last);
    money.put(last, new Money(rounded.grantCents() + left, rounded.ownCents()));
  }

  void write(SampleFolder folder) throws IOException {
    StringBuilder text =
        new StringBuilder(
            "area;project_name;lead_municipality;year;grant_eur;own_funding_eur;"
                + "staff_person_years\n");
    for (ProjectArea area : world.geography().projectAreas()) {
      Money all = of(area.code());
      RandomStream random = RandomStream.of(world.settings().seed(), "accounts/" + area.code());
      double firstShare = random.uniform(0.42, 0.50);
      long grant = Math.round(all.grantCents() * firstShare);
      long own = Math.round(all.ownCents() * firstShare);
      for (int year : List.of(2017, 2018)) {
        long yearGrant = year == 2017 ? grant : all.grantCents() - grant;
        long yearOwn = year == 2017 ? own : all.ownCents() - own;
        double personYears = (yearGrant + yearOwn) / 100.0 / random.uniform(68_000, 76_000);
        text.append(area.code()).append(';').append(area.projectName()).append(';');
        text.append(area.leadMunicipality()).append(';').append(year).append(';');
        text.append(comma(yearGrant / 100.0, 2)).append(';');
        text.append(comma(yearOwn / 100.0, 2)).append(';');
        text.append(comma(personYears, 1)).append('\n');
      }
    }
    folder.text("sources/accounts/project_accounts.csv", text.toString());
    folder.text("sources/prices/price_index.csv", prices());
  }

  /** The price index on its two bases; a synthetic path near the published one. */
  private static String prices() {
    StringBuilder text = new StringBuilder("code;base;year;value\n");
    for (int year = 2010; year <= 2018; year++) {
      text.append(INDEX_CODE).append(";2010;").append(year).append(';');
      text.append(comma(INDEX_2010.at(year), 1)).append('\n');
    }
    for (int year = 2015; year <= 2021; year++) {
      text.append(INDEX_CODE).append(";2015;").append(year).append(';');
      text.append(comma(100 * INDEX_2010.at(year) / INDEX_2010.at(2015), 1)).append('\n');
    }
    return text.toString();
  }

  /** Factor from the prices of a year to those of another. */
  static double deflator(int fromYear, int toYear) {
    return INDEX_2010.at(toYear) / INDEX_2010.at(fromYear);
  }

  private static String comma(double value, int decimals) {
    return BigDecimal.valueOf(value)
        .setScale(decimals, RoundingMode.HALF_UP)
        .toPlainString()
        .replace('.', ',');
  }
}

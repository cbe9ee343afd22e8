package fi.lape.samples;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/**
 * Writes the municipal cost tables: `;`, decimal comma, each year in its own division, an older
 * file in ISO-8859-1 and a newer one in UTF-8 with a byte order mark.
 */
final class CostFiles {

  static final String EARLY = "costs/kuntien_kustannukset_vanhat.csv";
  static final String LATE = "costs/kuntien_kustannukset_uudet.csv";

  /** The smallest municipality: most years it places no child and pays nothing. */
  static final String NIL_MUNICIPALITY = "766";

  private static final int LAST_EARLY_YEAR = 2015;
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final String HEADER =
      "kunta;nimi;vuosi;lastensuojelun laitos- ja perhehoito 1000 e;"
          + "muut lasten ja perheiden palvelut 1000 e\n";

  private final World world;

  CostFiles(World world) {
    this.world = world;
  }

  /** The first year of the newer file in which that municipality truly paid nothing. */
  static OptionalInt nilYear(World world) {
    SampleSettings settings = world.settings();
    for (Municipality municipality : world.geography().municipalities()) {
      for (int t = 0; t < settings.years(); t++) {
        if (municipality.code().equals(NIL_MUNICIPALITY)
            && settings.year(t) > LAST_EARLY_YEAR
            && world.costs().care()[municipality.index()][t] == 0) {
          return OptionalInt.of(settings.year(t));
        }
      }
    }
    return OptionalInt.empty();
  }

  void write(SampleFolder folder) throws IOException {
    folder.text(
        "sources/" + EARLY, table(year -> year <= LAST_EARLY_YEAR), StandardCharsets.ISO_8859_1);
    folder.text("sources/" + LATE, BYTE_ORDER_MARK + table(year -> year > LAST_EARLY_YEAR));
  }

  private String table(IntPredicate years) {
    StringBuilder text = new StringBuilder(HEADER);
    SampleSettings settings = world.settings();
    for (int t = 0; t < settings.years(); t++) {
      int year = settings.year(t);
      if (!years.test(year)) {
        continue;
      }
      List<String> rows = new ArrayList<>();
      for (Municipality municipality : world.geography().municipalities()) {
        addRows(rows, municipality, t);
      }
      rows.sort(String::compareTo);
      rows.forEach(text::append);
    }
    return text.toString();
  }

  /** Shares a municipality's costs out to the municipalities it still consisted of. */
  private void addRows(List<String> rows, Municipality municipality, int t) {
    int year = world.settings().year(t);
    long care = world.costs().care()[municipality.index()][t];
    long other = world.costs().other()[municipality.index()][t];
    List<Municipality.Part> parts = municipality.partsIn(year);
    long careLeft = care;
    long otherLeft = other;
    for (int i = parts.size() - 1; i >= 0; i--) {
      Municipality.Part part = parts.get(i);
      long ownCare = i == 0 ? careLeft : Math.round(care * part.share());
      long ownOther = i == 0 ? otherLeft : Math.round(other * part.share());
      careLeft -= ownCare;
      otherLeft -= ownOther;
      rows.addAll(rows(part.code(), part.nameFi(), year, ownCare, ownOther));
    }
  }

  private List<String> rows(String code, String name, int year, long care, long other) {
    String head = code + ";" + name + ";" + year + ";";
    String row = head + comma(care) + ";" + comma(other) + "\n";
    if (!world.settings().faults()) {
      return List.of(row);
    }
    if (code.equals(NIL_MUNICIPALITY) && nilYear(world).equals(OptionalInt.of(year))) {
      return List.of(head + "-;" + comma(other) + "\n");
    }
    return switch (code + "/" + year) {
      case "620/2014" -> List.of(row, head + comma(care + 1234) + ";" + comma(other) + "\n");
      case "889/2012" -> List.of(head + comma(care) + ";..\n");
      case "697/2018" -> List.of(head + comma(care).replace(',', '.') + ";" + comma(other) + "\n");
      default -> List.of(row);
    };
  }

  private static String comma(long tenths) {
    return tenths / 10 + "," + tenths % 10;
  }
}

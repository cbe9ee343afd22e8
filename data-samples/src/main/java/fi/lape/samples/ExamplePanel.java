package fi.lape.samples;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Locale;

/**
 * Writes one table that is a panel already, for those who try a method without the programme: new
 * placements of the municipalities of the project areas, and when each opened a family centre. No
 * cell is hidden: nothing in it is anybody's.
 */
final class ExamplePanel {
  static final String FILE = "panel.csv";

  private static final String HEADER =
      "municipality,area,year,opened,children_2016,new_placements_per_1000,origin\n";

  private final World world;

  ExamplePanel(World world) {
    this.world = world;
  }

  void write(SampleFolder folder) throws IOException {
    StringBuilder text = new StringBuilder(HEADER);
    SampleSettings settings = world.settings();
    int base = settings.index(SampleSettings.BASE_YEAR);
    for (Municipality municipality : world.geography().municipalities()) {
      if (municipality.area().equals(Geography.NO_AREA)) {
        continue;
      }
      String opened =
          world
              .adoptions()
              .get(World.FAMILY_CENTRE)
              .inUseFrom(municipality)
              .map(LocalDate::getYear)
              .map(String::valueOf)
              .orElse("");
      for (int t = 0; t < settings.years(); t++) {
        double rate =
            1000.0
                * world.newPlacements().count()[municipality.index()][t]
                / world.children().of(municipality, t);
        text.append(
            String.format(
                Locale.ROOT,
                "%s,%s,%d,%s,%d,%.4f,synthetic%n",
                municipality.code(),
                municipality.area(),
                settings.year(t),
                opened,
                world.children().of(municipality, base),
                rate));
      }
    }
    folder.text(FILE, text.toString().replace(System.lineSeparator(), "\n"));
  }
}

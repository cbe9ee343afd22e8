package fi.lape.samples;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Writes a synthetic programme: 19 projects, their reports and accounts, outcome indicators,
 * population, costs and prices in the formats the real sources come in.
 *
 * <p>The files are a pure function of the settings: no clock, no locale, no global random state.
 */
public final class SampleProgramme {

  private SampleProgramme() {}

  /**
   * Writes {@code sources/}, {@code panel.csv}, {@code truth.json} and {@code faults.json} into a
   * folder.
   *
   * @param folder where to write; made when absent, files of the same names are replaced
   * @param settings what the sample depends on
   * @throws IOException when a file cannot be written
   */
  public static void write(Path folder, SampleSettings settings) throws IOException {
    World world = World.of(settings);
    SampleFolder out = new SampleFolder(folder);
    out.text("sources/SOURCE.json", JsonText.write(SourceLabel.of(settings)));
    AccountFiles accounts = new AccountFiles(world);
    accounts.write(out);
    new ProjectReports(world, accounts).write(out);
    new SotkanetFiles(world, out).write();
    new PopulationFile(world).write(out);
    new CostFiles(world).write(out);
    new ExamplePanel(world).write(out);
    out.text("truth.json", new Truth(world).json());
    out.text("faults.json", Faults.json(world));
  }
}
